import type { Operation, Process, Value } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, field, integer, keyOf, misshapen, sequence, show } from '../evidence.ts'
import type { Finding } from '../verdict.ts'

const MODEL = 'leader-election'

/** Somebody saw who leads, or leads himself. */
interface Sight {
  readonly operation: Operation
  readonly term: number
  readonly leader: Value
}

const FUNCTIONS = new Set(['leader', 'elect', 'lead', 'read'])

function sightOf(operation: Operation): Sight | undefined {
  const { output } = operation
  if (output === null) return undefined
  const pair = sequence(output)
  const term = integer(field(output, 'term') ?? pair?.[0])
  const leader = field(output, 'leader') ?? pair?.[1]
  const isNobody = leader === null || (leader === undefined && field(output, 'term') !== undefined)
  if (isNobody) return undefined
  if (term === undefined || leader === undefined)
    throw misshapen(operation, MODEL, '{term: 3, leader: "n1"} or [3 "n1"]')
  return { operation, term, leader }
}

function twoLeaders(sights: readonly Sight[]): Finding[] {
  const first = new Map<number, Sight>()
  return sights.flatMap((one): Finding[] => {
    const before = first.get(one.term)
    if (!before) {
      first.set(one.term, one)
      return []
    }
    if (keyOf(before.leader) === keyOf(one.leader)) return []
    return [
      {
        kind: 'two-leaders',
        text: `in term ${one.term} ${by(before.operation)} saw ${show(before.leader)} lead and ${by(one.operation)} saw ${show(one.leader)}: a term has at most one leader`,
        operations: [before.operation, one.operation],
      },
    ]
  })
}

/** What a process was told, whenever it asked in this time: `undefined` where nobody led. */
interface Asked {
  readonly operations: readonly Operation[]
  readonly sights: readonly Sight[]
}

function byProcess(operations: readonly Operation[]): Asked[] {
  const groups = new Map<Process, Operation[]>()
  for (const one of operations) {
    const group = groups.get(one.process)
    if (group) group.push(one)
    else groups.set(one.process, [one])
  }
  return [...groups.values()].map((group) => ({
    operations: group,
    sights: group.map(sightOf).filter((one) => one !== undefined),
  }))
}

const lastOf = ({ operations }: Asked) => operations[operations.length - 1] as Operation

const often = ({ operations }: Asked) => counted(operations.length, 'time')

/** After all faults everyone comes to know a leader, and none that had been replaced before. */
function noProgress(asked: readonly Asked[], sights: readonly Sight[]): Finding[] {
  const from = Math.min(...asked.map((one) => one.operations[0]?.call ?? 0))
  const known = sights.filter(({ operation }) => operation.return < from)
  return asked.flatMap((one): Finding[] => {
    const last = lastOf(one)
    if (one.sights.length === 0) {
      return [
        {
          kind: 'no-leader-at-the-end',
          text: `${by(last)} asked ${often(one)} who leads when all faults were over, and was never told`,
          operations: [last],
        },
      ]
    }
    const newer = known.find(({ term }) => one.sights.every((sight) => sight.term < term))
    const sight = one.sights[one.sights.length - 1]
    if (!newer || !sight) return []
    return [
      {
        kind: 'stale-at-the-end',
        text: `${by(last)} asked ${often(one)} when all faults were over, and was never told of a term above ${sight.term}, although ${by(newer.operation)} had known of term ${newer.term} before`,
        operations: [newer.operation, last],
      },
    ]
  })
}

/** When a node has been taken out, the others come to know another leader. */
function noNewLeader(asked: readonly Asked[], isolation: Operation, node: Value): Finding[] {
  return asked.flatMap((one): Finding[] => {
    const last = lastOf(one)
    if (one.sights.some(({ leader }) => keyOf(leader) !== keyOf(node))) return []
    return [
      {
        kind: 'no-new-leader',
        text: `${show(node)} was cut off from all others for good (${by(isolation)}), but ${by(last)} asked ${often(one)} who leads and was never told of another`,
        operations: [isolation, last],
      },
    ]
  })
}

function progress(operations: readonly Operation[], asked: readonly Operation[], sights: readonly Sight[]) {
  const finals = asked.filter((one) => one.final)
  const isolation = operations.find((one) => one.f === 'isolate' && one.outcome === 'ok')
  if (!isolation) return { findings: noProgress(byProcess(finals), sights), isolated: 0 }
  const node = field(isolation.input, 'node') ?? isolation.input
  const before = finals.filter((one) => one.return < isolation.call)
  const after = finals.filter((one) => one.call > isolation.return && keyOf(one.input) !== keyOf(node))
  return {
    findings: [...noProgress(byProcess(before), sights), ...noNewLeader(byProcess(after), isolation, node)],
    isolated: 1,
  }
}

/**
 * At most one leader a term (Ongaro and Ousterhout, "In search of an understandable consensus algorithm", USENIX ATC
 * 2014, figure 3, Election Safety). `leader`, `elect`, `lead` or `read` gives `{term, leader}` or `[term leader]`;
 * nobody leads when the leader is nil. A leader of an old term who does not know yet that another has been elected
 * is no violation: the terms differ.
 *
 * Progress is judged by final questions alone, of each process by all that it was told: one that is never told of a leader,
 * or only of terms below one that was known before the first final question, has found none. `isolate` of
 * `{node, from}`, after which nothing gets through to or from a node, divides them: those whose input names another node
 * must after it be told of another leader. Left open: how long an election takes, and who leads while faults last.
 *
 * Linear, and for each process the final questions x sights. Throws a `UserError` for an answer of another shape.
 *
 * A history in which nobody saw a leader, or only one sight was had, is `unknown`.
 */
export const checkLeaderElection = forClients((operations) => {
  const asked = operations.filter((one) => FUNCTIONS.has(one.f) && one.outcome === 'ok')
  const sights = asked.map(sightOf).filter((one) => one !== undefined)
  const terms = new Set(sights.map((one) => one.term))
  const leaders = new Set(sights.map((one) => keyOf(one.leader)))
  const { findings, isolated } = progress(operations, asked, sights)
  return conclude({
    model: MODEL,
    operations,
    findings: [...twoLeaders(sights), ...findings],
    missing:
      sights.length > 1
        ? undefined
        : `a leader was seen ${counted(sights.length, 'time')}: nothing to compare`,
    right: `${counted(terms.size, 'term')} with one leader each, seen ${counted(sights.length, 'time')}`,
    stats: {
      'sight-count': sights.length,
      'term-count': terms.size,
      'leader-count': leaders.size,
      'leaderless-count': asked.length - sights.length,
      'isolated-count': isolated,
    },
  })
})
