import type { Process } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, processes } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import { causalFindings } from './causal.ts'
import {
  type BroadcastHistory,
  type Delivery,
  missedAtTheEnd,
  readBroadcasts,
  showMessage,
} from './deliveries.ts'

type Log = readonly Delivery[]

const placeOf = (log: Log, message: number) => log.find((one) => one.message === message)

/** Two logs that part: either in another order, or one skips what the other delivered first. */
function parting(history: BroadcastHistory, log: Log, longest: Log): Finding[] {
  const at = log.findIndex((one, place) => one.message !== longest[place]?.message)
  const [mine, theirs] = [log[at], longest[at]]
  if (!mine || !theirs) return []
  const [a, b] = [showMessage(history, mine.message), showMessage(history, theirs.message)]
  const [later, other] = [placeOf(log, theirs.message), placeOf(longest, mine.message)]
  const operations = [mine, theirs, later, other].flatMap((one) => (one ? [one.operation] : []))
  const place = `${by(mine.operation)} delivered ${a} in place ${at} of its log, where ${by(theirs.operation)} delivered ${b}`
  if (later && other) {
    return [
      { kind: 'order', text: `${place}; each delivered the other message later: two orders`, operations },
    ]
  }
  if (other) return [{ kind: 'skipped', text: `${place} and ${a} only later: ${b} was skipped`, operations }]
  return [{ kind: 'diverged', text: `${place}: no common log begins like both`, operations }]
}

function longestOf(logs: ReadonlyMap<Process, Log>): Log {
  let longest: Log = []
  for (const log of logs.values()) if (log.length > longest.length) longest = log
  return longest
}

/** Messages that at least two processes delivered: where the order could have differed. */
function sharedMessages(logs: ReadonlyMap<Process, Log>): number {
  const times = new Map<number, number>()
  for (const log of logs.values()) {
    for (const { message } of log) times.set(message, (times.get(message) ?? 0) + 1)
  }
  return [...times.values()].filter((one) => one > 1).length
}

function whatIsMissing(history: BroadcastHistory, shared: number): string | undefined {
  if (shared > 1) return undefined
  return `${processes(history.logs.size)} delivered messages, ${shared} of them delivered by more than one: no order to compare`
}

/**
 * Total-order (atomic) broadcast: `broadcast` of a message, then `deliver` of one message at a time or `read` of the
 * log so far (Hadzilacos and Toueg 1994; Defago, Schiper and Urban, ACM Computing Surveys 36(4), 2004, section 2).
 *
 * Integrity: a message is delivered at most once, and only after it was broadcast. Uniform total order and agreement:
 * since every process must deliver everything in one order, of any two logs one is the beginning of the other, at any
 * time. It is assumed that a log begins with the first message. With final reads: they have every message that was
 * acknowledged or delivered anywhere before. `causal`: moreover no message comes before one that it may depend on.
 *
 * Without two messages that two processes delivered the verdict is `unknown`. Linear in the deliveries. Throws a
 * `UserError` when a message is broadcast twice: then its deliveries cannot be told apart.
 */
export const checkTotalOrder = forClients((operations, options) => {
  const history = readBroadcasts(operations, 'total-order')
  const longest = longestOf(history.logs)
  const shared = sharedMessages(history.logs)
  const ends =
    history.finals.length > 0
      ? `, ${counted(history.finals.length, 'final read')} complete`
      : '; no final read, so that lost messages cannot be told'
  return conclude({
    model: 'total-order',
    operations,
    findings: [
      ...[...history.logs.values()].flatMap((log) => parting(history, log, longest)),
      ...history.findings,
      ...missedAtTheEnd(history),
      ...(options?.consistency === 'causal' ? causalFindings(history).findings : []),
    ],
    missing: whatIsMissing(history, shared),
    right: `${processes(history.logs.size)} delivered in one order, the longest log ${longest.length} messages${ends}`,
    stats: {
      'message-count': history.messages.length,
      'process-count': history.logs.size,
      'longest-log': longest.length,
      'shared-count': shared,
    },
  })
})
