import type { Block } from '../../corpus/blocks.ts'
import { inlineText } from '../../corpus/inline-text.ts'
import { lessonSections } from '../sections.ts'

/** `Use it when ...`, `Use one for ...`: how a lesson's Overview says what it is for. */
const USE = /^use (?:it|one|them|this|these|an?|when|for)\b/i
/** Too short to say anything alone: the items of the list behind it do. */
const LEAD_WORDS = 8

/** When a lesson says that its pattern is used: sentences and items of its Overview, in its own words. */
export function useCasesOf(blocks: readonly Block[]): string[] {
  const overview = lessonSections(blocks).find(({ id, level }) => level === 2 && id === 'overview')
  return fromBlocks(overview?.blocks ?? [])
}

function fromBlocks(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block, index) => {
    if (block.type === 'list') return block.items.flatMap(({ children }) => fromBlocks(children))
    if (block.type !== 'paragraph') return []
    const text = inlineText(block.children).trim()
    const found = sentencesOf(text).filter((sentence) => USE.test(sentence))
    const next = blocks[index + 1]
    const last = found.at(-1)
    if (last === undefined || next?.type !== 'list' || !text.endsWith(last) || !isLead(last)) return found
    const items = next.items.map(({ children }) => children.flatMap(textOf).join(' '))
    return [...found.slice(0, -1), ...items.map((item) => `${last.replace(/:$/, '')} ${item}`)]
  })
}

function isLead(sentence: string): boolean {
  return sentence.endsWith(':') || sentence.split(/\s+/).length < LEAD_WORDS
}

function textOf(block: Block): string[] {
  return block.type === 'paragraph' ? [inlineText(block.children).trim()] : []
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+(?=\p{Lu})/u)
}
