import type { Value } from '../../history/operation.ts'
import { IntList } from './int-list.ts'
import { WriteTable } from './interning.ts'
import type { Report } from './report.ts'
import { keyName, showValue } from './show.ts'
import { OK, type Transactions } from './transactions.ts'

/**
 * Reports `lost-update`: two transactions read the same version of a key, and both wrote to it. `versionOf` gives a
 * number by which the versions of a key are told apart, or undefined of one that is not known.
 */
export function checkLostUpdates(
  all: Transactions,
  report: Report,
  versionOf: (read: number) => number | undefined,
): void {
  const keys = new IntList()
  const versions = new IntList()
  const readers = new IntList()
  const table = new WriteTable(keys, versions, all.repeating.length)
  for (let at = 0; at < all.repeating.length; at += 1) {
    const txn = all.repeating.get(at)
    for (const { read } of updatesOf(all, txn)) {
      const key = all.readKey.get(read)
      const version = versionOf(read)
      if (version === undefined) continue
      const other = table.find(key, version)
      if (other >= 0) {
        report.add('lost-update', () => ({
          transactions: [readers.get(other), txn],
          text: `T1 and T2 both read ${keyName(all, key)} as ${showValue(all.readValue[read] as Value)} and wrote to it: neither saw what the other did`,
        }))
        continue
      }
      keys.push(key)
      versions.push(version)
      readers.push(txn)
      table.add(readers.length - 1)
    }
  }
}

/** A read of a key from outside a transaction, and the last write of that transaction to the key. */
export interface Update {
  readonly read: number
  readonly write: number
}

/** The updates of a transaction, if it is known to have committed. */
export function updatesOf(all: Transactions, txn: number): Update[] {
  const updates: Update[] = []
  if (all.outcome[txn] !== OK) return updates
  const end = all.start[txn + 1] as number
  for (let at = all.start[txn] as number; at < end; at += 1) {
    const read = ~all.micro.get(at)
    if (read < 0 || all.readExternal.get(read) === 0) continue
    for (let later = end - 1; later > at; later -= 1) {
      const write = all.micro.get(later)
      if (write < 0 || all.microKey.get(later) !== all.microKey.get(at)) continue
      updates.push({ read, write })
      break
    }
  }
  return updates
}
