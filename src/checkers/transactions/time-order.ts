import type { Operation } from '../../history/operation.ts'
import { type GraphBuilder, PROCESS, REALTIME, VIA } from './graph.ts'
import { IntList, integers } from './int-list.ts'
import { OK, type Transactions } from './transactions.ts'

/** Puts the transactions of each process in a chain. One of which nobody knows whether it ended precedes nothing. */
export function linkProcesses(builder: GraphBuilder, all: Transactions, committed: Uint8Array): void {
  const calls = byCall(all)
  const last = new Map<Operation['process'], number>()
  for (let next = 0; next < calls.length; next += 1) {
    const txn = calls[next] as number
    if ((committed[txn] as number) === 0) continue
    const { process, return: end, call } = all.operations[txn] as Operation
    const before = last.get(process)
    if (before !== undefined && (all.operations[before] as Operation).return < call) {
      builder.edge(before, txn, PROCESS)
    }
    if (all.outcome[txn] === OK && end !== Number.POSITIVE_INFINITY) last.set(process, txn)
  }
}

/**
 * Puts a transaction before every other that was invoked after it had returned. Pairs are quadratic in number, so the
 * order goes through moments: auxiliary nodes in a chain, one for each run of returns without a call in between. A
 * returning transaction leads to the next moment, a moment to the calls after it. That is exact, and takes at most two
 * edges a transaction and one a moment, however many run at once.
 */
export function linkRealTime(builder: GraphBuilder, all: Transactions, committed: Uint8Array): void {
  const calls = byCall(all)
  const returns = byReturn(all)
  let at = 0
  let moment = -1
  for (let next = 0; next < calls.length; next += 1) {
    const txn = calls[next] as number
    const { call } = all.operations[txn] as Operation
    let opened = false
    for (; at < returns.length; at += 1) {
      const returned = returns[at] as number
      if ((all.operations[returned] as Operation).return >= call) break
      if ((committed[returned] as number) === 0) continue
      if (!opened) {
        const later = builder.node()
        if (moment >= 0) builder.edge(moment, later, VIA)
        moment = later
        opened = true
      }
      builder.edge(returned, moment, REALTIME)
    }
    if (moment >= 0 && (committed[txn] as number) === 1) builder.edge(moment, txn, VIA)
  }
}

/** Transactions in the order of their invocations, which is mostly how they come. */
export function byCall({ operations }: Transactions): ArrayLike<number> {
  const order = integers(operations.length)
  let isSorted = true
  for (let txn = 0; txn < operations.length; txn += 1) {
    order[txn] = txn
    if (txn > 0 && (operations[txn - 1] as Operation).call > (operations[txn] as Operation).call)
      isSorted = false
  }
  return isSorted ? order : sortedBy(order, (txn) => (operations[txn] as Operation).call)
}

/** Transactions that are known to have returned, in that order. */
export function byReturn({ operations, outcome }: Transactions): ArrayLike<number> {
  const ended = new IntList(operations.length)
  for (let txn = 0; txn < operations.length; txn += 1) {
    const end = (operations[txn] as Operation).return
    if (outcome[txn] === OK && end !== Number.POSITIVE_INFINITY) ended.push(txn)
  }
  return sortedBy(ended.view(), (txn) => (operations[txn] as Operation).return)
}

/** Transactions sorted by a time; those of one time stay in order. By counting where times are dense, as positions are. */
export function sortedBy(
  transactions: ArrayLike<number>,
  timeOf: (txn: number) => number,
): ArrayLike<number> {
  let latest = 0
  for (let at = 0; at < transactions.length; at += 1) {
    const time = timeOf(transactions[at] as number)
    latest = Number.isInteger(time) && time >= 0 ? Math.max(latest, time) : Number.POSITIVE_INFINITY
  }
  if (latest <= 8 * transactions.length + 64) return counted(transactions, timeOf, latest)
  return Array.from(transactions).sort((a, b) => timeOf(a) - timeOf(b))
}

function counted(
  transactions: ArrayLike<number>,
  timeOf: (txn: number) => number,
  latest: number,
): Int32Array {
  const place = integers(latest + 2)
  for (let at = 0; at < transactions.length; at += 1) {
    const next = timeOf(transactions[at] as number) + 1
    place[next] = (place[next] as number) + 1
  }
  for (let at = 0; at <= latest; at += 1) place[at + 1] = (place[at + 1] as number) + (place[at] as number)
  const sorted = integers(transactions.length)
  for (let at = 0; at < transactions.length; at += 1) {
    const txn = transactions[at] as number
    const time = timeOf(txn)
    sorted[place[time] as number] = txn
    place[time] = (place[time] as number) + 1
  }
  return sorted
}
