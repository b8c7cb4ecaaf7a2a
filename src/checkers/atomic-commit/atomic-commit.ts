import type { Operation } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, keyOf, show } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import {
  type CommitHistory,
  MODEL,
  type Reading,
  readCommits,
  type Sight,
  type Transaction,
} from './decisions.ts'

const evidenceOf = (...operations: (Operation | undefined)[]) => operations.filter((one) => one !== undefined)

const saw = ({ operation, state, node }: Sight) =>
  node === undefined ? `${by(operation)} was told ${state}` : `${show(node)} had ${state} (${by(operation)})`

const decisionOf = ({ sights }: Transaction, state: 'commit' | 'abort') =>
  sights.find((one) => one.state === state)

/** Somebody committed and somebody aborted, or one node changed its mind. */
function split(transaction: Transaction): Finding[] {
  const [commit, abort] = [decisionOf(transaction, 'commit'), decisionOf(transaction, 'abort')]
  if (!commit || !abort) return []
  const [first, second] = commit.operation.return < abort.operation.return ? [commit, abort] : [abort, commit]
  const turned = transaction.sights.find(
    (one) =>
      one.node !== undefined &&
      transaction.sights.some(
        (two) =>
          two.node !== undefined &&
          keyOf(two.node) === keyOf(one.node ?? null) &&
          one.state !== 'prepared' &&
          two.state !== 'prepared' &&
          two.state !== one.state,
      ),
  )
  const rule = turned ? `${show(turned.node ?? null)} had both: a decision never changes` : 'all or none'
  return [
    {
      kind: turned ? 'changed' : 'split',
      text: `transaction ${show(transaction.id)}: ${saw(first)}, and ${saw(second)}: ${rule}`,
      operations: evidenceOf(transaction.begun, first.operation, second.operation),
    },
  ]
}

function unfounded(transaction: Transaction): Finding[] {
  const { id, begun, refusing, sights } = transaction
  const early = sights.reduce<Sight | undefined>(
    (first, one) => (first && first.operation.return <= one.operation.return ? first : one),
    undefined,
  )
  const commit = decisionOf(transaction, 'commit')
  const finding = (kind: string, text: string, sight: Sight): Finding[] => [
    {
      kind,
      text: `transaction ${show(id)}: ${saw(sight)}, ${text}`,
      operations: evidenceOf(begun, sight.operation),
    },
  ]
  if (early && !begun) return finding('never-begun', 'but nobody began it', early)
  if (early && begun && begun.call > early.operation.return) {
    return finding('before-begun', `before ${by(begun)} began it`, early)
  }
  if (commit && refusing.length > 0) {
    return finding('commit-against-vote', `although ${refusing.map(show).join(' and ')} voted no`, commit)
  }
  if (commit && begun?.outcome === 'fail') {
    return finding('failed-commit', `although ${by(begun)} was told that it had failed for good`, commit)
  }
  return []
}

/** The last final read of each node. */
function lastReads(reads: readonly Reading[]): Reading[] {
  const last = new Map<unknown, Reading>()
  for (const one of reads) if (one.operation.final) last.set(keyOf(one.node), one)
  return [...last.values()]
}

/** In the end no participant waits for a decision, and each knows of every commit. */
function undecided(history: CommitHistory): Finding[] {
  return lastReads(history.reads).flatMap(({ operation, node, states }) =>
    [...history.transactions].flatMap(([key, transaction]): Finding[] => {
      const { id, begun, participants } = transaction
      const state = states.get(key)
      if (state === 'prepared') {
        return [
          {
            kind: 'undecided',
            text: `transaction ${show(id)}: ${show(node)} still waits for a decision when all faults are over (${by(operation)})`,
            operations: evidenceOf(begun, operation),
          },
        ]
      }
      const commit = decisionOf(transaction, 'commit')
      const isDue = commit !== undefined && commit.operation.return < operation.call
      if (!isDue || state !== undefined || !participants.has(keyOf(node))) return []
      return [
        {
          kind: 'missed',
          text: `transaction ${show(id)}: ${saw(commit)}, but ${show(node)}, which takes part, knows nothing of it when all faults are over (${by(operation)})`,
          operations: evidenceOf(begun, commit.operation, operation),
        },
      ]
    }),
  )
}

const strangeStates = ({ strange }: CommitHistory): Finding[] =>
  strange.map(({ operation, id, state }) => ({
    kind: 'no-such-state',
    text: `transaction ${show(id)}: ${by(operation)} was told ${show(state)}, which is neither commit nor abort${operation.f === 'read' ? ' nor prepared' : ''}`,
    operations: [operation],
  }))

function whatIsMissing(history: CommitHistory, transactions: readonly Transaction[]): string | undefined {
  if (lastReads(history.reads).length < 2) {
    return 'fewer than two nodes were read when all faults were over: whether they agree is unknown'
  }
  const isCommitted = transactions.some(
    (one) => one.participants.size > 1 && decisionOf(one, 'commit') !== undefined,
  )
  if (!isCommitted) return 'no transaction of several participants was ever committed: to abort all is easy'
  const isRefused = transactions.some(
    (one) => one.refusing.length > 0 && decisionOf(one, 'abort') !== undefined,
  )
  return isRefused ? undefined : 'no transaction was aborted that a participant had refused'
}

/**
 * Atomic commitment (Bernstein, Hadzilacos and Goodman, "Concurrency control and recovery in database systems", 1987,
 * section 7.3, AC1 to AC5). `transact` of `{txn, votes: {node: true or false}}` gives the same with `decision`, "commit"
 * or "abort"; `read` gives `{node, states: {txn: "commit", "abort" or "prepared"}}`, what one node knows.
 *
 * At any time, whoever says it: no transaction is committed in one place and aborted in another (AC1), no decision
 * changes (AC2), none commits that a participant refused (AC3), nor one whose request failed for good, nor one that
 * nobody began. In the last final read of each node: none is still prepared (AC5), and what is known to be committed is
 * committed at each participant. Left open: whether a transaction that all accept commits (AC4 asks for it only without
 * failures, which a history does not tell), what a participant knows of an aborted one, nodes that take no part.
 *
 * Without a commit, without an abort that was due, or without final reads of two nodes the verdict is `unknown`. Linear
 * in the states read. Throws a `UserError` for operations of another shape.
 */
export const checkAtomicCommit = forClients((operations) => {
  const history = readCommits(operations)
  const transactions = [...history.transactions.values()]
  const commits = transactions.filter((one) => decisionOf(one, 'commit'))
  const aborts = transactions.filter((one) => decisionOf(one, 'abort'))
  return conclude({
    model: MODEL,
    operations,
    findings: [
      ...transactions.flatMap(split),
      ...transactions.flatMap(unfounded),
      ...undecided(history),
      ...strangeStates(history),
    ],
    missing: whatIsMissing(history, transactions),
    right: `${counted(commits.length, 'transaction')} committed and ${aborts.length} aborted, each by all`,
    stats: {
      'transaction-count': transactions.length,
      'commit-count': commits.length,
      'abort-count': aborts.length,
      'read-count': history.reads.length,
    },
  })
})
