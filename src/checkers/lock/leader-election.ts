import type { Operation, Value } from '../../history/operation.ts'
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

/**
 * At most one leader a term (Ongaro and Ousterhout, "In search of an understandable consensus algorithm", USENIX ATC
 * 2014, figure 3, Election Safety). `leader`, `elect`, `lead` or `read` gives `{term, leader}` or `[term leader]`;
 * nobody leads when the leader is nil. A leader of an old term who does not know yet that another has been elected
 * is no violation: the terms differ. Linear. Throws a `UserError` for an answer of another shape.
 *
 * A history in which nobody saw a leader, or only one sight was had, is `unknown`.
 */
export const checkLeaderElection = forClients((operations) => {
  const asked = operations.filter((one) => FUNCTIONS.has(one.f) && one.outcome === 'ok')
  const sights = asked.map(sightOf).filter((one) => one !== undefined)
  const terms = new Set(sights.map((one) => one.term))
  const leaders = new Set(sights.map((one) => keyOf(one.leader)))
  return conclude({
    model: MODEL,
    operations,
    findings: twoLeaders(sights),
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
    },
  })
})
