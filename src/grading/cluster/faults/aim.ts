import type { ClusterFault } from './fault.ts'

/** The fault as it strikes this node: in place of the first that it would have hit, or alone on its side. */
export function aimedAt(fault: ClusterFault, target: string, nodes: readonly string[]): ClusterFault {
  const { aim: _, ...plain } = fault
  if (plain.kind === 'partition') {
    const others = nodes.filter((node) => node !== target)
    const cuts = others.flatMap((other): [string, string][] => [
      [target, other],
      [other, target],
    ])
    return { ...plain, cuts, shape: `${target} | ${others.join(' ')}` }
  }
  const rest = plain.nodes.filter((node) => node !== target)
  return { ...plain, nodes: [target, ...rest.slice(0, plain.nodes.length - 1)] }
}
