import type { Block } from '../blocks.ts'
import type { NodeOf } from './markdown.ts'

/** Numbers footnotes in the order in which they are first referred to. */
export interface Footnotes {
  /** The sign of a reference: `¹`. */
  readonly signOf: (id: string) => string
  /** In the order of their numbers. */
  readonly used: () => readonly string[]
}

const SMALL = [...'⁰¹²³⁴⁵⁶⁷⁸⁹']

export function footnotes(): Footnotes {
  const ids: string[] = []
  return {
    signOf: (id) => {
      if (!ids.includes(id)) ids.push(id)
      return [...String(ids.indexOf(id) + 1)].map((digit) => SMALL[Number(digit)]).join('')
    },
    used: () => ids,
  }
}

/** Where a reference leads: to the heading above all notes. */
export const NOTES_ID = 'notes'

/** The notes that are referred to, as a section at the end; nothing when there are none. */
export function notesSection(
  used: readonly string[],
  definitions: ReadonlyMap<string, NodeOf<'footnoteDefinition'>>,
  blocksOf: (note: NodeOf<'footnoteDefinition'>) => Block[],
): Block[] {
  const items = used.flatMap((id) => {
    const note = definitions.get(id)
    return note === undefined ? [] : [{ children: blocksOf(note) }]
  })
  if (items.length === 0) return []
  const children = [{ type: 'text', text: 'Notes' } as const]
  return [
    { type: 'heading', level: 3, id: NOTES_ID, children },
    { type: 'list', ordered: true, start: 1, tight: true, items },
  ]
}
