import type { Database, Tx } from '../../database/database.ts'
import type { OrderFeed } from './order-change.ts'
import { orderViews } from './order-views.ts'

/** Changes that are worked in at once. */
const BATCH = 200

/**
 * Works the next changes in, and says how many. The rows and the position are one transaction: after a crash
 * between two batches nothing is missing and nothing is there twice.
 */
export function projectNext(database: Database, feed: OrderFeed): Promise<number> {
  return database.transaction().execute(async (tx) => applyNext(tx, feed, await lockPosition(tx)))
}

/**
 * Makes all rows anew, of all changes, and says how many those were. Readers have the old rows until the new
 * ones are committed; a running service goes on from there.
 */
export function rebuild(database: Database, feed: OrderFeed): Promise<number> {
  return database.transaction().execute(async (tx) => {
    await lockPosition(tx)
    await tx.deleteFrom('order_views').execute()
    let applied = 0
    for (let more = 1; more > 0; applied += more) more = await applyNext(tx, feed, applied)
    return applied
  })
}

/** How far the rows are. */
export async function positionOf(db: Database | Tx): Promise<number> {
  const query = db.selectFrom('projections').select('position').where('name', '=', 'orders')
  return (await query.executeTakeFirstOrThrow()).position
}

async function applyNext(tx: Tx, feed: OrderFeed, after: number): Promise<number> {
  const changes = await feed.read(tx, after, BATCH)
  for (const change of changes) await orderViews.apply(tx, change)
  const position = changes.at(-1)?.position ?? after
  await tx.updateTable('projections').set({ position }).where('name', '=', 'orders').execute()
  return changes.length
}

/** Writing a row locks it, in every database: of several replicas one projects at a time. */
async function lockPosition(tx: Tx): Promise<number> {
  await tx
    .updateTable('projections')
    .set(({ ref }) => ({ position: ref('position') }))
    .where('name', '=', 'orders')
    .execute()
  return positionOf(tx)
}
