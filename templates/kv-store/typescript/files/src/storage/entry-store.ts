import { sql } from 'kysely'
import type { Tx } from '../database/database.ts'
import type { Entry } from './entry.ts'

/** What this node keeps, in its own database. */
export const entryStore = {
  async find(tx: Tx, key: string): Promise<Entry | undefined> {
    return tx
      .selectFrom('entries')
      .select(['counter', 'writer', 'value'])
      .where('key', '=', key)
      .executeTakeFirst()
  },

  /** Keeps the entry unless a later version is there: in whichever order versions come, the latest stays. */
  async keepLatest(tx: Tx, key: string, entry: Entry): Promise<void> {
    await tx
      .insertInto('entries')
      .values({ key, ...entry })
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet(entry)
          .where(
            sql<boolean>`(excluded.counter, excluded.writer) > (entries.counter, entries.writer)`,
          ),
      )
      .execute()
  },

  /** Keys in their order, from the one that follows `after`. Tombstones are among them. */
  async keys(tx: Tx, after: string, limit: number): Promise<string[]> {
    const query = tx.selectFrom('entries').select('key').where('key', '>', after)
    return (await query.orderBy('key').limit(limit).execute()).map(({ key }) => key)
  },
}
