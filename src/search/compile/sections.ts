import type { Block } from '../../corpus/blocks.ts'
import { inlineText } from '../../corpus/inline-text.ts'
import { CODE_MARK } from '../passage.ts'
import type { Section } from '../types.ts'
import { terms } from '../words.ts'

/** Parts of every lesson that tell nothing of their own: lists of links to what is elsewhere. */
const EMPTY_PARTS = new Set(['Exercises', 'Quiz', 'Projects', 'Resources'])

/** A lesson as its sections, each with the anchor of its heading; the parts on quiz and exercises are left out. */
export function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: { anchor: string; title: string; part: string; lines: string[] }[] = []
  let part = ''
  for (const block of blocks) {
    if (block.type === 'heading') {
      const title = inlineText(block.children)
      if (block.level === 2) part = title
      sections.push({ anchor: block.id, title, part, lines: [] })
    } else sections.at(-1)?.lines.push(blockText(block))
  }
  return sections
    .filter((section) => !EMPTY_PARTS.has(section.part) && section.lines.length > 0)
    .map(({ anchor, title, lines }) => withStems({ anchor, title, text: lines.join('\n') }))
}

export function withStems(section: Omit<Section, 'stems'>): Section {
  return { ...section, stems: terms(`${section.title}\n${section.text}`).join(' ') }
}

/** The words of a block, paragraphs on lines of their own, lines of code marked; of a diagram what it says in words. */
export function blockText(block: Block): string {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
      return inlineText(block.children)
    case 'code':
      return block.text.replaceAll(/^/gm, CODE_MARK)
    case 'diagram':
      return block.alt
    case 'list':
      return block.items.map(({ children }) => children.map(blockText).join('\n')).join('\n')
    case 'table':
      return [block.header, ...block.rows].map((cells) => cells.map(inlineText).join(' · ')).join('\n')
    case 'callout':
    case 'quote':
      return block.children.map(blockText).join('\n')
    case 'rule':
      return ''
  }
}
