import path from 'node:path'
import type { Kysely } from 'kysely'
import { type DatabaseSpec, queryDatabase, writeDatabase } from '../platform/database.ts'
import { dataDir } from '../platform/paths.ts'
import type { ProgressEvent } from './events.ts'

/** One row for each event; `data` is the event's `data` as JSON with its keys in order. */
interface EventRow {
  readonly id: string
  readonly at_ms: number
  readonly kind: string
  readonly slug: string
  readonly data: string
}

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

export type Warn = (message: string) => void

/** The file that holds the learner's progress. */
export function progressFile(): string {
  return path.join(dataDir(), 'progress.db')
}

/**
 * Adds the events that are not there yet, all or none, and resolves when they are on the disk. The
 * result is how many were new. Rejects as `writeDatabase` does.
 */
export async function appendEvents(events: readonly ProgressEvent[], warn: Warn): Promise<number> {
  return writeDatabase<Schema, number>(spec(warn), (database) =>
    events.length <= ROWS_PER_STATEMENT
      ? insert(database, events)
      : database.transaction().execute((transaction) => insertInParts(transaction, events)),
  )
}

/** Every event, oldest first; events of the same millisecond by id. No store is no events. */
export async function readEvents(warn: Warn): Promise<readonly ProgressEvent[]> {
  const rows = await queryDatabase<EventRow>(spec(warn), 'select * from event order by at_ms, id')
  return (rows ?? []).map(fromRow)
}

function spec(warn: Warn): DatabaseSpec {
  return { file: progressFile(), migrations: MIGRATIONS, warn }
}

async function insertInParts(database: Kysely<Schema>, events: readonly ProgressEvent[]): Promise<number> {
  let added = 0
  for (let start = 0; start < events.length; start += ROWS_PER_STATEMENT) {
    added += await insert(database, events.slice(start, start + ROWS_PER_STATEMENT))
  }
  return added
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

function toRow({ id, atMs, kind, slug, data }: ProgressEvent): EventRow {
  return { id, at_ms: atMs, kind, slug, data: JSON.stringify(data, Object.keys(data).sort()) }
}

function fromRow({ id, at_ms: atMs, kind, slug, data }: EventRow): ProgressEvent {
  return { id, atMs, kind, slug, data: JSON.parse(data) } as ProgressEvent
}
