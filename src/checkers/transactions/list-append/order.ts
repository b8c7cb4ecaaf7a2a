import type { Value } from '../../../history/operation.ts'
import { IntList, integers } from '../int-list.ts'
import { sameValue } from '../interning.ts'
import { FAIL, INFO, OK, type Transactions } from '../transactions.ts'

export type List = readonly Value[]

const NOTHING: List = []

export const listOf = (value: Value): List => (Array.isArray(value) ? value : NOTHING)

/** Two reads of a key neither of which is a beginning of the other, and how far they agree. */
export interface Conflict {
  readonly key: number
  readonly read: number
  readonly other: number
  readonly agreed: number
}

/**
 * In which order the elements of each key were appended: a list shows it (Elle, section 3). It is the longest list
 * read of the key, as far as all reads agree and no element shows twice; beyond that, nothing is inferred.
 */
export interface AppendOrder {
  /** Of each key the longest read, or -1. */
  readonly longest: Int32Array
  /** The elements of key k, as writes, are those from `first[k]` to `first[k + 1] - 1`; -1 is what nobody appended. */
  readonly first: Int32Array
  readonly elements: Int32Array
  /** How many of the elements of each key can be trusted. */
  readonly trusted: Int32Array
  /** Of each write its place in the list, or -1: not seen. */
  readonly place: Int32Array
  readonly conflicts: readonly Conflict[]
  /** 1 of transactions that surely committed: they said so, or somebody read what they appended. */
  readonly committed: Uint8Array
}

export function appendOrderOf(all: Transactions): AppendOrder {
  const { longest, conflicts } = longestReads(all)
  const keys = all.keys.values.length
  const first = new Int32Array(keys + 1)
  const elements = new IntList(all.writeTxn.length)
  const place = integers(all.writeTxn.length).fill(-1)
  const trusted = new Int32Array(keys)
  const committed = all.outcome.map((outcome) => (outcome === OK ? 1 : 0))
  for (let key = 0; key < keys; key += 1) {
    const read = longest[key] as number
    if (read >= 0)
      trusted[key] = lineUp(all, key, listOf(all.readValue[read] as Value), elements, place, committed)
    first[key + 1] = elements.length
  }
  for (const { key, read, agreed } of conflicts) {
    trusted[key] = Math.min(trusted[key] as number, agreed)
    for (const value of listOf(all.readValue[read] as Value)) {
      const write = all.writes.find(key, all.values.code(value))
      if (write >= 0) commit(all, committed, write)
    }
  }
  return { longest, first, elements: elements.view(), trusted, place, conflicts, committed }
}

function longestReads(all: Transactions): { longest: Int32Array; conflicts: Conflict[] } {
  const longest = new Int32Array(all.keys.values.length).fill(-1)
  const conflicts: Conflict[] = []
  const { readValue, readKey } = all
  for (let read = 0; read < readValue.length; read += 1) {
    const list = listOf(readValue[read] as Value)
    if (list.length === 0) continue
    const key = readKey.get(read)
    const other = longest[key] as number
    if (other < 0) {
      longest[key] = read
      continue
    }
    const known = listOf(readValue[other] as Value)
    const agreed = agreement(list, known)
    if (agreed < list.length && agreed < known.length) conflicts.push({ key, read, other, agreed })
    if (list.length > known.length) longest[key] = read
  }
  return { longest, conflicts }
}

/** How many elements two lists have in common at their beginning. */
export function agreement(a: List, b: List): number {
  const length = Math.min(a.length, b.length)
  let at = 0
  while (at < length && (a[at] === b[at] || sameValue(a[at] as Value, b[at] as Value))) at += 1
  return at
}

/** Enters the elements of a list. Gives how many come before the first that shows a second time. */
function lineUp(
  all: Transactions,
  key: number,
  list: List,
  elements: IntList,
  place: Int32Array,
  committed: Uint8Array,
): number {
  let trusted = list.length
  for (let at = 0; at < list.length; at += 1) {
    const write = all.writes.find(key, all.values.code(list[at] as Value))
    elements.push(write)
    if (write < 0) continue
    if ((place[write] as number) >= 0) trusted = Math.min(trusted, at)
    else place[write] = at
    commit(all, committed, write)
  }
  return trusted
}

function commit(all: Transactions, committed: Uint8Array, write: number): void {
  const txn = all.writeTxn.get(write)
  if (all.outcome[txn] === INFO) committed[txn] = 1
}

export const isFailed = (all: Transactions, write: number): boolean =>
  all.outcome[all.writeTxn.get(write)] === FAIL
