import { type EdnForm, Keyword, prettyEdn } from '../../history/edn.ts'
import type { Value } from '../../history/operation.ts'
import type { Verdict } from '../verdict.ts'
import type { ClusterGrade } from './grade-cluster.ts'
import type { CallCounts } from './statistics.ts'

const VALID: Readonly<Record<Verdict, EdnForm>> = {
  pass: true,
  fail: false,
  weak: new Keyword('unknown'),
  inconclusive: new Keyword('unknown'),
}

/**
 * `results.edn` as Maelstrom writes it (core.clj, checker.clj, net/checker.clj): `:valid?` of the whole and of each
 * part. A verdict that is WEAK for want of evidence is `:unknown` here, where Maelstrom would call it valid.
 */
export function resultsEdn(grade: ClusterGrade): string {
  const form: EdnForm = {
    stats: statsForm(grade),
    availability: availabilityForm(grade),
    net: netForm(grade),
    exceptions: protocolForm(grade),
    workload: workloadForm(grade),
    seed: grade.seed,
    'valid?': VALID[grade.verdict],
  }
  return `${prettyEdn(form)}\n`
}

const verdictOf = ({ checks }: ClusterGrade, id: string): EdnForm | undefined => {
  const found = checks.find((one) => one.id === id)
  return found && VALID[found.verdict]
}

/** As Jepsen's `checker/stats` has it: not valid where no operation of a kind succeeded. */
function statsForm({ stats }: ClusterGrade): EdnForm | undefined {
  if (stats === undefined) return undefined
  const byF = Object.entries(stats.byFunction).map(([f, one]) => [f, countsForm(one)] as const)
  const isValid = Object.values(stats.byFunction).every(({ ok }) => ok > 0)
  return { ...countsForm(stats.operations), 'valid?': isValid, 'by-f': Object.fromEntries(byF) }
}

function countsForm({ ok, fail, info }: CallCounts): Record<string, EdnForm> {
  return {
    'valid?': ok > 0,
    count: ok + fail + info,
    'ok-count': ok,
    'fail-count': fail,
    'info-count': info,
  }
}

function availabilityForm({ stats, checks }: ClusterGrade): EdnForm | undefined {
  if (stats === undefined) return undefined
  const { ok, fail, info } = stats.operations
  const all = ok + fail + info
  const isTooLow = checks.some((one) => one.id === 'answers' && one.verdict === 'fail')
  return { 'valid?': !isTooLow, 'ok-fraction': all === 0 ? null : ok / all }
}

function netForm({ stats }: ClusterGrade): EdnForm | undefined {
  if (stats === undefined) return undefined
  const { servers, clients, received, lost, cut } = stats.messages
  const counts = (sent: number, arrived: number) => ({
    'send-count': sent,
    'recv-count': arrived,
    'msg-count': sent,
  })
  return {
    all: counts(servers + clients, received.servers + received.clients),
    clients: counts(clients, received.clients),
    servers: { ...counts(servers, received.servers), 'msgs-per-op': stats.messagesPerOperation },
    'lost-count': lost,
    'cut-count': cut,
    'valid?': true,
  }
}

function protocolForm(grade: ClusterGrade): EdnForm | undefined {
  const found = grade.checks.find(({ id }) => id === 'protocol')
  if (found === undefined) return undefined
  const said = found.verdict === 'pass' ? {} : { exceptions: [found.message] }
  return { 'valid?': VALID[found.verdict], ...said }
}

/** The figures and lists of the checker, which are those of Maelstrom's for its own workloads. */
function workloadForm(grade: ClusterGrade): EdnForm | undefined {
  const valid = verdictOf(grade, 'history')
  if (valid === undefined) return undefined
  const reason = grade.checks.find(({ id }) => id === 'history')?.message
  const figures: Record<string, Value> = { ...grade.figures }
  return { 'valid?': valid, ...figures, reason, ...(grade.story ? { story: storyForm(grade.story) } : {}) }
}

const storyForm = ({ headline, lines }: NonNullable<ClusterGrade['story']>): EdnForm => [
  headline,
  ...lines.map(({ atUs, text }) => `${(atUs / 1e6).toFixed(3)} s ${text}`),
]
