import { RandomStream } from '../../../lib/prng.ts'
import { drawAim } from './draw-aim.ts'
import type { ClusterFault, FaultKind } from './fault.ts'

export interface FaultPlan {
  readonly kinds: readonly FaultKind[]
  readonly seed: number
  readonly nodes: readonly string[]
  /** How long clients ask. All faults begin, and may still last, within it. */
  readonly lastsMs: number
  /** Time between faults, on average, and how long each lasts. */
  readonly intervalMs: number
  /** Time is virtual: a node can be ended in the middle of a step, and struck between two messages. */
  readonly isVirtual?: boolean
}

const DRAWS = 64
const SLOWNESS = 10
const AIM_DRAWS = 64

/**
 * The faults of a seed: of each kind one after the other, half of the time. In virtual time three of four seeds have one fault
 * at a time, of whatever kind, so that what is aimed comes about; in the others those of different kinds meet.
 */
export function drawFaults(plan: FaultPlan): ClusterFault[] {
  const { kinds, seed } = plan
  const random = new RandomStream(seed, 'faults')
  if (plan.isVirtual === true && kinds.length > 1 && random.integer(0, 4) > 0) {
    return inARow(plan, (count) => kinds[random.integer(1 + count, kinds.length)])
  }
  return kinds.flatMap((kind) => inARow(plan, () => kind)).sort((a, b) => a.fromMs - b.fromMs)
}

/** One fault after the other, with time between them. */
function inARow(plan: FaultPlan, kindOf: (count: number) => FaultKind | undefined): ClusterFault[] {
  const faults: ClusterFault[] = []
  for (let fromMs = 0, count = 0; ; count += 1) {
    const kind = kindOf(count)
    const fault = kind === undefined ? undefined : faultAt(plan, kind, count, fromMs)
    if (fault === undefined || fault.fromMs >= plan.lastsMs) return faults
    faults.push(fault)
    fromMs = fault.toMs
  }
}

/** The fault of these numbers, once some time has passed since the one before. */
function faultAt(plan: FaultPlan, kind: FaultKind, count: number, beforeMs: number): ClusterFault {
  const { seed, nodes, intervalMs, isVirtual } = plan
  const random = new RandomStream(seed, `faults ${kind}`)
  const at = count * DRAWS
  const fromMs = beforeMs + Math.round(intervalMs * (0.25 + 0.5 * random.uniform(at)))
  const lastsMs = Math.round(intervalMs * (0.5 + 0.5 * random.uniform(at + 1)))
  const draw: Draw = (n) => random.integer(at + 2 + n, 2 ** 30)
  const aimed = isVirtual === true ? aimOf(plan, kind, count, lastsMs) : undefined
  const fault = drawFault(kind, nodes, { fromMs, toMs: fromMs + (aimed?.lastsMs ?? lastsMs) }, draw)
  if (aimed !== undefined) return { ...fault, aim: aimed.aim }
  return isVirtual === true ? amid(fault, draw) : fault
}

function aimOf({ seed, kinds }: FaultPlan, kind: FaultKind, count: number, lastsMs: number) {
  const random = new RandomStream(seed, `aims ${kind}`)
  const draw = (n: number, bound: number) => random.integer(1 + count * AIM_DRAWS + n, bound)
  return drawAim({
    ...{ kind, draw, lastsMs, mayKill: kinds.includes('kill') },
    favourite: random.integer(0, 2 ** 30),
  })
}

type Draw = (n: number) => number

function drawFault(
  kind: FaultKind,
  nodes: readonly string[],
  when: { readonly fromMs: number; readonly toMs: number },
  draw: Draw,
): ClusterFault {
  const order = shuffled(nodes, draw)
  if (kind === 'partition') return { kind, ...when, ...partition(order, draw) }
  const minority = Math.max(1, Math.ceil(order.length / 2) - 1)
  const hit = order.slice(0, 1 + (draw(1) % minority)).sort()
  return kind === 'slow' ? { kind, ...when, nodes: hit, times: SLOWNESS } : { kind, ...when, nodes: hit }
}

/** Half of the kills strike in the middle of a step. Draws 59 and 60. */
function amid(fault: ClusterFault, draw: Draw): ClusterFault {
  if (fault.kind !== 'kill' || draw(59) % 2 === 0) return fault
  return { ...fault, midStep: (1 + (draw(60) % 99)) / 100 }
}

/** One node alone, two sides, a ring in which every node sees a majority, or links that lead one way only. */
function partition(order: readonly string[], draw: Draw): { cuts: [string, string][]; shape: string } {
  const kind = draw(0) % 4
  if (kind === 3 && order.length > 3) return ring(order)
  const first = kind === 0 ? 1 : Math.max(1, Math.floor(order.length / 2))
  const [left, right] = [order.slice(0, first).sort(), order.slice(first).sort()]
  const isOneWay = kind === 2 && draw(1) % 2 === 0
  const cuts = left.flatMap((a) =>
    right.flatMap((b): [string, string][] =>
      isOneWay
        ? [[a, b]]
        : [
            [a, b],
            [b, a],
          ],
    ),
  )
  return { cuts, shape: `${left.join(' ')} ${isOneWay ? '-x>' : '|'} ${right.join(' ')}` }
}

/** Jepsen's majorities-ring: each node sees just over half of the nodes, and no two the same. */
function ring(order: readonly string[]): { cuts: [string, string][]; shape: string } {
  const { length } = order
  const reach = Math.floor((Math.floor(length / 2) + 1) / 2)
  const cuts = order.flatMap((a, i) =>
    order.flatMap((b, j): [string, string][] => {
      const distance = Math.min((i - j + length) % length, (j - i + length) % length)
      return distance > reach ? [[a, b]] : []
    }),
  )
  return { cuts, shape: `ring ${order.join(' ')}` }
}

/** Fisher and Yates, from draws 8 on. */
function shuffled(nodes: readonly string[], draw: Draw): string[] {
  const order = [...nodes]
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = draw(8 + (at % 48)) % (at + 1)
    const [a, b] = [order[at], order[other]]
    if (a !== undefined && b !== undefined) {
      order[at] = b
      order[other] = a
    }
  }
  return order
}
