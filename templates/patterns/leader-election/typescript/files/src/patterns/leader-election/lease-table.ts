import type { Database } from '../../database/database.ts'
import { type Lease, type LeaseStore, NOBODY } from './lease.ts'

/** A lease as a row of a database that all candidates share. */
export function leaseTable(database: Database, name: string): LeaseStore {
  /** Changes the row if it is as `seen`, and gives what it is then. */
  const change = async (seen: Lease, next: Lease): Promise<Lease | undefined> => {
    const result = await database
      .updateTable('leases')
      .set(next)
      .where('name', '=', name)
      .where('token', '=', seen.token)
      .where('renewals', '=', seen.renewals)
      .executeTakeFirst()
    return result.numUpdatedRows > 0n ? next : undefined
  }

  return {
    read: () =>
      database
        .selectFrom('leases')
        .select(['holder', 'token', 'renewals'])
        .where('name', '=', name)
        .executeTakeFirst(),

    async take(seen, holder) {
      const next = { holder, token: (seen?.token ?? 0) + 1, renewals: 0 }
      if (seen !== undefined) return change(seen, next)
      const result = await database
        .insertInto('leases')
        .values({ name, ...next })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n ? next : undefined
    },

    renew: (held) => change(held, { ...held, renewals: held.renewals + 1 }),

    async release(held) {
      await change(held, { ...held, holder: NOBODY, renewals: held.renewals + 1 })
    },
  }
}
