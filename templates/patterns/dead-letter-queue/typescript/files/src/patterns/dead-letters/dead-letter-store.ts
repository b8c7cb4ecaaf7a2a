import type { Selectable } from 'kysely'
import type { Database, Tx } from '../../database/database.ts'
import type { DeadLetterRow } from '../../database/migrations/dead-letters.ts'

/** Something that could not be handled. */
export interface Item {
  readonly source: string
  readonly itemId: string
  readonly payload: unknown
}

export interface Failure {
  readonly at: string
  readonly error: string
  /** Another service gave no answer, which says nothing about the item. */
  readonly isOutage: boolean
}

export interface DeadLetter extends Item {
  readonly id: string
  /** `trying`: it comes again by itself; `parked`: a person decides; `redrive`: one has, and it is tried once more. */
  readonly state: DeadLetterRow['state']
  readonly attempts: number
  readonly failures: readonly Failure[]
  readonly firstFailedAt: string
  readonly changedAt: string
}

/** An outage can fail an item thousands of times. The latest say what is wrong. */
const KEPT_FAILURES = 10
/** Of the text of an error, in characters. */
const LONGEST_ERROR = 500

export const letterId = ({ source, itemId }: Pick<Item, 'source' | 'itemId'>): string =>
  `${source}/${itemId}`

export function failureOf(error: unknown, isOutage: boolean): Failure {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return { at: new Date().toISOString(), error: text.slice(0, LONGEST_ERROR), isOutage }
}

/** The table of what could not be handled. Everything is in the transaction of the caller, if it gives one. */
export const deadLetterStore = {
  /** Adds a failure to the history of an item, and says how it stands now. */
  async noteFailure(
    database: Database | Tx,
    item: Item,
    failure: Failure,
    state: 'trying' | 'parked',
  ): Promise<DeadLetter> {
    const known = await deadLetterStore.find(database, letterId(item))
    const failures = [...(known?.failures ?? []), failure].slice(-KEPT_FAILURES)
    const changes = {
      state,
      attempts: (known?.attempts ?? 0) + (failure.isOutage ? 0 : 1),
      failures: JSON.stringify(failures),
      changed_at: failure.at,
    }
    const row = await database
      .insertInto('dead_letters')
      .values({
        id: letterId(item),
        source: item.source,
        item_id: item.itemId,
        payload: JSON.stringify(item.payload),
        first_failed_at: failure.at,
        ...changes,
      })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
      .returningAll()
      .executeTakeFirstOrThrow()
    return toLetter(row)
  },

  async park(database: Database | Tx, id: string): Promise<void> {
    await database
      .updateTable('dead_letters')
      .set({ state: 'parked', changed_at: new Date().toISOString() })
      .where('id', '=', id)
      .execute()
  },

  async find(database: Database | Tx, id: string): Promise<DeadLetter | undefined> {
    const query = database.selectFrom('dead_letters').selectAll().where('id', '=', id)
    const row = await query.executeTakeFirst()
    return row === undefined ? undefined : toLetter(row)
  },

  /** The oldest first. */
  async list(
    database: Database | Tx,
    states: readonly DeadLetter['state'][],
    limit = 1000,
  ): Promise<DeadLetter[]> {
    const rows = await database
      .selectFrom('dead_letters')
      .selectAll()
      .where('state', 'in', states)
      .orderBy('first_failed_at')
      .limit(limit)
      .execute()
    return rows.map(toLetter)
  },

  /** Has a parked item tried once more by the running service. False when it is not parked. */
  async requestRedrive(database: Database | Tx, id: string): Promise<boolean> {
    const result = await database
      .updateTable('dead_letters')
      .set({ state: 'redrive', changed_at: new Date().toISOString() })
      .where('id', '=', id)
      .where('state', '=', 'parked')
      .executeTakeFirst()
    return result.numUpdatedRows > 0n
  },

  /** Moves on the mark of a redrive. False when it is not there any more: somebody else knows how that went. */
  async endRedrive(
    database: Database | Tx,
    id: string,
    state: 'trying' | 'parked',
  ): Promise<boolean> {
    const result = await database
      .updateTable('dead_letters')
      .set({ state, changed_at: new Date().toISOString() })
      .where('id', '=', id)
      .where('state', '=', 'redrive')
      .executeTakeFirst()
    return result.numUpdatedRows > 0n
  },

  /** Somebody decided that it need not be handled. False when it is not parked. */
  async discard(database: Database | Tx, id: string): Promise<boolean> {
    const result = await database
      .deleteFrom('dead_letters')
      .where('id', '=', id)
      .where('state', '=', 'parked')
      .executeTakeFirst()
    return result.numDeletedRows > 0n
  },

  /** It was handled after all. */
  async remove(database: Database | Tx, id: string): Promise<void> {
    await database.deleteFrom('dead_letters').where('id', '=', id).execute()
  },

  /** How many are parked, and since when the oldest failed, by source. */
  async parked(database: Database): Promise<{ source: string; count: number; oldestAt: string }[]> {
    const rows = await database
      .selectFrom('dead_letters')
      .select(({ fn }) => [
        'source',
        fn.countAll().as('count'),
        fn.min('first_failed_at').as('oldest'),
      ])
      .where('state', '=', 'parked')
      .groupBy('source')
      .execute()
    return rows.map(({ source, count, oldest }) => ({
      source,
      count: Number(count),
      oldestAt: oldest,
    }))
  },
}

function toLetter(row: Selectable<DeadLetterRow>): DeadLetter {
  return {
    id: row.id,
    source: row.source,
    itemId: row.item_id,
    payload: JSON.parse(row.payload),
    state: row.state,
    attempts: row.attempts,
    failures: JSON.parse(row.failures),
    firstFailedAt: row.first_failed_at,
    changedAt: row.changed_at,
  }
}
