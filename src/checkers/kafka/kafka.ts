import type { Operation } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, show } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import { committedFindings } from './committed.ts'
import { readLogs } from './log.ts'
import { logFindings, unseenSends } from './log-findings.ts'
import { readTransactions, type Send, type Transaction } from './mops.ts'
import { orderFindings } from './order-findings.ts'

const unseen = (one: Send, poll: Operation): Finding => ({
  kind: 'unseen',
  text: `${by(one.operation)} was told that ${show(one.message)} is in key ${show(one.keyValue)}, but no poll ever saw it, not even those that began later, as that of ${by(poll)}`,
  operations: [one.operation, poll],
})

const strange = ({ operation, strange: told }: Transaction): Finding[] =>
  told.map((one) => ({
    kind: 'not-an-offset',
    text: `${by(operation)} was given the offset ${show(one)}, which is no integer`,
    operations: [operation],
  }))

function whatIsMissing(sent: number, received: number, unpolled: readonly Send[]): string | undefined {
  if (sent === 0 || received === 0) {
    return `${counted(sent, 'message')} acknowledged and ${received} polled: nothing to compare`
  }
  const first = unpolled[0]
  return (
    first &&
    `no poll began after ${by(first.operation)} was told that ${show(first.message)} had been sent: whether ${counted(unpolled.length, 'message')} can be polled is unknown`
  )
}

/**
 * Append-only logs as Kafka's: `send` of `[["send", key, message]]`, which gives `["send", key, [offset, message]]`;
 * `poll`, which gives `[["poll", {key: [[offset, message] ...]}]]` (jepsen.tests.kafka, with which Maelstrom judges its
 * workload kafka). Messages are unique within a key. Offsets may be sparse and large.
 *
 * Kinds, as Jepsen names them: `lost-write` (an acknowledged message below the highest polled offset that nobody saw),
 * `unseen` (one beyond it), `inconsistent-offsets`, `duplicate`, `aborted-read` (G1a), `int-nonmonotonic-poll`,
 * `int-poll-skip`, `nonmonotonic-poll`, `poll-skip`, `int-nonmonotonic-send`, `nonmonotonic-send`; `int-` is within one
 * operation. An `assign` keeps only the places of keys that it names; after `subscribe` polls may jump. Allowed, as
 * there: sends that skip, and G0. Beyond Jepsen: messages polled that nobody sent, or before they were sent, and
 * committed offsets at which one would begin behind a message that nobody committed (`commit_offsets`,
 * `list_committed_offsets`).
 *
 * A message that was acknowledged after the last poll began makes the verdict `unknown`; Jepsen calls it unseen.
 * Failed and unknown polls give nothing. n log n. Throws a `UserError` for operations of another shape.
 */
export const checkKafka = forClients((operations) => {
  const transactions = readTransactions(operations)
  const logs = readLogs(transactions)
  const polls = transactions.filter((one) => one.operation.f !== 'send' && one.operation.outcome === 'ok')
  const lastPoll = polls[polls.length - 1]?.operation
  const unread = [...logs.values()].flatMap(unseenSends)
  const isPolledLater = (one: Send) => lastPoll !== undefined && lastPoll.call > one.operation.return
  const sent = transactions.flatMap((one) => one.sends)
  const acknowledged = sent.filter((one) => one.operation.outcome === 'ok')
  const received = transactions.reduce((sum, one) => sum + one.received.length, 0)
  const findings = [
    ...[...logs.values()].flatMap(logFindings),
    ...transactions.flatMap(strange),
    ...orderFindings(logs, transactions, operations),
    ...committedFindings(operations, logs),
    ...unread.flatMap((one) => (lastPoll && isPolledLater(one) ? [unseen(one, lastPoll)] : [])),
  ]
  return conclude({
    model: 'kafka',
    operations,
    findings,
    missing: whatIsMissing(
      acknowledged.length,
      received,
      unread.filter((one) => !isPolledLater(one)),
    ),
    right: `${counted(acknowledged.length, 'message')} in ${counted(logs.size, 'log')}, all polled, in order`,
    stats: {
      'key-count': logs.size,
      'send-count': sent.length,
      'acknowledged-count': acknowledged.length,
      'poll-count': polls.length,
      'received-count': received,
      'unseen-count': unread.length,
      ...countsByKind(findings),
    },
  })
})

function countsByKind(findings: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of findings) counts[`${kind}-count`] = (counts[`${kind}-count`] ?? 0) + 1
  return counts
}
