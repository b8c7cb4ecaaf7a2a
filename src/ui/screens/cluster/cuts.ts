import type { Fault, NodeId } from '../../../simulation/kernel/fault.ts'

/** Which way no message passes between two nodes at all. */
export type Blocked = (from: NodeId, to: NodeId) => boolean

/** What the faults that act now cut: partitions, and links that lose everything. */
export function blockedBy(faults: readonly Fault[]): Blocked {
  const tests = faults.flatMap((fault) => testOf(fault) ?? [])
  return (from, to) => tests.some((test) => test(from, to))
}

function testOf(fault: Fault): Blocked | undefined {
  if (fault.kind === 'partition') {
    const side = new Set(fault.side)
    return (from, to) => side.has(from) !== side.has(to) && (side.has(from) || fault.oneWay !== true)
  }
  if (fault.kind === 'link' && (fault.loss ?? 0) >= 1) {
    const ends = (nodes: readonly NodeId[] | undefined, node: NodeId) => nodes?.includes(node) ?? true
    return (from, to) => ends(fault.from, from) && ends(fault.to, to)
  }
  return undefined
}

/** The cuts in words: `0 1 | 2 3 4`, or `0 1 -> 2` where only one way is cut. */
export function cutTexts(faults: readonly Fault[], size: number): string[] {
  const all = Array.from({ length: size }, (_, node) => node)
  return faults.flatMap((fault) => {
    if (fault.kind === 'partition') {
      const others = all.filter((node) => !fault.side.includes(node))
      return [`${fault.side.join(' ')} ${fault.oneWay === true ? '-/->' : '-/-'} ${others.join(' ')}`]
    }
    if (fault.kind === 'link' && (fault.loss ?? 0) >= 1) {
      return [`${(fault.from ?? all).join(' ')} -/-> ${(fault.to ?? all).join(' ')}`]
    }
    return []
  })
}
