import { lineOf, type Nodes, type Root } from './compile/markdown.ts'

/** A block of code that says it can be run: ```` ```python runnable ````. */
export interface RunnableBlock {
  readonly language: string
  readonly text: string
  /** Where its fence stands. */
  readonly line: number
  /** What it must print: the block ```` ```text output ```` behind it. */
  readonly output?: string
}

/** All of a lesson, in order, also those in lists and quotes. */
export function runnableBlocks(root: Root): RunnableBlock[] {
  return blocksIn(root)
}

function blocksIn(node: Nodes): RunnableBlock[] {
  if (!('children' in node)) return []
  return node.children.flatMap((child, index) => {
    if (child.type !== 'code') return blocksIn(child)
    if (!marks(child.meta).includes('runnable')) return []
    const next = node.children[index + 1]
    const output = next?.type === 'code' && marks(next.meta).includes('output') ? next.value : undefined
    const block = { language: child.lang?.toLowerCase() ?? '', text: child.value, line: lineOf(child) ?? 1 }
    return [output === undefined ? block : { ...block, output }]
  })
}

function marks(meta: string | null | undefined): string[] {
  return meta?.split(/\s+/) ?? []
}
