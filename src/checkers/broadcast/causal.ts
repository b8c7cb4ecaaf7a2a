import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import {
  type BroadcastHistory,
  type Delivery,
  missedAtTheEnd,
  readBroadcasts,
  type Step,
  showMessage,
} from './deliveries.ts'

/**
 * Of each message those that its sender had broadcast or delivered since its last broadcast, and that one. What came
 * before is a cause of that one: checking these alone is enough.
 */
function directCauses(history: BroadcastHistory): Map<number, readonly number[]> {
  const causes = new Map<number, readonly number[]>()
  for (const steps of history.steps.values()) {
    let recent: number[] = []
    for (const step of steps) {
      if ('deliver' in step) recent.push(step.deliver.message)
      else {
        causes.set(step.broadcast, recent)
        recent = [step.broadcast]
      }
    }
  }
  return causes
}

const early = (
  history: BroadcastHistory,
  one: Delivery,
  cause: number,
  later: Delivery | undefined,
): Finding => {
  const [effect, first] = [history.messages[one.message]?.broadcast, history.messages[cause]?.broadcast]
  const sender = effect ? by(effect) : 'its sender'
  const known = first && first.process === effect?.process ? 'had broadcast' : 'had delivered'
  return {
    kind: later ? 'causal-order' : 'causal-gap',
    text: `${by(one.operation)} delivered ${showMessage(history, one.message)} ${later ? 'before' : 'without'} ${showMessage(history, cause)}, which ${sender} ${known} before it broadcast ${showMessage(history, one.message)}`,
    operations: [first, effect, one.operation, later?.operation].filter((two) => two !== undefined),
  }
}

/** At most one finding of a delivery: its first cause that had not come. `pairs` counts what could have gone wrong. */
export function causalFindings(history: BroadcastHistory): { findings: Finding[]; pairs: number } {
  const causes = directCauses(history)
  const findings: Finding[] = []
  let pairs = 0
  for (const [process, log] of history.logs) {
    const place = new Map(log.map((one, at) => [one.message, at]))
    log.forEach((one, at) => {
      const due = causes.get(one.message) ?? []
      if (history.messages[one.message]?.broadcast?.process !== process) pairs += due.length
      const missing = due.find((cause) => cause !== one.message && (place.get(cause) ?? at) >= at)
      if (missing === undefined) return
      const laterAt = place.get(missing)
      findings.push(early(history, one, missing, laterAt === undefined ? undefined : log[laterAt]))
    })
  }
  return { findings, pairs }
}

const isBroadcast = (step: Step) => 'broadcast' in step

/**
 * Causal broadcast: `broadcast` of a message, then `deliver` of one message at a time or `read` of all delivered so
 * far, in order (Birman, Schiper and Stephenson, ACM TOCS 9(3), 1991; Hadzilacos and Toueg 1994, section 3).
 *
 * No process delivers a message before all those that its sender had broadcast or delivered when it broadcast it.
 * Integrity as in total order. It is assumed that what a process delivered is told by operations of that process,
 * the same that broadcasts, from the first message on. With final reads: they have every message that was
 * acknowledged or delivered anywhere before.
 *
 * Without a message that another process delivered and that depends on an earlier one the verdict is `unknown`.
 * Steps: direct causes x processes. Throws a `UserError` when a message is broadcast twice.
 */
export const checkCausalBroadcast = forClients((operations) => {
  const history = readBroadcasts(operations, 'causal-broadcast')
  const { findings, pairs } = causalFindings(history)
  const senders = [...history.steps.values()].filter((steps) => steps.some(isBroadcast)).length
  return conclude({
    model: 'causal-broadcast',
    operations,
    findings: [...findings, ...history.findings, ...missedAtTheEnd(history)],
    missing:
      pairs > 0
        ? undefined
        : 'no process delivered a message of another that depends on an earlier one: no causal order to compare',
    right: `${counted(pairs, 'pair')} of cause and effect, all delivered in causal order`,
    stats: {
      'message-count': history.messages.length,
      'process-count': history.logs.size,
      'sender-count': senders,
      'causal-pair-count': pairs,
    },
  })
})
