import type { Inline } from '../blocks.ts'

/** Numbers sources in the order in which they are first cited. */
export interface Citations {
  readonly numberOf: (id: string) => number
  /** Ids in the order of their numbers. */
  readonly cited: () => readonly string[]
}

export function citations(): Citations {
  const numbers = new Map<string, number>()
  return {
    numberOf(id) {
      const number = numbers.get(id) ?? numbers.size + 1
      numbers.set(id, number)
      return number
    },
    cited: () => [...numbers.keys()],
  }
}

const CITATION = /\[@([\w-]+)\]/g

/** Text with its `[@id]` turned into citations; line ends become spaces. */
export function textWithCitations(text: string, { numberOf }: Citations): Inline[] {
  const inlines: Inline[] = []
  let end = 0
  const add = (plain: string) => {
    if (plain !== '') inlines.push({ type: 'text', text: plain.replace(/\s*\n\s*/g, ' ') })
  }
  for (const match of text.matchAll(CITATION)) {
    const id = match[1] ?? ''
    add(text.slice(end, match.index))
    inlines.push({ type: 'cite', id, number: numberOf(id) })
    end = match.index + match[0].length
  }
  add(text.slice(end))
  return inlines
}
