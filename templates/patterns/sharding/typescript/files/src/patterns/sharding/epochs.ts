import { type EpochCheck, StaleEpoch } from '../../replication/replica.ts'

/**
 * Refuses requests of an epoch before the latest that this node has heard of, and remembers a later one: on disk, as a
 * restart must not make it forget that a slot has moved away, and in the transaction that serves the request, so
 * that nothing of an old epoch is kept after a new one was seen.
 */
export const latestEpochOnly: EpochCheck = async (tx, epoch) => {
  const row = await tx.selectFrom('shard_epochs').select('epoch').executeTakeFirst()
  if (epoch < (row?.epoch ?? 0)) throw new StaleEpoch()
  if (epoch === row?.epoch) return
  await tx
    .insertInto('shard_epochs')
    .values({ id: 1, epoch })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ epoch }))
    .execute()
}
