import type { Explanation } from '../explain.ts'
import type { SearchData } from '../load.ts'

/** A part of the corpus that a model may use, and how it is cited. */
export interface GivenPassage {
  /** As in `[1]`. The first are those of the patterns, by the numbers that the answer from the corpus gives them. */
  readonly citation: number
  readonly title: string
  readonly text: string
  /** Where it can be read. */
  readonly where: string
}

const LONGEST = 1500

/** What a model is given to word an answer from: whole sections of what was found, and the probable causes. */
export function givenPassages({ patterns, causes }: Explanation, data: SearchData): GivenPassage[] {
  const found = patterns.map(({ citation, item, passage }) => {
    const section = data.sections(item.slug).find(({ anchor }) => anchor === passage?.anchor)
    const short =
      item.short === undefined ? [] : [`When: ${item.short.when}`, `When not: ${item.short.whenNot}`]
    return {
      citation,
      title: item.title,
      text: cut([item.description, ...short, section?.text ?? ''].join('\n').trim()),
      where:
        passage === undefined ? (item.short?.sources[0]?.url ?? item.slug) : `${item.slug}#${passage.anchor}`,
    }
  })
  const reasons = causes.map(({ title, cause, tell, fix, source }, place) => ({
    citation: patterns.length + place + 1,
    title,
    text: cut(`Probable cause: ${cause}\nHow to tell: ${tell}\nWhat to do: ${fix}`),
    where: source,
  }))
  return [...found, ...reasons]
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, text.lastIndexOf(' ', LONGEST))} ...`
}
