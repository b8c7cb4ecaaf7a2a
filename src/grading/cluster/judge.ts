import type { CheckResult } from '../../checkers/verdict.ts'
import type { Operation } from '../../history/operation.ts'
import type { Check, Verdict } from '../verdict.ts'
import type { ClusterRun } from './cluster-run.ts'
import { FAULT_KINDS, type FaultKind } from './faults/fault.ts'
import type { ClusterOptions } from './options.ts'
import type { ClusterStats } from './statistics.ts'
import { targetsCheck } from './targets.ts'
import type { Workload } from './workloads/workload.ts'

/** What the faults met, so that a pass can be told from good luck. */
export interface Coverage {
  readonly faults: number
  /** Faults that struck while an operation was under way, or under which one was begun. */
  readonly faultsUnderLoad: number
  /** The kinds of these. */
  readonly kindsUnderLoad: readonly FaultKind[]
  readonly messagesCut: number
  readonly operationsUnderFaults: number
  /** Faults that hit the node that said most to the others, very often the one that leads, while operations were under way. */
  readonly busiestHit: number
  /** The most operations that were under way then. */
  readonly mostInFlight: number
  /** Faults that struck as another node had begun to speak to most of the others, to be elected for instance. */
  readonly amidChange: number
}

export interface Evidence {
  readonly workload: Workload
  readonly options: ClusterOptions
  readonly run: ClusterRun
  readonly operations: readonly Operation[]
  readonly stats: ClusterStats
  /** What the checker says; undefined when the run never got so far. */
  readonly result: CheckResult | undefined
}

/** With fewer operations done than this share, a history shows too little to be called right. */
const LEAST_DONE = 0.1
const NS_PER_MS = 1e6

export function coverageOf({ run, operations }: Evidence): Coverage {
  const under = (fromMs: number, toMs: number, zeroNs: number) =>
    operations.filter(
      ({ callNs = 0, returnNs = callNs }) =>
        callNs < zeroNs + toMs * NS_PER_MS && returnNs > zeroNs + fromMs * NS_PER_MS,
    )
  const met = run.strikes.map(({ fault }) => under(fault.fromMs, fault.toMs, run.loadFromUs * 1000))
  const atBusiest = run.strikes.filter(({ hitBusiest, inFlight }) => hitBusiest && inFlight > 0)
  return {
    faults: run.strikes.length,
    faultsUnderLoad: met.filter((operations) => operations.length > 0).length,
    kindsUnderLoad: FAULT_KINDS.filter((kind) =>
      run.strikes.some(({ fault }, at) => fault.kind === kind && (met[at]?.length ?? 0) > 0),
    ),
    messagesCut: run.messages.cut,
    operationsUnderFaults: new Set(met.flat()).size,
    busiestHit: atBusiest.length,
    mostInFlight: Math.max(0, ...atBusiest.map(({ inFlight }) => inFlight)),
    amidChange: run.strikes.filter(({ isAmidChange }) => isAmidChange).length,
  }
}

/** The checks of a run, most basic first. Those after one that failed at the root are not judged. */
export function checksOf(evidence: Evidence): Check[] {
  return [
    protocolCheck(evidence),
    answersCheck(evidence),
    ...lastReadsCheck(evidence),
    historyCheck(evidence),
    ...targetsCheck(evidence),
    ...faultChecks(evidence),
  ]
}

function check(id: string, title: string, verdict: Verdict, message: string): Check {
  return { id, title, verdict, message }
}

function protocolCheck({ run }: Evidence): Check {
  const title = 'speaks the protocol'
  const [first] = run.slips
  if (first === undefined) {
    const said = ['Every line was a message, every reply as it must be.', ...(run.remarks ?? [])]
    return check('protocol', title, 'pass', said.join(' '))
  }
  const more = run.slipCount > 1 ? ` (and ${run.slipCount - 1} more)` : ''
  const shown = first.excerpt === undefined || first.excerpt === '' ? '' : `\n${first.excerpt}`
  const end = more === '' && first.text.endsWith('?') ? '' : '.'
  return check('protocol', title, 'fail', `${first.text}${more}${end}${shown}`)
}

function answersCheck({ stats, options, operations, run }: Evidence): Check {
  const title = 'operations succeed'
  const { ok, fail, info } = stats.operations
  const asked = operations.length
  if (asked === 0) {
    const verdict = run.slips.length > 0 ? 'inconclusive' : 'weak'
    return check('answers', title, verdict, 'Nothing was asked.')
  }
  const counts = `${ok} of ${asked} operations succeeded, ${fail} failed, of ${info} nobody knows.`
  if (ok === 0) return check('answers', title, 'fail', `No operation succeeded. ${counts}`)
  const { availability } = options
  if (availability !== undefined && ok / asked < availability) {
    return check('answers', title, 'fail', `${counts} Asked for was a share of ${availability}.`)
  }
  const without = Object.entries(stats.byFunction).filter(([, one]) => one.ok === 0)
  if (without.length > 0) {
    const names = without.map(([f]) => f).join(', ')
    return check('answers', title, 'weak', `No ${names} ever succeeded, so nothing is known of it. ${counts}`)
  }
  if (ok / asked < LEAST_DONE)
    return check('answers', title, 'weak', `Nearly all operations failed. ${counts}`)
  return check('answers', title, 'pass', counts)
}

/**
 * Whether the cluster still answers when all faults are over: reads of the end are what a history is judged by. A client that
 * may ask again counts by its last answer: a lock that is refused at first may be granted later.
 */
function lastReadsCheck({ operations, run, workload, options }: Evidence): Check[] {
  const clients = Math.max(options.concurrency ?? 0, workload.clientsPerNode * run.nodes.length)
  const asked = [
    ...new Map(
      operations.filter((one) => one.final === true).map((one) => [Number(one.process) % clients, one]),
    ).values(),
  ]
  const title = 'answers when all faults are over'
  if (asked.length === 0) return []
  const answered = asked.filter((one) => one.outcome === 'ok').length
  const text = `${answered} of ${asked.length} last reads were answered`
  if (answered === asked.length) return [check('last-reads', title, 'pass', `${text}.`)]
  const silent = asked
    .filter((one) => one.outcome !== 'ok')
    .map((one) => run.nodes[(Number(one.process) % clients) % run.nodes.length])
  const message = `${text}; not so at ${[...new Set(silent)].sort().join(', ')}. Nothing is cut off, stopped or slow any more.`
  return [check('last-reads', title, answered === 0 ? 'fail' : 'weak', message)]
}

function historyCheck({ result, workload }: Evidence): Check {
  const title = workload.title
  if (result === undefined) return check('history', title, 'inconclusive', 'There is no history to judge.')
  if (result.valid === true) return check('history', title, 'pass', result.reason)
  if (result.valid === 'unknown') return check('history', title, 'weak', result.reason)
  return check('history', title, 'fail', result.reason)
}

/** What faults met, in words. */
function coverageText(coverage: Coverage): string {
  const { faults, faultsUnderLoad, operationsUnderFaults, messagesCut } = coverage
  const { busiestHit, mostInFlight, amidChange } = coverage
  const most = mostInFlight === 1 ? 'one operation' : `up to ${mostInFlight} operations`
  return [
    `${faultsUnderLoad} of ${faults} faults met ${operationsUnderFaults} operations; ${messagesCut} messages were cut off.`,
    ...(busiestHit > 0 ? [`${busiestHit} hit the node that said most, with ${most} under way.`] : []),
    ...(amidChange > 0
      ? [`${amidChange} struck as another had just begun to speak to most of the others.`]
      : []),
  ].join(' ')
}

/** Only when faults were asked for: a fault that met nothing proves nothing. */
function faultChecks(evidence: Evidence): Check[] {
  const { options, run } = evidence
  if (options.nemesis.length === 0 || run.events.length === 0) return []
  const title = 'faults met work'
  const coverage = coverageOf(evidence)
  if (coverage.faults === 0) {
    return [check('faults', title, 'weak', 'The run was over before the first fault: give it more time.')]
  }
  const text = coverageText(coverage)
  const isIdle = coverage.faultsUnderLoad === 0
  // Nodes that never talk to each other, as those that give unique ids, have nothing that could be cut off.
  const isUncut =
    options.nemesis.every((kind) => kind === 'partition') &&
    run.messages.servers > 0 &&
    coverage.messagesCut === 0
  if (isIdle) return [check('faults', title, 'weak', `${text} Raise --rate or --time-limit.`)]
  const idleKinds = options.nemesis.filter((kind) => !coverage.kindsUnderLoad.includes(kind))
  if (idleKinds.length > 0) {
    const kinds = idleKinds.join(', nor a ')
    return [
      check(
        'faults',
        title,
        'weak',
        `${text} Not a ${kinds} met an operation: raise --rate or --time-limit.`,
      ),
    ]
  }
  if (isUncut) {
    return [
      check('faults', title, 'weak', `${text} The nodes said nothing to each other while they were parted.`),
    ]
  }
  return [check('faults', title, 'pass', text)]
}
