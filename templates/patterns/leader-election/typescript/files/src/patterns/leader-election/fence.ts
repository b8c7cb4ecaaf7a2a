import type { Database, Tx } from '../../database/database.ts'

/** Somebody has been elected since, and has written. */
export class FencedOff extends Error {
  override readonly name = 'FencedOff'
}

/**
 * Writes in one transaction, unless the storage has seen a later token for this resource. The storage decides and no
 * clock does, so it does not matter how long the writer was paused before.
 */
export function withFence<T>(
  database: Database,
  { resource, token }: { readonly resource: string; readonly token: number },
  write: (tx: Tx) => Promise<T>,
): Promise<T> {
  return database.transaction().execute(async (tx) => {
    const result = await tx
      .insertInto('fences')
      .values({ resource, token })
      .onConflict((conflict) =>
        conflict.column('resource').doUpdateSet({ token }).where('fences.token', '<=', token),
      )
      .executeTakeFirst()
    if ((result.numInsertedOrUpdatedRows ?? 0n) > 0n) return write(tx)
    throw new FencedOff(`${resource}: a later token than ${token} has been here`)
  })
}
