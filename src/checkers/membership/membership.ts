import type { Operation, Value } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { conclude, forClients } from '../conclude.ts'
import { by, field, keyOf, misshapen, sequence, show } from '../evidence.ts'
import type { Finding } from '../verdict.ts'

const MODEL = 'membership'

/** What one node answered: who is alive, as it believes. */
interface View {
  readonly operation: Operation
  readonly node: Value
  readonly alive: ReadonlySet<unknown>
  readonly named: readonly Value[]
}

/** When a node was taken out of the cluster for good, by the tester. */
interface Isolation {
  readonly operation: Operation
  readonly node: Value
}

function viewOf(operation: Operation): View {
  const named = sequence(operation.output)
  const node = operation.input
  if (!named || node === null) {
    throw misshapen(operation, MODEL, 'members of a node, "n1", which gives a list of names, ["n0" "n1"]')
  }
  return { operation, node, alive: new Set(named.map(keyOf)), named }
}

function isolationsOf(operations: readonly Operation[]): Isolation[] {
  return operations
    .filter((one) => one.f === 'isolate' && one.outcome === 'ok')
    .map((operation) => ({ operation, node: field(operation.input, 'node') ?? operation.input }))
}

/** The views of each node, by its name. */
function byNode(views: readonly View[]): View[][] {
  const groups = new Map<unknown, View[]>()
  for (const one of views) {
    const group = groups.get(keyOf(one.node))
    if (group) group.push(one)
    else groups.set(keyOf(one.node), [one])
  }
  return [...groups.values()]
}

const times = (views: readonly View[]) =>
  views.length === 1 ? 'the last time it was asked' : `each of the last ${views.length} times it was asked`

/** Nodes that answered, and which a node believed to be dead whenever it was asked in this time. */
function believedDead(groups: readonly (readonly View[])[], isOut: (node: unknown) => boolean): Finding[] {
  return groups.flatMap((views) =>
    groups.flatMap(([other]): Finding[] => {
      const last = views[views.length - 1]
      if (!last || !other || isOut(keyOf(other.node))) return []
      if (views.some((one) => one.alive.has(keyOf(other.node)))) return []
      return [
        {
          kind: 'believed-dead',
          text: `${show(last.node)} did not name ${show(other.node)} among the living, ${times(views)} (${by(last.operation)}), although ${show(other.node)} answered ${by(other.operation)} and no fault was left`,
          operations: [other.operation, last.operation],
        },
      ]
    }),
  )
}

function believedAlive(groups: readonly (readonly View[])[], { operation, node }: Isolation): Finding[] {
  return groups.flatMap((views): Finding[] => {
    const last = views[views.length - 1]
    if (!last || views.some((one) => !one.alive.has(keyOf(node)))) return []
    return [
      {
        kind: 'believed-alive',
        text: `${show(last.node)} named ${show(node)} among the living, ${times(views)} (${by(last.operation)}), although ${show(node)} had been cut off from all others for good (${by(operation)})`,
        operations: [operation, last.operation],
      },
    ]
  })
}

function neverMembers(views: readonly View[], operations: readonly Operation[]): Finding[] {
  const members = new Set(operations.filter((one) => one.f === 'members').map((one) => keyOf(one.input)))
  for (const { node } of isolationsOf(operations)) members.add(keyOf(node))
  return views.flatMap(({ operation, node, named }): Finding[] => {
    const strange = named.find((one) => !members.has(keyOf(one)))
    if (strange === undefined) return []
    return [
      {
        kind: 'never-a-member',
        text: `${show(node)} named ${show(strange)} among the living (${by(operation)}), which is no node`,
        operations: [operation],
      },
    ]
  })
}

function whatIsMissing(before: readonly View[], after: readonly View[]): string | undefined {
  if (byNode(before).length < 2) {
    return 'fewer than two nodes were asked when all faults were over: nobody has another to believe in'
  }
  if (after.length === 0) {
    return 'nobody was asked after a node had been cut off for good: whether the dead are noticed is unknown'
  }
  return undefined
}

/**
 * Who is alive, as each node believes: `members` of a node gives a list of names (Das, Gupta and Motivala, "SWIM:
 * scalable weakly-consistent infection-style process group membership protocol", DSN 2002). `isolate` of
 * `{node, from}` tells when the tester took one node out of the cluster for good, in the end.
 *
 * Only final reads are judged, each node by what it said whenever it was asked. Before a node is isolated: whoever
 * answered is alive, and every node must have named it at least once. After: every other node must have left the
 * isolated one out at least once, and must have named the others at least once. So a node may suspect, and
 * be wrong for a while, as often as it likes; it may not be wrong each time. Left open: what is said while
 * faults last, how long a failure takes to be noticed, what the isolated node believes. Names that are no node's are
 * wrong at any time.
 *
 * Without final reads of two nodes, or none after an `isolate`, the verdict is `unknown`. Linear in the names read,
 * and nodes squared. Throws a `UserError` for a view that is no list.
 */
export const checkMembership = forClients((operations) => {
  const views = operations.filter((one) => one.f === 'members' && one.outcome === 'ok').map(viewOf)
  const isolations = isolationsOf(operations)
  const [first] = isolations
  const [from, to] = first
    ? [first.operation.call, first.operation.return]
    : [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const out = new Set<unknown>(isolations.map((one) => keyOf(one.node)))
  const finals = views.filter((one) => one.operation.final)
  const before = finals.filter((one) => one.operation.return < from)
  const after = finals.filter((one) => one.operation.call > to && !out.has(keyOf(one.node)))
  const findings = [
    ...isolations.slice(0, 1).flatMap((one) => believedAlive(byNode(after), one)),
    ...believedDead(byNode(before), () => false),
    ...believedDead(byNode(after), (node) => out.has(node)),
    ...(finals.length > 0 ? neverMembers(views, operations) : []),
  ]
  return conclude({
    model: MODEL,
    operations,
    findings,
    missing: whatIsMissing(before, after),
    right: `${counted(byNode(before).length, 'node')} named each other among the living, and ${byNode(after).length} of them left out the one that was cut off`,
    stats: { 'view-count': views.length, 'final-view-count': finals.length, 'isolated-count': out.size },
  })
})
