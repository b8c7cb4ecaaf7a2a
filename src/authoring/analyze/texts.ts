import type { Block } from '../../corpus/blocks.ts'
import { inlineRuns, inlineText } from '../../corpus/inline-text.ts'

/** The prose of a lesson, a text for each paragraph, heading, item and cell; code and diagrams are left out. */
export function proseOf(blocks: readonly Block[]): string[] {
  return inlineRuns(blocks).map(inlineText)
}

/** Words of a sentence, on average over the paragraphs; headings and cells are no sentences. */
export function sentenceLength(blocks: readonly Block[]): number {
  const sentences = paragraphsOf(blocks)
    .flatMap((text) => text.split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}"'“(])/u))
    .map((text) => text.match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0)
    .filter((words) => words > 0)
  const sum = sentences.reduce((total, one) => total + one, 0)
  return sentences.length === 0 ? 0 : Math.round((sum / sentences.length) * 10) / 10
}

function paragraphsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph') return [inlineText(block.children)]
    if (block.type === 'list') return block.items.flatMap(({ children }) => paragraphsOf(children))
    return block.type === 'callout' || block.type === 'quote' ? paragraphsOf(block.children) : []
  })
}
