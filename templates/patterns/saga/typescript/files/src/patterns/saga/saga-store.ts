import type { Database, Tx } from '../../database/database.ts'
import type { Outcome } from '../../orders/order.ts'
import type { SagaState } from './order-saga.ts'

/** One row for each saga that is not over: what a crash leaves is what has to be gone on with. */
export const sagaStore = {
  async start(tx: Tx, orderId: string): Promise<void> {
    const now = new Date().toISOString()
    await tx
      .insertInto('sagas')
      .values({ order_id: orderId, step: 'reserve', outcome: null, started_at: now })
      .onConflict((conflict) => conflict.column('order_id').doNothing())
      .execute()
  },

  async find(database: Database, orderId: string): Promise<SagaState | undefined> {
    const query = database.selectFrom('sagas').selectAll().where('order_id', '=', orderId)
    const row = await query.executeTakeFirst()
    if (row === undefined) return undefined
    const state = { orderId, step: row.step, startedAt: row.started_at }
    return row.outcome === null ? state : { ...state, outcome: JSON.parse(row.outcome) }
  },

  /** False when the saga is no longer where `from` says: another replica took it further, or back anew. */
  async save(database: Database, from: SagaState, to: SagaState): Promise<boolean> {
    const { step, outcome } = to
    const result = await database
      .updateTable('sagas')
      .set({ step, outcome: outcome === undefined ? null : JSON.stringify(outcome) })
      .where('order_id', '=', from.orderId)
      .where('step', '=', from.step)
      .where('started_at', '=', from.startedAt)
      .executeTakeFirst()
    return result.numUpdatedRows > 0n
  },

  /** False when it is not there to be ended, or not at its end. */
  async finish(tx: Tx, orderId: string): Promise<boolean> {
    const saga = tx.deleteFrom('sagas').where('order_id', '=', orderId).where('step', '=', 'settle')
    return (await saga.executeTakeFirst()).numDeletedRows > 0n
  },

  /** Takes the way back once more, from its begin, also of a saga that was over. */
  async undoAgain(database: Database, orderId: string, outcome: Outcome): Promise<void> {
    const changes = {
      step: 'refund' as const,
      outcome: JSON.stringify(outcome),
      started_at: new Date().toISOString(),
    }
    await database
      .insertInto('sagas')
      .values({ order_id: orderId, ...changes })
      .onConflict((conflict) => conflict.column('order_id').doUpdateSet(changes))
      .execute()
  },

  /** By their ids, from the one that follows `after`. */
  async unfinished(database: Database, limit: number, after = ''): Promise<string[]> {
    const query = database.selectFrom('sagas').select('order_id').where('order_id', '>', after)
    return (await query.orderBy('order_id').limit(limit).execute()).map((row) => row.order_id)
  },

  async count(database: Database): Promise<number> {
    const query = database.selectFrom('sagas').select(({ fn }) => fn.countAll().as('count'))
    return Number((await query.executeTakeFirstOrThrow()).count)
  },
}
