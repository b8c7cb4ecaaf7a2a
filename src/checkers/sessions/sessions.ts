import type { Operation } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, processes } from '../evidence.ts'
import type { Checker } from '../registry.ts'
import type { Finding } from '../verdict.ts'
import { shortestCycle } from './reachable.ts'
import { type RegisterHistory, readRegisters, showWrite } from './register-history.ts'
import { type Guarantee, type Visibility, visibilityOf } from './visibility.ts'

/** Reads and writes whose sets may be kept: 64 MB. */
const DEFAULT_BUDGET = 512_000_000

const ALL: readonly Guarantee[] = [
  'read-your-writes',
  'monotonic-reads',
  'monotonic-writes',
  'writes-follow-reads',
]

/**
 * Without monotonic reads nobody could see the order of writes: each read might look at another replica. So the two
 * guarantees on writes are judged by readers whose reads are monotonic.
 */
const JUDGED: Readonly<
  Record<string, { readonly asked: readonly Guarantee[]; readonly assumed?: Guarantee }>
> = {
  'read-your-writes': { asked: ['read-your-writes'] },
  'monotonic-reads': { asked: ['monotonic-reads'] },
  'monotonic-writes': { asked: ['monotonic-writes', 'monotonic-reads'], assumed: 'monotonic-reads' },
  'writes-follow-reads': { asked: ['writes-follow-reads', 'monotonic-reads'], assumed: 'monotonic-reads' },
  'causal-convergence': { asked: ALL },
}

/** How a write came to be seen by a read, in words. */
function whySeen(history: RegisterHistory, visibility: Visibility, read: number, write: number): string {
  const [reader, written] = [history.reads[read], history.writes[write]]
  if (!reader || !written) return ''
  if (written.session === reader.session && written.at < reader.at)
    return `the same process had written it (${by(written.operation)})`
  const earlier = (history.sessions[reader.session] ?? []).find(
    (one) =>
      'read' in one &&
      (history.reads[one.read]?.at ?? 0) < reader.at &&
      visibility.seen[one.read]?.has(write),
  )
  const before = earlier && 'read' in earlier ? history.reads[earlier.read] : undefined
  if (before && before.write === write) return `the same process had read it before (${by(before.operation)})`
  if (before)
    return `the same process had read ${showWrite(history, before.write)} before (${by(before.operation)}), which follows it`
  return 'it comes with what this read gave'
}

interface Reason {
  readonly text: string
  readonly operations: readonly Operation[]
}

/** What is judged, and what follows from it. */
interface Judged {
  readonly history: RegisterHistory
  readonly visibility: Visibility
  readonly guarantees: readonly Guarantee[]
  readonly kind: string
}

/** Why one write comes before another: the order of a process says it more plainly than a read does. */
function whyBefore(judged: Judged, first: number, second: number): Reason {
  const { history, visibility, guarantees } = judged
  const [a, b] = [showWrite(history, first), showWrite(history, second)]
  const [earlier, later] = [history.writes[first], history.writes[second]]
  const both = [earlier?.operation, later?.operation].filter((one) => one !== undefined)
  const isOneProcess = earlier && later && earlier.session === later.session && earlier.at < later.at
  if (isOneProcess && guarantees.includes('monotonic-writes')) {
    return { text: `${a} comes before ${b}, because one process wrote them in this order`, operations: both }
  }
  const read = history.reads.findIndex(
    (one, at) => one.write === second && one.key === earlier?.key && visibility.seen[at]?.has(first),
  )
  const reader = history.reads[read]
  if (!reader) {
    return {
      text: `${a} comes before ${b}, because ${later && by(later.operation)} had seen ${a} before it wrote ${b}`,
      operations: both,
    }
  }
  return {
    text: `${a} comes before ${b}, because ${by(reader.operation)} read ${b} although it must have seen ${a}: ${whySeen(history, visibility, read, first)}`,
    operations: [...both, reader.operation],
  }
}

/** A cycle as told from its first write on. */
function fromFirst(cycle: readonly number[]): number[] {
  const at = cycle.indexOf(cycle.reduce((a, b) => Math.min(a, b)))
  return [...cycle.slice(at), ...cycle.slice(0, at)]
}

function cycleFindings(judged: Judged): Finding[] {
  const { history, visibility, kind } = judged
  const edges: number[][] = history.writes.map(() => [])
  visibility.before.forEach((set, later) => {
    for (const first of set) edges[first]?.push(later)
  })
  const found = shortestCycle(edges)
  if (!found) return []
  const cycle = fromFirst(found)
  const reasons = cycle.map((one, at) => whyBefore(judged, one, cycle[(at + 1) % cycle.length] ?? one))
  return [
    {
      kind,
      text: `no order of the writes fits: ${reasons.map((one) => one.text).join('; but ')}`,
      operations: reasons.flatMap((one) => one.operations),
    },
  ]
}

/** A read of the initial nil that must have seen a write to its key. */
function initialFindings({ history, visibility, kind }: Judged): Finding[] {
  return history.reads.flatMap((one, at): Finding[] => {
    if (one.write >= 0) return []
    const write = [...(visibility.seen[at] ?? [])].find((two) => history.writes[two]?.key === one.key)
    const seen = write === undefined ? undefined : history.writes[write]
    if (write === undefined || !seen) return []
    return [
      {
        kind,
        text: `${by(one.operation)} read nil, nothing written, although it must have seen ${showWrite(history, write)}: ${whySeen(history, visibility, at, write)}`,
        operations: [seen.operation, one.operation],
      },
    ]
  })
}

const ownFindings = ({ history, visibility, kind }: Judged): Finding[] =>
  visibility.ownCauses.flatMap((at): Finding[] => {
    const one = history.writes[at]
    const read = history.reads.find(
      (two, i) => two.session === one?.session && two.at < one.at && visibility.seen[i]?.has(at),
    )
    if (!one || !read) return []
    return [
      {
        kind,
        text: `${by(read.operation)} had seen ${showWrite(history, at)} before the same process wrote it: ${by(one.operation)}`,
        operations: [read.operation, one.operation],
      },
    ]
  })

function findingsFor(history: RegisterHistory, guarantees: readonly Guarantee[], kind: string): Finding[] {
  const visibility = visibilityOf(history, new Set(guarantees))
  const judged = { history, visibility, guarantees, kind }
  return [...initialFindings(judged), ...ownFindings(judged), ...cycleFindings(judged)]
}

function whatIsMissing(history: RegisterHistory, budget: number): string | undefined {
  const { writes, reads } = history
  if (history.missing) return history.missing
  if (reads.length === 0) return 'no read completed: nobody looked'
  if (reads.every((one) => one.write < 0))
    return `no read gave what one of ${counted(writes.length, 'write')} wrote: nothing to compare`
  return writes.length * (reads.length + writes.length) > budget
    ? `${writes.length} writes and ${reads.length} reads are more than this budget allows`
    : undefined
}

/**
 * Session guarantees of registers: `read-your-writes`, `monotonic-reads`, `monotonic-writes`, `writes-follow-reads`
 * (Terry et al., PDIS 1994) and all four together, `causal-convergence` (Bouajjani, Enea, Guerraoui and Hamza, POPL
 * 2017; that the four make causal consistency is Brzezinski, Sobaniec and Wawrzyniak, PDP 2004).
 *
 * Assumed: a session is a process; each value is written once to a key (else `unknown`); registers begin with nil; the
 * order of the writes is the same for all, and is not known but by what reads show. Real time counts for nothing.
 * `monotonic-writes` and `writes-follow-reads` assume monotonic reads; where these are violated themselves the
 * verdict is `unknown`. Sound and complete for that definition (see visibility.ts).
 *
 * Writes x (reads + writes) / 32 steps and four bytes each; beyond `budget` bits the verdict is `unknown`. Throws a
 * `UserError` for functions other than read and write.
 */
export const sessionChecker = (consistency: string): Checker =>
  forClients((operations, options) => {
    const history = readRegisters(operations, 'register')
    const { asked, assumed } = JUDGED[consistency] ?? { asked: ALL }
    const stats = {
      'read-count': history.reads.length,
      'write-count': history.writes.length,
      'process-count': history.sessions.length,
    }
    const right = `${counted(history.reads.length, 'read')} of ${processes(history.sessions.length)} fit ${consistency}`
    const finish = (findings: readonly Finding[], missing?: string) =>
      conclude({ model: 'register', operations, findings, missing, right, stats })
    const missing = whatIsMissing(history, options?.budget ?? DEFAULT_BUDGET)
    if (history.findings.length > 0 || missing !== undefined) return finish(history.findings, missing)
    const broken = assumed ? findingsFor(history, [assumed], assumed)[0] : undefined
    if (broken)
      return finish([], `${consistency} is judged by readers whose reads are monotonic, but ${broken.text}`)
    return finish(findingsFor(history, asked, consistency))
  })
