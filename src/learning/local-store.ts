import type { Kysely } from 'kysely'
import { type DatabaseSpec, queryDatabase, writeDatabase } from '../platform/database.ts'
import { queryFile } from '../platform/database-copy.ts'
import { NewerSchemaError } from '../platform/database-error.ts'
import { type EventRow, fromRow, toRow } from './event-row.ts'
import type { ProgressEvent } from './events.ts'

interface Schema {
  readonly event: EventRow
}

/** Version by version. A migration that was ever released never changes; the next one mends it. */
const MIGRATIONS = [
  `create table event (
     id text primary key,
     at_ms integer not null,
     kind text not null,
     slug text not null,
     data text not null
   ) strict, without rowid;
   create index event_by_time on event (at_ms, id);`,
]

/** SQLite takes at most 32,766 variables in a statement, and a row is five. */
const ROWS_PER_STATEMENT = 1000

const ALL = 'select * from event order by at_ms, id'

export type Warn = (message: string) => void

/**
 * Adds the events that are not in `file` yet, all or none, and resolves when they are on the disk. The
 * result is how many were new. Rejects as `writeDatabase` does.
 */
export async function appendTo(file: string, events: readonly ProgressEvent[], warn: Warn): Promise<number> {
  return writeDatabase<Schema, number>(spec(file, warn), (database) =>
    events.length <= ROWS_PER_STATEMENT
      ? insert(database, events)
      : database.transaction().execute((transaction) => inParts(events, (part) => insert(transaction, part))),
  )
}

/** Every event, oldest first; events of the same millisecond by id. No file is no events. */
export async function readFrom(file: string, warn: Warn): Promise<readonly ProgressEvent[]> {
  return ((await queryDatabase<EventRow>(spec(file, warn), ALL)) ?? []).map(fromRow)
}

/** Takes events out, all or none. The result is how many were there. Rejects as `writeDatabase` does. */
export async function removeFrom(file: string, ids: readonly string[], warn: Warn): Promise<number> {
  return writeDatabase<Schema, number>(spec(file, warn), (database) =>
    database.transaction().execute((transaction) => inParts(ids, (part) => remove(transaction, part))),
  )
}

/**
 * The rows of a file that is nobody's store, as they are: they may come from anywhere. Nothing of the file is
 * changed. @throws NewerSchemaError, or what SQLite or the file system says.
 */
export async function rowsOfFile(file: string): Promise<readonly EventRow[]> {
  const [found] = await queryFile<{ readonly user_version: number }>(file, 'pragma user_version')
  const version = found?.user_version ?? 0
  if (version > MIGRATIONS.length) throw new NewerSchemaError(version, MIGRATIONS.length)
  return queryFile<EventRow>(file, ALL)
}

/** The rows of a store, as they are. Rejects as `queryFile` does. */
export function rowsOfStore(file: string): Promise<readonly EventRow[]> {
  return queryFile<EventRow>(file, ALL)
}

/** How many migrations this compendium knows. */
export const STORE_VERSION = MIGRATIONS.length

function spec(file: string, warn: Warn): DatabaseSpec {
  return { file, migrations: MIGRATIONS, warn }
}

async function inParts<Item>(
  items: readonly Item[],
  work: (part: readonly Item[]) => Promise<number>,
): Promise<number> {
  let done = 0
  for (let start = 0; start < items.length; start += ROWS_PER_STATEMENT) {
    done += await work(items.slice(start, start + ROWS_PER_STATEMENT))
  }
  return done
}

async function insert(database: Kysely<Schema>, events: readonly ProgressEvent[]): Promise<number> {
  if (events.length === 0) return 0
  const result = await database
    .insertInto('event')
    .values(events.map(toRow))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0)
}

async function remove(database: Kysely<Schema>, ids: readonly string[]): Promise<number> {
  const result = await database.deleteFrom('event').where('id', 'in', ids).executeTakeFirst()
  return Number(result.numDeletedRows)
}
