import type { Operation } from '../../history/operation.ts'
import { type GraphBuilder, PROCESS, REALTIME, VIA } from './graph.ts'
import { OK, type Transactions } from './transactions.ts'

/** Puts the transactions of each process in a chain. One of which nobody knows whether it ended precedes nothing. */
export function linkProcesses(builder: GraphBuilder, all: Transactions, committed: Uint8Array): void {
  const last = new Map<Operation['process'], number>()
  for (const txn of byCall(all)) {
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
  const returns = byReturn(all)
  let at = 0
  let moment = -1
  for (const txn of byCall(all)) {
    const { call } = all.operations[txn] as Operation
    let opened = false
    for (; at < returns.length; at += 1) {
      const returned = returns[at] as number
      if ((all.operations[returned] as Operation).return >= call) break
      if ((committed[returned] as number) === 0) continue
      if (!opened) {
        const next = builder.node()
        if (moment >= 0) builder.edge(moment, next, VIA)
        moment = next
        opened = true
      }
      builder.edge(returned, moment, REALTIME)
    }
    if (moment >= 0 && (committed[txn] as number) === 1) builder.edge(moment, txn, VIA)
  }
}

/** Transactions in the order of their invocations, which is mostly how they come. */
export function byCall({ operations }: Transactions): Int32Array {
  const order = Int32Array.from({ length: operations.length }, (_, txn) => txn)
  let sorted = true
  for (let txn = 1; txn < operations.length && sorted; txn += 1) {
    sorted = (operations[txn - 1] as Operation).call <= (operations[txn] as Operation).call
  }
  const callOf = (txn: number) => (operations[txn] as Operation).call
  return sorted ? order : order.sort((a, b) => callOf(a) - callOf(b))
}

/** Transactions that are known to have returned, in that order. Positions in a history are dense, so no sort is needed then. */
export function byReturn({ operations, outcome }: Transactions): Int32Array {
  const ended: number[] = []
  let latest = 0
  for (let txn = 0; txn < operations.length; txn += 1) {
    const end = (operations[txn] as Operation).return
    if (outcome[txn] !== OK || end === Number.POSITIVE_INFINITY) continue
    ended.push(txn)
    latest = Number.isInteger(end) && end >= 0 ? Math.max(latest, end) : Number.POSITIVE_INFINITY
  }
  const returnOf = (txn: number) => (operations[txn] as Operation).return
  if (latest > 8 * operations.length + 64) {
    return Int32Array.from(ended).sort((a, b) => returnOf(a) - returnOf(b))
  }
  return spread(ended, returnOf, latest)
}

/** By counting: `ended` in the order of `returnOf`, which is at most `latest`. */
function spread(ended: readonly number[], returnOf: (txn: number) => number, latest: number): Int32Array {
  const count = new Int32Array(latest + 2)
  for (const txn of ended) count[returnOf(txn) + 1] = (count[returnOf(txn) + 1] as number) + 1
  for (let at = 0; at <= latest; at += 1) count[at + 1] = (count[at + 1] as number) + (count[at] as number)
  const order = new Int32Array(ended.length)
  for (const txn of ended) {
    const at = count[returnOf(txn)] as number
    order[at] = txn
    count[returnOf(txn)] = at + 1
  }
  return order
}
