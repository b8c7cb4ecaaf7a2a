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
}

const DRAWS = 64
const SLOWNESS = 10

/** The faults of a seed: of each kind one after the other, half of the time. */
export function drawFaults({ kinds, seed, nodes, lastsMs, intervalMs }: FaultPlan): ClusterFault[] {
  const faults = kinds.flatMap((kind) => {
    const random = new RandomStream(seed, `faults ${kind}`)
    const drawn: ClusterFault[] = []
    for (let fromMs = 0, at = 0; ; at += DRAWS) {
      fromMs += Math.round(intervalMs * (0.25 + 0.5 * random.uniform(at)))
      if (fromMs >= lastsMs) return drawn
      const toMs = fromMs + Math.round(intervalMs * (0.5 + 0.5 * random.uniform(at + 1)))
      drawn.push(drawFault(kind, nodes, { fromMs, toMs }, (n) => random.integer(at + 2 + n, 2 ** 30)))
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
