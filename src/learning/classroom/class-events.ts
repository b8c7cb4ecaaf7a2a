import { fromRow, toRow } from '../event-row.ts'
import type { ProgressEvent } from '../events.ts'
import type { Warn } from '../local-store.ts'
import { type ClassTables, inClass } from './class-store.ts'
import { learnerId } from './learner.ts'
import { forgetUnsent, readUnsent } from './unsent.ts'

/** PostgreSQL takes at most 65,535 variables in a statement, and a row is six. */
const ROWS_PER_STATEMENT = 5000

/** As `appendEvents`, for this learner in the database of the class. Takes along what waited for it. */
export async function appendToClass(events: readonly ProgressEvent[], warn: Warn): Promise<number> {
  const learner = learnerId()
  const waiting = await readUnsent(warn)
  const added = await inClass(async (tables) => {
    await insert(tables, learner, waiting)
    return insert(tables, learner, events)
  })
  await forgetUnsent(waiting, warn)
  return added
}

/** As `readEvents`: what the class has of this learner, and what waits to be sent. */
export async function readFromClass(warn: Warn): Promise<readonly ProgressEvent[]> {
  const learner = learnerId()
  const sent = await inClass((tables) => eventsOf(tables, learner))
  const ids = new Set(sent.map(({ id }) => id))
  const waiting = (await readUnsent(warn)).filter(({ id }) => !ids.has(id))
  return waiting.length === 0 ? sent : [...sent, ...waiting].sort(byTime)
}

/** As `removeEvents`. */
export async function removeFromClass(ids: readonly string[], warn: Warn): Promise<number> {
  const learner = learnerId()
  const gone = new Set(ids)
  const waiting = (await readUnsent(warn)).filter(({ id }) => gone.has(id))
  const removed = await inClass((tables) => remove(tables, learner, ids))
  await forgetUnsent(waiting, warn)
  return removed + waiting.length
}

/** Everything that the class has of a learner, oldest first. */
export async function eventsOf(tables: ClassTables, learner: string): Promise<readonly ProgressEvent[]> {
  const rows = await tables
    .selectFrom('event')
    .select(['id', 'at_ms', 'kind', 'slug', 'data'])
    .where('learner', '=', learner)
    .orderBy('at_ms')
    .orderBy('id')
    .execute()
  return rows.map(fromRow)
}

async function insert(
  tables: ClassTables,
  learner: string,
  events: readonly ProgressEvent[],
): Promise<number> {
  let added = 0
  for (const part of parts(events)) {
    const result = await tables
      .insertInto('event')
      .values(part.map((event) => ({ learner, ...toRow(event) })))
      .onConflict((conflict) => conflict.columns(['learner', 'id']).doNothing())
      .executeTakeFirst()
    added += Number(result.numInsertedOrUpdatedRows ?? 0)
  }
  return added
}

async function remove(tables: ClassTables, learner: string, ids: readonly string[]): Promise<number> {
  let removed = 0
  for (const part of parts(ids)) {
    const result = await tables
      .deleteFrom('event')
      .where('learner', '=', learner)
      .where('id', 'in', part)
      .executeTakeFirst()
    removed += Number(result.numDeletedRows)
  }
  return removed
}

function parts<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / ROWS_PER_STATEMENT)
  return Array.from({ length: count }, (_, part) =>
    items.slice(part * ROWS_PER_STATEMENT, (part + 1) * ROWS_PER_STATEMENT),
  )
}

function byTime(a: ProgressEvent, b: ProgressEvent): number {
  return a.atMs - b.atMs || (a.id < b.id ? -1 : 1)
}
