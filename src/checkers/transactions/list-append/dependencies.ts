import type { Value } from '../../../history/operation.ts'
import { type GraphBuilder, linkAllToAll, RW, WR, WW } from '../graph.ts'
import type { Transactions } from '../transactions.ts'
import { type AppendOrder, isFailed, listOf } from './order.ts'

/**
 * Adds what the lists show of the order of transactions, in a number of edges linear in reads and writes: each append
 * after the one before it (`WW`), each read after the last append that it shows (`WR`) and before the first that it
 * does not (`RW`). An append that nobody saw came after everything that was seen of its key (Elle, section 4.2).
 */
export function linkDependencies(builder: GraphBuilder, all: Transactions, order: AppendOrder): void {
  const keys = all.keys.values.length
  const unseen = unseenWrites(all, order)
  const lateReaders: number[][] = Array.from({ length: keys })
  for (let key = 0; key < keys; key += 1) linkAppends(builder, all, order, key, unseen[key])
  for (let read = 0; read < all.readValue.length; read += 1) {
    linkRead(builder, all, order, read, unseen, lateReaders)
  }
  for (let key = 0; key < keys; key += 1) {
    const readers = lateReaders[key]
    const writes = unseen[key]
    if (readers && writes) {
      linkAllToAll(builder, [...new Set(readers)], writes, (write) => all.writeTxn.get(write), RW)
    }
  }
}

/** Whether all that was read of the key is one order. */
const isWhole = (order: AppendOrder, key: number) =>
  order.trusted[key] === (order.first[key + 1] as number) - (order.first[key] as number)

/** Of each key whose order is whole, committed appends that no read shows: one of each transaction. */
function unseenWrites(all: Transactions, order: AppendOrder): (number[] | undefined)[] {
  const unseen: (number[] | undefined)[] = Array.from({ length: all.keys.values.length })
  for (let write = 0; write < all.writeTxn.length; write += 1) {
    if ((order.place[write] as number) >= 0) continue
    const txn = all.writeTxn.get(write)
    const key = all.writeKey.get(write)
    if (order.committed[txn] === 0 || !isWhole(order, key)) continue
    const list = unseen[key]
    if (!list) unseen[key] = [write]
    else if (all.writeTxn.get(list.at(-1) as number) !== txn) list.push(write)
  }
  return unseen
}

function linkAppends(
  builder: GraphBuilder,
  all: Transactions,
  order: AppendOrder,
  key: number,
  unseen: readonly number[] | undefined,
): void {
  const from = order.first[key] as number
  const end = from + (order.trusted[key] as number)
  let before = -1
  for (let at = from; at < end; at += 1) {
    const write = order.elements[at] as number
    if (write < 0 || isFailed(all, write)) continue
    const txn = all.writeTxn.get(write)
    if (before >= 0 && before !== txn) builder.edge(before, txn, WW, write)
    before = txn
  }
  if (before < 0 || !unseen) return
  for (const write of unseen) {
    const txn = all.writeTxn.get(write)
    if (txn !== before) builder.edge(before, txn, WW, write)
  }
}

function linkRead(
  builder: GraphBuilder,
  all: Transactions,
  order: AppendOrder,
  read: number,
  unseen: readonly (readonly number[] | undefined)[],
  lateReaders: number[][],
): void {
  const txn = all.readTxn.get(read)
  const key = all.readKey.get(read)
  const list = listOf(all.readValue[read] as Value)
  const first = order.first[key] as number
  const trusted = order.trusted[key] as number
  const shown = lastShown(all, order, key, list.length, trusted, list)
  if (shown >= 0 && all.writeTxn.get(shown) !== txn) builder.edge(all.writeTxn.get(shown), txn, WR, shown)
  if (list.length > trusted) return
  for (let at = first + list.length; at < first + trusted; at += 1) {
    const write = order.elements[at] as number
    if (write < 0 || isFailed(all, write)) continue
    if (all.writeTxn.get(write) !== txn) builder.edge(txn, all.writeTxn.get(write), RW, write)
    return
  }
  if (!unseen[key]) return
  const readers = lateReaders[key]
  if (readers) readers.push(txn)
  else lateReaders[key] = [txn]
}

/** The last committed append that a read shows, or -1. */
function lastShown(
  all: Transactions,
  order: AppendOrder,
  key: number,
  length: number,
  trusted: number,
  list: readonly Value[],
): number {
  for (let at = length - 1; at >= 0; at -= 1) {
    const write =
      length <= trusted
        ? (order.elements[(order.first[key] as number) + at] as number)
        : all.writes.find(key, all.values.code(list[at] as Value))
    if (write >= 0 && !isFailed(all, write)) return write
  }
  return -1
}
