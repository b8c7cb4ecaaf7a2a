import type { Mistake } from './mutants.ts'

/**
 * The state of a replica: four state-based CRDTs side by side, after Shapiro, Preguiça, Baquero and
 * Zawirski, "A Comprehensive Study of Convergent and Commutative Replicated Data Types" (INRIA
 * RR-7506, 2011). A state is never changed: updates and merges make a new one.
 */
export interface CrdtState {
  /** G-counter (specification 6): what each replica has counted. */
  readonly grown: Int32Array
  /** PN-counter (specification 7): what each replica has added, and what it has subtracted. */
  readonly plus: Int32Array
  readonly minus: Int32Array
  readonly set: ObservedRemoveSet
  readonly register: Register
}

/**
 * OR-set (specification 15) in the form without tombstones (Bieniusa et al., "An Optimized
 * Conflict-free Replicated Set", INRIA RR-8083, 2012). The tag of an add is its replica and its
 * number there; `seen` are the tags that are known, `tags` those that no remove has taken out: of
 * each replica the latest for each element.
 */
export interface ObservedRemoveSet {
  readonly seen: Int32Array
  /** By element and replica; 0 for none. */
  readonly tags: Int32Array
}

/** LWW-register (specification 8). Stamps are unique, because the replica is a part of them. */
export interface Register {
  readonly stamp: number
  readonly replica: number
  /** The operation that wrote it; -1 for none. */
  readonly value: number
}

/** A tag that only a mistake makes: the element is barred. */
const BARRED = -1

export function emptyState(replicas: number, elements: number): CrdtState {
  return {
    grown: new Int32Array(replicas),
    plus: new Int32Array(replicas),
    minus: new Int32Array(replicas),
    set: { seen: new Int32Array(replicas), tags: new Int32Array(replicas * elements) },
    register: { stamp: 0, replica: 0, value: -1 },
  }
}

export function counterValue({ plus, minus }: CrdtState): number {
  return total(plus) - total(minus)
}

export function total(slots: Int32Array): number {
  return slots.reduce((sum, slot) => sum + slot, 0)
}

export function contains({ set }: CrdtState, element: number): boolean {
  const replicas = set.seen.length
  return set.tags.subarray(element * replicas, (element + 1) * replicas).some((tag) => tag > 0)
}

/** Some tag of the element is there before and not after. */
export function losesTag(before: CrdtState, after: CrdtState, element: number): boolean {
  const replicas = before.set.seen.length
  const first = element * replicas
  return before.set.tags
    .subarray(first, first + replicas)
    .some((tag, at) => tag > 0 && after.set.tags[first + at] === 0)
}

export function plusOne(slots: Int32Array, replica: number): Int32Array {
  const next = slots.slice()
  next[replica] = (next[replica] as number) + 1
  return next
}

/** The add replaces all tags of the element that it sees by one of its own. */
export function added(
  set: ObservedRemoveSet,
  element: number,
  replica: number,
  mistake: Mistake | undefined,
): ObservedRemoveSet {
  const reuses = mistake === 'tags-not-unique' && (set.seen[replica] as number) > 0
  const seen = reuses ? set.seen : plusOne(set.seen, replica)
  const tags = cleared(set, element, 0)
  tags[element * seen.length + replica] = seen[replica] as number
  return { seen, tags }
}

/** Takes out the tags that it sees, and no others. */
export function removed(
  set: ObservedRemoveSet,
  element: number,
  mistake: Mistake | undefined,
): ObservedRemoveSet {
  return { seen: set.seen, tags: cleared(set, element, mistake === 'removes-unseen' ? BARRED : 0) }
}

function cleared({ seen, tags }: ObservedRemoveSet, element: number, tag: number): Int32Array {
  const replicas = seen.length
  return tags.slice().fill(tag, element * replicas, (element + 1) * replicas)
}

/** The least upper bound of both: what each has that the other has not. */
export function merge(a: CrdtState, b: CrdtState, mistake: Mistake | undefined): CrdtState {
  const slots = mistake === 'merges-by-sum' ? sums : larger
  return {
    grown: slots(a.grown, b.grown),
    plus: slots(a.plus, b.plus),
    minus: slots(a.minus, b.minus),
    set: mergeSets(a.set, b.set),
    register: laterWrite(a.register, b.register, mistake),
  }
}

function larger(a: Int32Array, b: Int32Array): Int32Array {
  return a.map((slot, replica) => Math.max(slot, b[replica] as number))
}

function sums(a: Int32Array, b: Int32Array): Int32Array {
  return a.map((slot, replica) => slot + (b[replica] as number))
}

/** A tag stays if both have it, or if the other has never seen it; seen and gone is removed. */
function mergeSets(a: ObservedRemoveSet, b: ObservedRemoveSet): ObservedRemoveSet {
  const replicas = a.seen.length
  const tags = a.tags.map((ours, at) => {
    const theirs = b.tags[at] as number
    if (ours === theirs) return ours
    if (ours === BARRED || theirs === BARRED) return BARRED
    const replica = at % replicas
    const keptOurs = ours > (b.seen[replica] as number) ? ours : 0
    const keptTheirs = theirs > (a.seen[replica] as number) ? theirs : 0
    return Math.max(keptOurs, keptTheirs)
  })
  return { seen: larger(a.seen, b.seen), tags }
}

function laterWrite(a: Register, b: Register, mistake: Mistake | undefined): Register {
  if (a.stamp !== b.stamp) return a.stamp > b.stamp ? a : b
  if (mistake === 'tie-by-arrival') return b
  return a.replica >= b.replica ? a : b
}

/** Equal states, and no others, have equal texts. */
export function textOf({ grown, plus, minus, set, register }: CrdtState): string {
  return [grown, plus, minus, set.seen, set.tags, [register.stamp, register.replica, register.value]].join(
    ';',
  )
}
