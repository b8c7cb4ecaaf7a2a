import type { Activity } from './activity.ts'
import type { ClusterFault, Shot, Side } from './fault.ts'

type Pair = readonly [from: string, to: string]

/** What a shot is made of: who is hit, from when to when, and among whom. */
export interface Aimed {
  readonly target: string
  readonly nodes: readonly string[]
  readonly activity: Activity
  readonly fromMs: number
  readonly toMs: number
}

/**
 * A shot as a fault of its own, that hits this node: in place of the first that would have been hit, or cut off as its aim
 * says. A shot that waits for who was drawn is the fault as it was drawn.
 */
export function aimedAt(fault: ClusterFault, shot: Shot, aimed: Aimed): ClusterFault {
  const { aim, ...drawn } = fault
  const { target, fromMs, toMs } = aimed
  const plain: ClusterFault = { ...drawn, fromMs, toMs }
  if (shot.at === 'drawn') return plain
  if (shot.kills === true) return { kind: 'kill', fromMs, toMs, nodes: [target] }
  if (plain.kind === 'partition') {
    return { ...plain, ...parted(aim?.side ?? 'alone', aim?.isUnserved === true, aimed) }
  }
  const rest = plain.nodes.filter((node) => node !== target)
  // A shot that is over by itself, or one of several, hits one node: of the others a minority may be down by another.
  const others = (aim?.shots.length ?? 0) > 1 ? [] : rest.slice(0, plain.nodes.length - 1)
  const nodes = [target, ...others]
  if (plain.kind !== 'kill') return { ...plain, nodes }
  const { midStep: _, ...kill } = plain
  return shot.midStep === undefined ? { ...kill, nodes } : { ...kill, nodes, midStep: shot.midStep }
}

function parted(side: Side, isUnserved: boolean, aimed: Aimed): { cuts: Pair[]; shape: string } {
  const { target, nodes, activity } = aimed
  const others = nodes.filter((node) => node !== target)
  const { services } = activity
  if (side === 'unserved' && services.length > 0) return between([target], services)
  if (side === 'from-one') {
    const busiest = activity.busiest(nodes)
    return between([target], busiest === target ? others.slice(0, 1) : [busiest ?? target])
  }
  if (side === 'bridge' && others.length > 1) {
    const half = Math.ceil(others.length / 2)
    const { cuts, shape } = between(others.slice(0, half), others.slice(half))
    return { cuts, shape: `${shape}, ${target} hears both` }
  }
  const served = isUnserved ? services : []
  if (side === 'deaf') return oneWay([...others, ...served], [target])
  if (side === 'mute') return oneWay([target], [...others, ...served])
  const companions = side === 'with-one' && nodes.length >= 5 ? others.slice(-1) : []
  const rest = others.filter((node) => !companions.includes(node))
  return between([target, ...companions], [...rest, ...served])
}

function between(left: readonly string[], right: readonly string[]): { cuts: Pair[]; shape: string } {
  const cuts = left.flatMap((a) =>
    right.flatMap((b): Pair[] => [
      [a, b],
      [b, a],
    ]),
  )
  return { cuts, shape: `${left.join(' ')} | ${right.join(' ')}` }
}

function oneWay(from: readonly string[], to: readonly string[]): { cuts: Pair[]; shape: string } {
  const cuts = from.flatMap((a) => to.map((b): Pair => [a, b]))
  return { cuts, shape: `${from.join(' ')} -x> ${to.join(' ')}` }
}
