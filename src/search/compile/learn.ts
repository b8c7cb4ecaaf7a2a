import { linesText, postingsText } from '../postings.ts'
import type { SearchItem } from '../types.ts'
import { learnAnswers } from './learn-answers.ts'
import { learnNetwork } from './learn-network.ts'
import { type LearnedCase, learnWords } from './learn-words.ts'
import type { SearchContent } from './read-content.ts'

/** How much a phrase counts beside a trouble that somebody had. */
const PHRASE_WEIGHT = 0.5
/** The best answer counts most. */
const SHARES = [1, 0.7, 0.5, 0.4]

/** The parts of `Learned` as text. */
export interface LearnedTexts {
  readonly words: string
  readonly network: string
  readonly answers: string
}

/** What troubles and phrases tell of the patterns that answer them, by the places of patterns among `items`. */
export function learn(
  { asked, troubles }: Pick<SearchContent, 'asked' | 'troubles'>,
  items: readonly SearchItem[],
): LearnedTexts {
  const places = items.flatMap(({ kind }, place) => (kind === 'pattern' ? [place] : []))
  const numbers = new Map(places.map((place, number) => [items[place]?.slug ?? '', number]))
  const phrases = [...asked].flatMap(([slug, texts]) =>
    texts.map((text) => caseOf(text, [slug], PHRASE_WEIGHT, numbers)),
  )
  const cases = troubles.map(({ text, answers }) => caseOf(text, answers, 1, numbers))
  const inPlaces = (list: readonly number[]): number[] =>
    list.map((one, at) => (at % 2 === 1 ? (places[one] ?? 0) : one))
  const all = [...phrases, ...cases]
  const words = learnWords(all, places.length)
  const answers = learnAnswers(cases, places.length)
  return {
    words: postingsText(new Map([...words].map(([feature, list]) => [feature, inPlaces(list)]))),
    network: linesText(learnNetwork(all, places)),
    answers: postingsText(
      new Map([...answers].map(([answer, list]) => [String(places[answer]), inPlaces(list)])),
    ),
  }
}

function caseOf(
  text: string,
  slugs: readonly string[],
  weight: number,
  numbers: ReadonlyMap<string, number>,
): LearnedCase {
  const worth = slugs.map((_, rank) => SHARES[rank] ?? 0)
  const whole = worth.reduce((sum, one) => sum + one, 0)
  const answers = slugs.flatMap((slug, rank) => {
    const number = numbers.get(slug)
    return number === undefined ? [] : [[number, (worth[rank] ?? 0) / whole] as const]
  })
  return { text, answers: new Map(answers), weight }
}
