import type { Operation, Value } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, keyOf, show } from '../evidence.ts'
import type { Checker } from '../registry.ts'
import type { Finding } from '../verdict.ts'
import {
  type Element,
  type Fate,
  fateOf,
  isStale,
  lostLatencyMs,
  type Read,
  readSetHistory,
  type SetHistory,
  stableLatencyMs,
} from './elements.ts'
import { orderFindings } from './order.ts'

/** As many as Jepsen tells. */
const WORST = 8

const evidenceOf = (...operations: (Operation | undefined)[]) => operations.filter((one) => one !== undefined)

const howKnown = (one: Element) =>
  one.known && one.adds.includes(one.known)
    ? `${by(one.known)} was told that ${show(one.value)} was added`
    : one.known && `${by(one.known)} saw ${show(one.value)}`

const lost = (one: Element): Finding => ({
  kind: 'lost',
  text: `${howKnown(one)}, but ${one.lastAbsent && by(one.lastAbsent)} did not see it, and no read that began later did: lost`,
  operations: evidenceOf(one.known, one.lastPresent, one.lastAbsent),
})

const stale = (one: Element): Finding => ({
  kind: 'stale',
  text: `${howKnown(one)}, but ${one.lastAbsent && by(one.lastAbsent)}, which began later, did not see it: stale by at least ${stableLatencyMs(one)} ms`,
  operations: evidenceOf(one.known, one.lastAbsent, one.lastPresent),
})

const repeatedIn = ({ operation, repeated }: Read): Finding[] =>
  repeated.map(({ value, times }) => ({
    kind: 'duplicated',
    text: `${by(operation)} saw ${show(value)} ${times} times in one read`,
    operations: [operation],
  }))

const strangeIn = ({ operation, strange }: Read): Finding[] =>
  strange.map((value) => ({
    kind: 'never-added',
    text: `${by(operation)} saw ${show(value)}, which nobody tried to add`,
    operations: [operation],
  }))

/** Elements that cannot be in the set yet, or ever: added later, or by attempts that all failed for certain. */
function impossible(history: SetHistory): Finding[] {
  return history.reads.flatMap(({ operation, seen }) =>
    [...seen].flatMap((at): Finding[] => {
      const element = history.elements[at]
      const alive = element?.adds.filter((one) => one.outcome !== 'fail') ?? []
      if (!element || alive.some((one) => one.call < operation.return)) return []
      const add = alive[0] ?? element.adds[0]
      const why = alive.length > 0 ? 'began to add it only later' : 'was told that adding it had failed'
      return [
        {
          kind: alive.length > 0 ? 'seen-before-added' : 'failed-add',
          text: `${by(operation)} saw ${show(element.value)}, but ${add && by(add)} ${why}`,
          operations: evidenceOf(operation, add),
        },
      ]
    }),
  )
}

/** What a read of the end misses although it was known before: Jepsen calls it stable when another read has it. */
function missedAtTheEnd(history: SetHistory): Finding[] {
  const finals = history.reads.filter((one) => one.operation.final)
  return finals.flatMap(({ operation, seen }) =>
    history.elements.flatMap((one, at): Finding[] => {
      const isDue = one.known !== undefined && one.known.return < operation.call && fateOf(one) === 'stable'
      if (!isDue || seen.has(at)) return []
      return [
        {
          kind: 'missed-at-the-end',
          text: `${howKnown(one)}, but the final read of ${by(operation)} did not see it`,
          operations: evidenceOf(one.known, operation),
        },
      ]
    }),
  )
}

/** The value at a share of the way through a sorted list, as Jepsen's `frequency-distribution` takes it. */
const quantile = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

function latencies(name: string, values: readonly number[]): Record<string, number> {
  if (values.length === 0) return {}
  const sorted = [...values].sort((a, b) => a - b)
  const shares = [0, 0.5, 0.95, 0.99, 1]
  return Object.fromEntries(shares.map((share) => [`${name}-${share}`, quantile(sorted, share)]))
}

function figures(history: SetHistory, fates: ReadonlyMap<Element, Fate>): Record<string, number> {
  const having = (fate: Fate) => history.elements.filter((one) => fates.get(one) === fate)
  const stables = having('stable').map(stableLatencyMs)
  const duplicated = new Set(history.reads.flatMap((one) => one.repeated.map(({ value }) => keyOf(value))))
  const strange = new Set(history.reads.flatMap((one) => one.strange.map(keyOf)))
  return {
    'attempt-count': history.elements.length,
    'read-count': history.reads.length,
    'stable-count': stables.length,
    'lost-count': having('lost').length,
    'never-read-count': having('never-read').length,
    'stale-count': history.elements.filter(isStale).length,
    'duplicated-count': duplicated.size,
    'never-added-count': strange.size,
    ...latencies('stable-latency-ms', stables),
    ...latencies('lost-latency-ms', having('lost').map(lostLatencyMs)),
  }
}

/** The elements behind the figures; of the stalest, also how late they were in milliseconds. */
function lists(history: SetHistory, fates: ReadonlyMap<Element, Fate>, stales: readonly Element[]) {
  const having = (fate: Fate) =>
    history.elements.filter((one) => fates.get(one) === fate).map((one) => one.value)
  return {
    lost: having('lost'),
    'never-read': having('never-read'),
    stale: stales.map((one) => one.value),
    'worst-stale': stales.slice(0, WORST).map((one): Value => [one.value, stableLatencyMs(one)]),
  }
}

function whatIsMissing(history: SetHistory): string | undefined {
  if (history.reads.length === 0) return 'no read completed: nobody looked whether the elements are there'
  const unread = history.elements.filter((one) => one.known && fateOf(one) === 'never-read')
  const first = unread[0]
  if (first) {
    return `no read began after ${howKnown(first)}: whether ${counted(unread.length, 'known element')} stayed is unknown`
  }
  const isAny = history.elements.some((one) => fateOf(one) === 'stable')
  return isAny ? undefined : 'no element was ever seen and none was acknowledged: nothing was put to the test'
}

/** The stalest first: the telling order where staleness is allowed and where it is not. */
const byStaleness = (elements: readonly Element[]) =>
  elements.filter(isStale).sort((a, b) => stableLatencyMs(b) - stableLatencyMs(a))

/**
 * A set that only grows: `add` or `broadcast` of an element, `read` of all (Jepsen's `checker/set-full`, with which
 * Maelstrom judges broadcast and g-set). The figures are Jepsen's.
 *
 * `eventual`: what is known to be in the set - acknowledged, or seen once - must be seen by all reads from some time
 * on. `linearizable`: one order explains all reads and adds in real time.
 *
 * Beyond Jepsen: an element twice in one read (its check for this is never true in 0.3.7), elements that nobody added,
 * that were seen before their add began or although it failed, and elements that a final read misses although they
 * were known before it began (a later read elsewhere that has them makes Jepsen call them stable). An acknowledged
 * element that no read could have seen makes the verdict `unknown`.
 *
 * Throws a `UserError` when a read gives no list. Steps: reads x elements.
 */
export const setFull = (model: string): Checker =>
  forClients((operations, options) => {
    const isLinearizable = options?.consistency === 'linearizable'
    const history = readSetHistory(operations, model)
    const fates = new Map(history.elements.map((one) => [one, fateOf(one)]))
    const stales = byStaleness(history.elements)
    const findings = [
      ...history.elements.filter((one) => fates.get(one) === 'lost').map(lost),
      ...missedAtTheEnd(history),
      ...impossible(history),
      ...history.reads.flatMap(strangeIn),
      ...history.reads.flatMap(repeatedIn),
      ...(isLinearizable ? stales.map(stale) : []),
    ]
    return conclude({
      model,
      operations,
      findings: isLinearizable && findings.length === 0 ? orderFindings(history) : findings,
      missing: whatIsMissing(history),
      right: `${counted(history.elements.length, 'element')}, all that were known are seen to the end by ${counted(history.reads.length, 'read')}${allowed(stales)}`,
      stats: figures(history, fates),
      lists: lists(history, fates, stales),
    })
  })

const allowed = (stales: readonly Element[]) => {
  const worst = stales[0]
  return worst
    ? `; ${stales.length} were seen late, ${show(worst.value)} latest, by ${stableLatencyMs(worst)} ms`
    : ''
}
