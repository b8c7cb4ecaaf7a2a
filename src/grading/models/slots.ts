import type { Json } from '../sequence.ts'
import { canonical } from '../value.ts'
import type { Answer } from './value-model.ts'

/** The counts of a replicated counter: one for each replica, by its name. */
export type Slots = Record<string, number>

/** Ways to merge two sets of slots wrongly, which counters of all kinds share. */
export type WrongMerge =
  | 'merge-adds'
  | 'merge-replaces'
  | 'merge-overwrites-slots'
  | 'merge-keeps-own-slots'
  | 'merge-takes-the-smaller'
  | 'merge-only-known'
  | 'merge-only-theirs'
  | 'merge-skips-own'

/** The larger of each slot: specification 6 of the study by Shapiro and others. */
export function mergedSlots(
  mine: Slots,
  theirs: Slots,
  own: string,
  has: (id: WrongMerge) => boolean,
): Slots {
  if (has('merge-replaces')) return { ...theirs }
  if (has('merge-overwrites-slots')) return { ...mine, ...theirs }
  if (has('merge-keeps-own-slots')) return { ...theirs, ...mine }
  const slots: Slots = has('merge-only-theirs') ? {} : { ...mine }
  for (const [name, count] of Object.entries(theirs)) {
    const before = mine[name]
    if (has('merge-skips-own') && name === own) continue
    if (has('merge-only-known') && before === undefined) continue
    slots[name] = joined(before, count, has)
  }
  return slots
}

/** A slot that is not there counts as 0, except for who takes the smaller: that would be 0 for ever. */
function joined(before: number | undefined, count: number, has: (id: WrongMerge) => boolean): number {
  if (has('merge-takes-the-smaller')) return Math.min(before ?? count, count)
  return has('merge-adds') ? (before ?? 0) + count : Math.max(before ?? 0, count)
}

/** What a merge puts to the test. */
export type MergeRule =
  | 'merging-again-changes-nothing'
  | 'goes-on-after-a-restart'
  | 'never-goes-down'
  | 'keeps-what-one-side-lacks'
  | 'takes-the-larger'

export function ruleOfMerge(mine: Slots, theirs: Slots, own: string): MergeRule {
  const names = Object.keys(theirs)
  const grown = names.filter((name) => count(theirs, name) > count(mine, name))
  if (grown.includes(own)) return 'goes-on-after-a-restart'
  if (grown.length === 0) {
    const isOld = names.some((name) => count(theirs, name) < count(mine, name))
    return isOld ? 'never-goes-down' : 'merging-again-changes-nothing'
  }
  const lacks =
    grown.some((name) => count(mine, name) === 0) || Object.keys(mine).some((name) => !(name in theirs))
  return lacks ? 'keeps-what-one-side-lacks' : 'takes-the-larger'
}

function count(slots: Slots, name: string): number {
  return slots[name] ?? 0
}

export function sumOf(slots: Slots): number {
  return Object.values(slots).reduce((sum, one) => sum + one, 0)
}

/** These slots, or the same with zeros for replicas that have counted nothing. */
export function tells(rule: string, value: Json): Answer {
  const due = canonical(value)
  return {
    rule,
    value,
    due,
    allows: (seen) => seen !== undefined && canonical(withoutZeros(seen)) === canonical(withoutZeros(value)),
  }
}

function withoutZeros(value: Json): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const pairs = Object.entries(value as Readonly<Record<string, Json>>).filter(([, one]) => one !== 0)
  return Object.fromEntries(pairs.map(([key, one]) => [key, withoutZeros(one)]))
}
