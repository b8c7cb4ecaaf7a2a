import type { Block } from '../corpus/blocks.ts'
import { inlineText } from '../corpus/inline-text.ts'

/** A heading and all that stands under it, up to the next of its level or above. */
export interface LessonSection {
  readonly id: string
  readonly level: number
  readonly blocks: readonly Block[]
}

/** All sections of these levels, in reading order; one of level 2 holds those of level 3 inside it. */
export function lessonSections(blocks: readonly Block[]): LessonSection[] {
  return blocks.flatMap((block, index) => {
    if (block.type !== 'heading') return []
    const rest = blocks.slice(index + 1)
    const end = rest.findIndex((other) => other.type === 'heading' && other.level <= block.level)
    return [{ id: block.id, level: block.level, blocks: end < 0 ? rest : rest.slice(0, end) }]
  })
}

/**
 * What is announced in a section: its headings, and the bold words that a paragraph or an item begins with (a run-in
 * head), in small letters and without the mark that ends them.
 */
export function headsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'heading':
        return [plain(inlineText(block.children))]
      case 'paragraph': {
        const [first] = block.children
        return first?.type === 'strong' ? [plain(inlineText(first.children))] : []
      }
      case 'list':
        return block.items.flatMap(({ children }) => headsIn(children))
      case 'callout':
      case 'quote':
        return headsIn(block.children)
      default:
        return []
    }
  })
}

function plain(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[.:,;!]+$/, '')
}
