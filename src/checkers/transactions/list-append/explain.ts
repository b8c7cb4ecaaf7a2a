import type { Value } from '../../../history/operation.ts'
import type { Step } from '../cycle.ts'
import { WR, WW } from '../graph.ts'
import { nameWrite, showValue } from '../show.ts'
import { readsOf, type Transactions, writtenValue } from '../transactions.ts'
import { type AppendOrder, isFailed, listOf } from './order.ts'

/** Why a step of data holds: `T2 appended 3 to x after T1 had appended 2`. */
export function explainAppendStep(
  all: Transactions,
  order: AppendOrder,
  { from, relation, proof }: Step,
  a: string,
  b: string,
): string {
  const key = all.writeKey.get(proof)
  const { name, value } = nameWrite(all, proof)
  if (relation === WR) return `${b} read ${name} with the ${value} that ${a} appended`
  if (relation === WW) {
    const before = showValue(writtenValue(all, writeBefore(all, order, key, proof)))
    if ((order.place[proof] as number) >= 0) {
      return `${b} appended ${value} to ${name} after ${a} had appended ${before}`
    }
    return `${b} appended ${value} to ${name}, which no read shows, not even the longest, which ends in the ${before} that ${a} appended`
  }
  const read = readWithout(all, from, key, proof, order)
  return `${a} read ${name} as ${showValue(read)}, without the ${value} that ${b} appended`
}

/** The committed append before `write` in the list. */
export function writeBefore(all: Transactions, order: AppendOrder, key: number, write: number): number {
  const place = order.place[write] as number
  const first = order.first[key] as number
  let at = place >= 0 ? place - 1 : (order.trusted[key] as number) - 1
  for (; at >= 0; at -= 1) {
    const before = order.elements[first + at] as number
    if (before >= 0 && !isFailed(all, before)) return before
  }
  return write
}

/** The longest list of the key which the reader read and in which `write` is not. */
function readWithout(
  all: Transactions,
  reader: number,
  key: number,
  write: number,
  order: AppendOrder,
): Value {
  const place = order.place[write] as number
  let longest: readonly Value[] = []
  for (const read of readsOf(all, reader)) {
    if (all.readKey.get(read) !== key) continue
    const list = listOf(all.readValue[read] as Value)
    if (list.length > longest.length && (place < 0 || list.length <= place)) longest = list
  }
  return longest
}

/** Transactions beside those of a cycle without which it would not show: the longest read of each key whose order it uses. */
export function witnessesOf(all: Transactions, order: AppendOrder, steps: readonly Step[]): number[] {
  const readers: number[] = []
  for (const { relation, proof } of steps) {
    if (proof < 0 || relation === WR) continue
    const longest = order.longest[all.writeKey.get(proof)] as number
    if (longest >= 0) readers.push(all.readTxn.get(longest))
  }
  return readers
}
