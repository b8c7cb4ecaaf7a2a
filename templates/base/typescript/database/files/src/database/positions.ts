import { type CreateTableBuilder, type Kysely, PostgresAdapter } from 'kysely'

/** A first column `position` that counts up with each row, as each kind of database has it. */
export function addPosition<Table extends string>(
  // biome-ignore lint/suspicious/noExplicitAny: a migration works on tables that are not there yet
  db: Kysely<any>,
  table: CreateTableBuilder<Table>,
): CreateTableBuilder<Table, 'position'> {
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    return table.addColumn('position', 'bigserial', (column) => column.primaryKey())
  }
  return table.addColumn('position', 'integer', (column) => column.primaryKey().autoIncrement())
}
