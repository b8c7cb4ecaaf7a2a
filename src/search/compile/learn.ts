import { linesText, postingsText } from '../postings.ts'
import type { SearchItem } from '../types.ts'
import type { LearnedCase } from './examples.ts'
import { learnAnswers } from './learn-answers.ts'
import { learnNetwork } from './learn-network.ts'
import { learnRegression } from './learn-regression.ts'
import type { SearchContent } from './read-content.ts'

/** How much a phrase counts beside a trouble that somebody had, ... */
const PHRASE_WEIGHT = 0.5
/** ... and a trouble that was made up. */
const OWN_WEIGHT = 0.5
/** The best answer counts most. */
const SHARES = [1, 0.7, 0.5, 0.4]

/** The parts of `Learned` as text. */
export interface LearnedTexts {
  readonly regression: string
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
  const cases = troubles.map(({ text, answers, source }) =>
    caseOf(text, answers, source === undefined ? OWN_WEIGHT : 1, numbers),
  )
  const all = [...phrases, ...cases]
  return {
    regression: linesText(learnRegression(all, places)),
    network: linesText(learnNetwork(all, places)),
    answers: postingsText(learnAnswers(cases, places)),
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
