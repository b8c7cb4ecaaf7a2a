import type { Block, Inline } from './blocks.ts'

/** The words of inline Markdown without its markup; citations leave nothing, not even the space before them. */
export function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline, place) => (inlines[place + 1]?.type === 'cite' ? textOf(inline).trimEnd() : textOf(inline)))
    .join('')
}

function textOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
      return inline.text
    case 'break':
      return ' '
    case 'cite':
      return ''
    default:
      return inlineText(inline.children)
  }
}

/** Every run of inline Markdown in the blocks, in reading order. */
export function inlineRuns(blocks: readonly Block[]): (readonly Inline[])[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'heading':
      case 'paragraph':
        return [block.children]
      case 'list':
        return block.items.flatMap((item) => inlineRuns(item.children))
      case 'table':
        return [...block.header, ...block.rows.flat()]
      case 'callout':
      case 'quote':
        return inlineRuns(block.children)
      default:
        return []
    }
  })
}

/** Words of prose: code blocks and diagrams are not counted. */
export function countWords(blocks: readonly Block[]): number {
  return inlineRuns(blocks).reduce(
    (sum, run) => sum + (inlineText(run).match(/[\p{L}\p{N}]\S*/gu)?.length ?? 0),
    0,
  )
}
