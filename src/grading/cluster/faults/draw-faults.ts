import { RandomStream } from '../../../lib/prng.ts'
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
const MOST_MESSAGES = 8

/** The faults of a seed: of each kind one after the other, half of the time. */
export function drawFaults({
  kinds,
  seed,
  nodes,
  lastsMs,
  intervalMs,
  isVirtual,
}: FaultPlan): ClusterFault[] {
  const faults = kinds.flatMap((kind) => {
    const random = new RandomStream(seed, `faults ${kind}`)
    const drawn: ClusterFault[] = []
    for (let fromMs = 0, at = 0; ; at += DRAWS) {
      fromMs += Math.round(intervalMs * (0.25 + 0.5 * random.uniform(at)))
      if (fromMs >= lastsMs) return drawn
      const toMs = fromMs + Math.round(intervalMs * (0.5 + 0.5 * random.uniform(at + 1)))
      const draw: Draw = (n) => random.integer(at + 2 + n, 2 ** 30)
      const fault = drawFault(kind, nodes, { fromMs, toMs }, draw)
      drawn.push(isVirtual === true ? sharpened(fault, draw) : fault)
      fromMs = toMs
    }
  })
  return faults.sort((a, b) => a.fromMs - b.fromMs)
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

/** Half of the faults are aimed, and half of the kills strike in the middle of a step. Draws 57 to 60. */
function sharpened(fault: ClusterFault, draw: Draw): ClusterFault {
  const isAimed = fault.kind !== 'slow' && draw(57) % 2 === 0
  const aim = isAimed ? { at: 'busiest' as const, afterMessages: draw(58) % MOST_MESSAGES } : undefined
  const aimed = aim === undefined ? fault : { ...fault, aim }
  if (aimed.kind !== 'kill' || draw(59) % 2 === 0) return aimed
  return { ...aimed, midStep: (1 + (draw(60) % 99)) / 100 }
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
