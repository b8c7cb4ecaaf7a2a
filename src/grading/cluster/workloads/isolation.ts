import type { Value } from '../../../history/operation.ts'
import type { Ask, Deed } from './workload.ts'

/** The function by which a workload takes a node out of the cluster. */
export const ISOLATE = 'isolate'

const SERVICES = ['lin-kv', 'seq-kv', 'lww-kv', 'lin-tso']

/** The node that a worker talks to. */
export const nodeOf = (nodes: readonly string[], worker: number): string => nodes[worker % nodes.length] ?? ''

/** The first worker that does not talk to this node. */
export const firstElsewhere = (nodes: readonly string[], node: string): number => (nodes[0] === node ? 1 : 0)

/** Takes out one node, or several, of which none hears the others either. */
export function isolation(nodes: readonly string[], gone: string | readonly string[]): Ask {
  const from = nodes.filter((one) => ![gone].flat().includes(one))
  return {
    f: ISOLATE,
    value: new Map<string, Value>([
      ['node', gone],
      ['from', from],
    ]),
  }
}

/** Nothing gets through any more between such a node and all others, services too: to them it is as good as dead. */
export const isolate: Deed = (value, hands) => {
  const told = value as ReadonlyMap<string, Value>
  const out = [told.get('node') as string | readonly string[]].flat()
  const all = [...out, ...(told.get('from') as readonly string[]), ...SERVICES]
  hands.cut(
    out.flatMap((node) =>
      all
        .filter((other) => other !== node)
        .flatMap((other): [string, string][] => [
          [node, other],
          [other, node],
        ]),
    ),
  )
}
