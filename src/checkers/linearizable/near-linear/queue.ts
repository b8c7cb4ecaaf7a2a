import type { Value } from '../../../history/operation.ts'
import type { Entry } from '../entries.ts'
import { ValueNumbers } from '../value-numbers.ts'
import type { Pattern } from './pattern.ts'

/** An item of a queue: its enqueue and its dequeue, as numbers of operations; -1 where there is none. */
interface Item {
  readonly enqueue: number
  dequeue: number
}

interface Items {
  readonly core?: never
  readonly items: readonly Item[]
  /** Dequeues that found nothing. */
  readonly empty: readonly number[]
}

const enqueues = ({ step }: Entry) => step.f === 'enqueue' || step.f === 'enq'

/**
 * Whether operations on a queue have an order, by patterns that no queue shows (Henzinger, Sezgin and Vafeiadis,
 * "Aspect-oriented linearizability proofs", CONCUR 2013): an item that nobody enqueued, or that is dequeued twice, or
 * before it is enqueued; two items that leave in the wrong order; "empty" told while at every moment some item was
 * surely in it. Time n log n. Undefined where an item was enqueued twice, or nobody knows what a dequeue took.
 */
export function queuePattern(entries: readonly Entry[]): Pattern | undefined {
  const found = itemsOf(entries)
  if (!found || found.core) return found
  const { items, empty } = found
  const early = items.find(({ enqueue, dequeue }) => dequeue !== -1 && before(entries, dequeue, enqueue))
  if (early) return { core: [early.enqueue, early.dequeue] }
  return overtaking(entries, items) ?? falselyEmpty(entries, items, empty) ?? {}
}

const before = (entries: readonly Entry[], a: number, b: number) =>
  (entries[a] as Entry).return < (entries[b] as Entry).call

/** What was put in and taken out. An enqueue that nobody learnt the end of, and whose item nobody got, is left out. */
function itemsOf(entries: readonly Entry[]): Items | { readonly core: readonly number[] } | undefined {
  const numbers = new ValueNumbers()
  const items: Item[] = []
  for (let at = 0; at < entries.length; at += 1) {
    const one = entries[at] as Entry
    if (!enqueues(one)) continue
    if (one.step.input === null || numbers.of(one.step.input) < items.length) return undefined
    items.push({ enqueue: at, dequeue: -1 })
  }
  const empty: number[] = []
  for (let at = 0; at < entries.length; at += 1) {
    const one = entries[at] as Entry
    if (enqueues(one)) continue
    const { output } = one.step
    if (output === undefined || one.return === Number.POSITIVE_INFINITY) return undefined
    if (output === null) {
      empty.push(at)
      continue
    }
    const item = items[numbers.of(output as Value)]
    if (!item) return { core: [at] }
    if (item.dequeue !== -1) return { core: [item.enqueue, item.dequeue, at] }
    item.dequeue = at
  }
  const isLost = (at: number) => (entries[at] as Entry).return === Number.POSITIVE_INFINITY
  return { items: items.filter((one) => one.dequeue !== -1 || !isLost(one.enqueue)), empty }
}

/** An item is surely in the queue after its enqueue has returned, and before its dequeue is called. */
const sinceOf = (entries: readonly Entry[], { enqueue }: Item) => (entries[enqueue] as Entry).return
const untilOf = (entries: readonly Entry[], { dequeue }: Item) =>
  dequeue === -1 ? Number.POSITIVE_INFINITY : (entries[dequeue] as Entry).call

const bySince = (entries: readonly Entry[], items: readonly Item[]) =>
  [...items].sort((a, b) => (sinceOf(entries, a) < sinceOf(entries, b) ? -1 : 1))

const coreOf = (items: readonly Item[], others: readonly number[] = []): Pattern => ({
  core: [...items.flatMap((one) => [one.enqueue, one.dequeue]), ...others].filter((at) => at !== -1),
})

/** An item enqueued after another and dequeued before it. */
function overtaking(entries: readonly Entry[], items: readonly Item[]): Pattern | undefined {
  const enqueued = bySince(entries, items)
  let next = 0
  let last: Item | undefined
  for (const item of items) {
    const { call } = entries[item.enqueue] as Entry
    for (; next < enqueued.length && sinceOf(entries, enqueued[next] as Item) < call; next += 1) {
      const one = enqueued[next] as Item
      if (!last || untilOf(entries, one) > untilOf(entries, last)) last = one
    }
    if (item.dequeue === -1 || !last) continue
    if ((entries[item.dequeue] as Entry).return < untilOf(entries, last)) return coreOf([last, item])
  }
  return undefined
}

/** A time in which the queue is surely not empty: some item is in it, and the next one before that leaves. */
interface Stay {
  readonly since: number
  until: number
  readonly items: Item[]
}

function staysOf(entries: readonly Entry[], items: readonly Item[]): Stay[] {
  const stays: Stay[] = []
  for (const item of bySince(entries, items)) {
    const since = sinceOf(entries, item)
    const until = untilOf(entries, item)
    if (since >= until) continue
    const open = stays.at(-1)
    if (open && since < open.until) {
      open.items.push(item)
      open.until = Math.max(open.until, until)
    } else stays.push({ since, until, items: [item] })
  }
  return stays
}

/** A dequeue that was told "empty" though, from its call to its return, some item was surely there. */
function falselyEmpty(
  entries: readonly Entry[],
  items: readonly Item[],
  empty: readonly number[],
): Pattern | undefined {
  if (empty.length === 0) return undefined
  const stays = staysOf(entries, items)
  let next = 0
  for (const at of empty) {
    const { call, return: end } = entries[at] as Entry
    while (next < stays.length && (stays[next] as Stay).until <= call) next += 1
    const stay = stays[next]
    if (stay && stay.since < call && end < stay.until) return coreOf(chainOf(entries, stay, call, end), [at])
  }
  return undefined
}

/** Few items of a stay that cover the time from `call` to `end`, each before the last has left. */
function chainOf(entries: readonly Entry[], { items }: Stay, call: number, end: number): Item[] {
  const chain: Item[] = []
  let next = 0
  for (let until = call; until <= end; ) {
    let longest: Item | undefined
    for (; next < items.length && sinceOf(entries, items[next] as Item) < until; next += 1) {
      const item = items[next] as Item
      if (!longest || untilOf(entries, item) > untilOf(entries, longest)) longest = item
    }
    if (!longest) break
    chain.push(longest)
    until = untilOf(entries, longest)
  }
  return chain
}
