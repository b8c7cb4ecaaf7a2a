import { searchWords } from '../../messages/search/index.ts'
import type { GivenPassage } from './given.ts'

const LONGEST = 6000
const CITATION = /\[(\d+(?:\s*,\s*\d+)*)\]/g
/** Below this a line is a heading or leads to what follows. */
const STATEMENT = 40

/** What is wrong with an answer that a model worded, as a phrase that follows its name; undefined when it may be shown. */
export function faultOf(text: string, given: readonly GivenPassage[]): string | undefined {
  const { model: say } = searchWords()
  if (text.length > LONGEST) return say.saidTooMuch({ most: LONGEST })
  const known = new Set(given.map(({ citation }) => citation))
  const cited = citationsIn(text)
  if (cited.length === 0) return say.citedNothing
  const invented = cited.find((number) => !known.has(number))
  if (invented !== undefined) return say.citedUnknown({ number: invented })
  if (paragraphsOf(text).some((paragraph) => isStatement(paragraph) && citationsIn(paragraph).length === 0)) {
    return say.uncited
  }
  const address = inventedAddress(text, given)
  return address === undefined ? undefined : say.inventedAddress
}

/** Numbers of all citations, each once, in the order of their first mention. */
export function citationsIn(text: string): number[] {
  const numbers = [...text.matchAll(CITATION)].flatMap(([, list = '']) => list.split(',').map(Number))
  return [...new Set(numbers)]
}

/** Paragraphs, and the points of a list one by one. */
function paragraphsOf(text: string): string[] {
  return text.split(/\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)/)
}

function isStatement(paragraph: string): boolean {
  const text = paragraph.trim()
  return text.length >= STATEMENT && !text.startsWith('#') && !text.endsWith(':')
}

function inventedAddress(text: string, given: readonly GivenPassage[]): string | undefined {
  const all = given.map(({ text: passage, where }) => `${passage} ${where}`).join(' ')
  const addresses = text.match(/https?:\/\/[^\s)\]>"']+/g) ?? []
  return addresses.find((address) => !all.includes(address.replace(/[.,;:]+$/, '')))
}
