import { type GraphBuilder, linkAllToAll, RW, WR } from '../graph.ts'
import { updatesOf } from '../lost-updates.ts'
import { FAIL, type Transactions } from '../transactions.ts'
import { INITIAL, THIN_AIR, type Versions } from './versions.ts'

/**
 * Adds what reads and writes of registers show of the order of transactions. A read comes after the write that it saw
 * (`WR`). It comes before a write over the version that it saw (`RW`), which is known of two kinds of versions: the
 * initial one is the first of all, and a transaction that reads a version and writes the key comes after that version
 * (otherwise it would precede and follow the version's writer, which is a `G1c` of its own). Elle calls these
 * assumptions initial state and writes follow reads.
 */
export function linkRegisters(builder: GraphBuilder, all: Transactions, versions: Versions): void {
  const over = overwriters(all, versions)
  const readers = new Map<number, number[]>()
  for (let read = 0; read < versions.seen.length; read += 1) {
    const seen = versions.seen[read] as number
    if (seen === THIN_AIR || all.readExternal.get(read) === 0) continue
    const txn = all.readTxn.get(read)
    if (seen >= 0) {
      const writer = all.writeTxn.get(seen)
      if (all.outcome[writer] === FAIL) continue
      if (writer !== txn) builder.edge(writer, txn, WR, seen)
    }
    const version = versionName(seen, all.readKey.get(read))
    if (!over.has(version)) continue
    const list = readers.get(version)
    if (list) list.push(txn)
    else readers.set(version, [txn])
  }
  for (const [version, transactions] of readers) {
    linkAllToAll(builder, transactions, over.get(version) ?? [], (write) => all.writeTxn.get(write), RW)
  }
}

/** A number for each version: a write has its own, the initial state of key k has -1 - k. */
const versionName = (seen: number, key: number) => (seen === INITIAL ? -1 - key : seen)

/** Of each version the last writes, of committed transactions, that are known to have come over it. */
function overwriters(all: Transactions, { seen, committed }: Versions): Map<number, number[]> {
  const over = new Map<number, number[]>()
  const add = (version: number, write: number) => {
    const list = over.get(version)
    if (list) list.push(write)
    else over.set(version, [write])
  }
  const follows = new Uint8Array(all.writeTxn.length)
  for (let at = 0; at < all.repeating.length; at += 1) {
    for (const { read, write } of updatesOf(all, all.repeating.get(at))) {
      const version = seen[read] as number
      if (version < 0) continue
      // Whoever read the initial state comes before the writer of this version, and that one before this write.
      follows[write] = 1
      add(version, write)
    }
  }
  for (let write = 0; write < all.writeTxn.length; write += 1) {
    if (all.writeFinal.get(write) === 0 || follows[write] === 1) continue
    if (committed[all.writeTxn.get(write)] === 1) add(versionName(INITIAL, all.writeKey.get(write)), write)
  }
  return over
}
