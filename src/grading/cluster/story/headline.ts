import { type AnomalyKind, KINDS, meaningOf } from '../../../checkers/transactions/anomalies.ts'
import type { CheckResult } from '../../../checkers/verdict.ts'
import type { Operation } from '../../../history/operation.ts'
import { showValue } from '../../../history/value-key.ts'
import { ISOLATE } from '../workloads/isolation.ts'
import { type Deeds, endNs, seconds } from './deeds.ts'
import type { Proof } from './evidence.ts'
import { type FaultSpan, faultName } from './fault-spans.ts'

/** What a kind of failure is, after the operations that show it. Kinds that are not here name themselves. */
const MEANINGS: Readonly<Record<string, string>> = {
  'not-linearizable': 'no order of the operations explains it',
  'not-sequential': 'no order of the operations explains it',
  lost: 'lost',
  stale: 'a stale read',
  duplicated: 'the same twice',
  'never-added': 'nobody ever added that',
  'seen-before-added': 'seen before anybody added it',
  'failed-add': 'it is there although adding it had failed',
  'missed-at-the-end': 'missing at the end',
  differs: 'not what was sent',
  'backward-read': 'the counter ran backwards',
  'two-holders': 'two hold the lock at once',
  'two-leaders': 'two leaders in one term',
  'lost-write': 'a message is lost',
  duplicate: 'the same message twice',
  unseen: 'no poll ever saw that message',
  'inconsistent-offsets': 'two messages at one offset',
  'believed-dead': 'it is believed dead, and is alive',
  'believed-alive': 'it is believed alive, and is gone',
  split: 'one commits what another aborts',
  changed: 'a decision changed',
  'never-changed': 'the members never changed as they were asked to',
  unanswered: 'who is left answers no more',
  undecided: 'it is never decided',
  missed: 'a participant never hears of the decision',
  'not-deleted': 'it is still there',
  'token-reused': 'two holders with one token',
  'token-not-increasing': 'tokens must grow',
  'stale-token-accepted': 'a holder that had lost the lock wrote',
  order: 'two orders of the same messages',
  diverged: 'two orders of the same messages',
}

/** The failure in one sentence: who answered what and when, what fault lay there, what is wrong with it. */
export function headlineOf(
  proof: Proof,
  deeds: Deeds,
  spans: readonly FaultSpan[],
  result: CheckResult,
): string {
  const clauses = proof.focus.map((one, at) => {
    const before = proof.focus[at - 1]
    const fault = faultClause(before, one, spans, deeds.answerer(one))
    return `${fault}${deeds.clause(one)} at ${seconds(endNs(one) / 1000)}`
  })
  const last = clauses.length - 1
  const told = clauses.map((clause, at) => (at === last && at > 0 ? `then ${clause}` : clause)).join('; ')
  const sentence = `${told}: ${wrongWith(proof, result)}.`
  // Names of nodes are names, also where a sentence begins.
  return sentence.replace(
    /^(?:during|while|after|the) /,
    (word) => word.charAt(0).toUpperCase() + word.slice(1),
  )
}

/** What is wrong, in a few words. */
export function wrongWith({ kind, isStale, element }: Proof, { stats = {} }: CheckResult): string {
  if (isStale) return 'a stale read'
  if (kind === 'lost' && element !== undefined) return `${showValue(element)} is lost`
  if (kind === 'missed-at-the-end' && element !== undefined)
    return `${showValue(element)} is missing at the end`
  if (kind === 'wrong-final-read') return `it must be ${acceptable(stats)}`
  if (kind === 'impossible-read') return 'no choice of the additions begun by then gives that'
  return MEANINGS[kind] ?? anomaly(kind) ?? kind.replaceAll('-', ' ')
}

function acceptable(stats: Readonly<Record<string, number>>): string {
  const [least, most] = [stats['acceptable-least'], stats['acceptable-most']]
  return least === most ? `${least}` : `from ${least} to ${most}`
}

function anomaly(kind: string): string | undefined {
  const found: AnomalyKind | undefined = KINDS.find((one) => one === kind)
  return found === undefined ? undefined : `${meaningOf(found)} (${kind})`
}

/** The fault that an operation met, or the last that was over between the operation before and it. */
function faultClause(
  before: Operation | undefined,
  one: Operation,
  spans: readonly FaultSpan[],
  node: string | undefined,
): string {
  if (one.f === ISOLATE) return ''
  const fromUs = (one.callNs ?? 0) / 1000
  const toUs = endNs(one) / 1000
  const during = spans
    .filter((span) => span.fromUs <= fromUs && span.toUs >= toUs && !isOn(span, node))
    .at(-1)
  const sinceUs = before === undefined ? Number.POSITIVE_INFINITY : endNs(before) / 1000
  // What lasted at the operation before has been said there.
  if (during !== undefined)
    return during.fromUs <= sinceUs && before !== undefined ? '' : `${duringName(during)}, `
  if (before === undefined) return ''
  const over = spans.filter((span) => span.toUs > sinceUs && span.toUs <= fromUs).at(-1)
  return over === undefined ? '' : `${afterName(over)}, `
}

/** A node that still answers is not yet dead, whatever the schedule says. */
function isOn({ fault }: FaultSpan, node: string | undefined): boolean {
  return (fault.kind === 'kill' || fault.kind === 'pause') && node !== undefined && fault.nodes.includes(node)
}

function duringName({ fault }: FaultSpan): string {
  if (fault.kind === 'partition') return `during the ${faultName(fault)}`
  const who = fault.nodes.join(', ')
  const was = fault.nodes.length === 1 ? 'was' : 'were'
  return fault.kind === 'kill' ? `while ${who} ${was} down` : `while ${faultName(fault)}`
}

function afterName({ fault, toUs }: FaultSpan): string {
  const when = `at ${seconds(toUs)}`
  if (fault.kind === 'partition') return `after the ${faultName(fault)} had healed ${when}`
  const who = fault.nodes.join(', ')
  if (fault.kind === 'kill') return `after ${who} had been killed and started again ${when}`
  return `after ${who} ${fault.kind === 'pause' ? 'went on' : 'was fast again'} ${when}`
}
