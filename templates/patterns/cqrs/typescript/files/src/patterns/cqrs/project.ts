import type { Database, Tx } from '../../database/database.ts'
import type { Change, ReadModel } from './read-model.ts'

/** Changes that are worked in at once. */
const BATCH = 200

/**
 * Works the next changes in, and says how many. The rows and the position are one transaction: after a crash
 * between two batches nothing is missing and nothing is there twice.
 */
export function projectNext<C extends Change>(
  database: Database,
  model: ReadModel<C>,
): Promise<number> {
  return database.transaction().execute(async (tx) => applyNext(tx, model, await lockPosition(tx)))
}

/**
 * Makes all rows anew, of all changes, and says how many those were. Readers have the old rows until the new
 * ones are committed; a running service goes on from there.
 */
export function rebuild<C extends Change>(
  database: Database,
  model: ReadModel<C>,
): Promise<number> {
  return database.transaction().execute(async (tx) => {
    await lockPosition(tx)
    await model.clear(tx)
    let applied = 0
    for (let more = 1; more > 0; applied += more) more = await applyNext(tx, model, applied)
    return applied
  })
}

/** How far the rows are. */
export async function positionOf(db: Database | Tx): Promise<number> {
  const query = db.selectFrom('projection').select('position')
  return (await query.executeTakeFirstOrThrow()).position
}

async function applyNext<C extends Change>(
  tx: Tx,
  { feed, apply }: ReadModel<C>,
  after: number,
): Promise<number> {
  const changes = await feed.read(tx, after, BATCH)
  for (const change of changes) await apply(tx, change)
  const position = changes.at(-1)?.position ?? after
  await tx.updateTable('projection').set({ position }).execute()
  return changes.length
}

/** Writing a row locks it, in every database: of several replicas one projects at a time. */
async function lockPosition(tx: Tx): Promise<number> {
  const update = tx.updateTable('projection')
  await update.set(({ ref }) => ({ position: ref('position') })).execute()
  return positionOf(tx)
}
