import type { Block } from '../corpus/blocks.ts'

/** What a lesson shows besides sentences. */
export interface Visuals {
  readonly diagrams: number
  readonly tables: number
  readonly codeBlocks: number
  readonly callouts: number
}

/** Counts also what stands inside lists, quotes and callouts. */
export function visualsOf(blocks: readonly Block[]): Visuals {
  const all = withInner(blocks)
  const count = (type: Block['type']) => all.filter((block) => block.type === type).length
  return {
    diagrams: count('diagram'),
    tables: count('table'),
    codeBlocks: count('code'),
    callouts: count('callout'),
  }
}

/** The blocks and those inside them, in reading order. */
export function withInner(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block) => {
    if (block.type === 'list') return [block, ...block.items.flatMap(({ children }) => withInner(children))]
    if (block.type === 'callout' || block.type === 'quote') return [block, ...withInner(block.children)]
    return [block]
  })
}
