import { UserError } from '../../../lib/user-error.ts'
import type { BadLink, Fault, FaultKind, FaultRule, NodeId } from '../../../simulation/kernel/fault.ts'
import type { ClusterFault } from '../faults/fault.ts'

/**
 * Faults in the two forms that they have: done to a cluster of processes, and done by hand on the screen of simulations. What the
 * screen has no words for goes along.
 */
export type ScreenFault = Fault & {
  readonly midStep?: number
  readonly times?: number
  /** Cuts that are no two sides: on the screen they are a link for each node that they lead from, and the first knows them all. */
  readonly cuts?: Partition | 'those of the first'
}

type Partition = Pick<Extract<ClusterFault, { kind: 'partition' }>, 'cuts' | 'shape'>

/** What can be done to nodes by hand. */
export const BY_HAND: readonly FaultKind[] = ['crash', 'pause', 'partition', 'link']

const US_PER_MS = 1000

/** When clients ask: faults strike within that time, and all are over after it. Microseconds since the run began. */
export interface Span {
  readonly fromUs: number
  readonly toUs: number
}

/** @throws UserError for a fault that nodes cannot be given, or that would strike when all faults are over. */
export function toCluster(
  faults: readonly (ScreenFault | FaultRule)[],
  nodes: readonly string[],
  span: Span,
): ClusterFault[] {
  return faults.flatMap((fault): ClusterFault[] => {
    if (fault.kind === 'when') throw refused('a fault that waits for a moment of the model')
    if (fault.atUs >= span.toUs) throw late(span)
    const fromUs = Math.max(fault.atUs, span.fromUs)
    const when = {
      fromMs: (fromUs - span.fromUs) / US_PER_MS,
      toMs: (fault.atUs + fault.durationUs - span.fromUs) / US_PER_MS,
    }
    if (fault.cuts === 'those of the first') return []
    return [
      fault.cuts === undefined
        ? clusterFault(fault, nodes, when)
        : { kind: 'partition', ...when, ...fault.cuts },
    ]
  })
}

type When = Pick<ClusterFault, 'fromMs' | 'toMs'>

function clusterFault(fault: ScreenFault, nodes: readonly string[], when: When): ClusterFault {
  const named = (ids: readonly NodeId[]) => ids.map((id) => nodes[id] ?? noNode(nodes))
  switch (fault.kind) {
    case 'crash': {
      if (fault.disk === 'wiped') throw refused('the loss of what it saved')
      const { midStep } = fault
      return {
        ...{ kind: 'kill', ...when, nodes: named([fault.node]) },
        ...(midStep === undefined ? {} : { midStep }),
      }
    }
    case 'pause':
      return { kind: 'pause', ...when, nodes: named([fault.node]) }
    case 'partition': {
      const side = named(fault.side)
      const others = nodes.filter((node) => !side.includes(node))
      return partition(when, side, others, fault.oneWay === true)
    }
    case 'link': {
      const isCut = fault.loss === 1 && fault.delayUs === undefined && fault.duplicate === undefined
      if (!isCut) throw refused('a link that is worse but not cut')
      const all = nodes.map((_, id) => id)
      return partition(when, named(fault.from ?? all), named(fault.to ?? all), true)
    }
    case 'slow':
      if (fault.times === undefined) throw refused('slow messages to one node')
      return { kind: 'slow', ...when, nodes: named([fault.node]), times: fault.times }
    default:
      throw refused(fault.kind)
  }
}

function partition(
  when: When,
  from: readonly string[],
  to: readonly string[],
  isOneWay: boolean,
): ClusterFault {
  const pairs = from.flatMap((a) => to.filter((b) => b !== a).map((b): [string, string] => [a, b]))
  const cuts = isOneWay
    ? pairs
    : pairs.flatMap(([a, b]): [string, string][] => [
        [a, b],
        [b, a],
      ])
  return {
    kind: 'partition',
    ...when,
    cuts,
    shape: `${from.join(' ')} ${isOneWay ? '-x>' : '|'} ${to.join(' ')}`,
  }
}

/** What struck a cluster, for the screen. Cuts that are no two sides are links, one for each node that they lead from. */
export function toScreen(
  faults: readonly ClusterFault[],
  nodes: readonly string[],
  { fromUs }: Span,
): ScreenFault[] {
  return faults.flatMap((fault): ScreenFault[] => {
    const atUs = Math.round(fromUs + fault.fromMs * US_PER_MS)
    const durationUs = Math.max(1, Math.round((fault.toMs - fault.fromMs) * US_PER_MS))
    const when = { atUs, durationUs }
    if (fault.kind === 'partition') {
      const side = sideOf(fault.cuts, nodes)
      if (side !== undefined) return [{ kind: 'partition', ...when, side }]
      const cuts = { cuts: fault.cuts, shape: fault.shape }
      return linksOf(fault.cuts, nodes).map((link, at) => ({
        ...{ ...link, ...when, cuts: at === 0 ? cuts : 'those of the first' },
      }))
    }
    return fault.nodes.map((name, at): ScreenFault => {
      const node = nodes.indexOf(name)
      if (fault.kind === 'pause') return { kind: 'pause', ...when, node }
      if (fault.kind === 'slow') return { kind: 'slow', ...when, node, byUs: 0, times: fault.times }
      const midStep = at === 0 && fault.midStep !== undefined ? { midStep: fault.midStep } : {}
      return { kind: 'crash', ...when, node, disk: 'unsynced-lost', ...midStep }
    })
  })
}

type Cuts = readonly (readonly [string, string])[]

/** The nodes on the side of the first that is cut off, if these cuts part the cluster in two, both ways. */
function sideOf(cuts: Cuts, nodes: readonly string[]): NodeId[] | undefined {
  const cut = new Set(cuts.map(([from, to]) => `${from}>${to}`))
  const [first] = cuts[0] ?? []
  if (first === undefined) return undefined
  const others = nodes.filter((node) => cut.has(`${first}>${node}`))
  const side = nodes.filter((node) => !others.includes(node))
  const wanted = side.flatMap((a) => others.flatMap((b) => [`${a}>${b}`, `${b}>${a}`]))
  if (wanted.length !== cut.size || !wanted.every((pair) => cut.has(pair))) return undefined
  return side.map((node) => nodes.indexOf(node))
}

/** At least one. A node may be cut off from services alone, which have no place before they are asked. */
function linksOf(cuts: Cuts, nodes: readonly string[]): Pick<BadLink, 'kind' | 'from' | 'to' | 'loss'>[] {
  const links = nodes.flatMap((source, from) => {
    const to = nodes.flatMap((dest, id) => (cuts.some(([a, b]) => a === source && b === dest) ? [id] : []))
    return to.length === 0 ? [] : [{ kind: 'link' as const, from: [from], to, loss: 1 }]
  })
  return links.length > 0 ? links : [{ kind: 'link', from: [], to: [], loss: 0 }]
}

function refused(what: string): UserError {
  return new UserError(`Nodes of your own cannot be given this fault: ${what}.`, {
    code: 'bad-control',
    next: ['They can be killed, paused and cut off from each other.'],
  })
}

function noNode(nodes: readonly string[]): never {
  throw new UserError('This is a service of the harness: it never fails.', {
    code: 'bad-control',
    next: [`Choose one of the nodes: ${nodes.map((_, node) => node).join(', ')}`],
  })
}

function late({ toUs }: Span): UserError {
  return new UserError(
    `From ${(toUs / 1e6).toFixed(3)} s on all faults are over, and the cluster is left to settle.`,
    {
      code: 'bad-control',
      next: ['Go back to an earlier time first.'],
    },
  )
}
