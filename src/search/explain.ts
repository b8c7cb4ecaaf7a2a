import { isOfAnotherWorld } from './elsewhere.ts'
import type { SearchData } from './load.ts'
import { bestPassage, type Passage } from './passage.ts'
import type { Correction } from './query.ts'
import { type RankedItem, type Ranking, rank } from './rank.ts'
import { rounded } from './search.ts'
import { type TellingLine, tellingLines } from './telling-lines.ts'
import { termsNamed } from './terms-named.ts'
import type { SearchItem } from './types.ts'

/** Something that would explain what was seen. */
export interface Cause {
  readonly id: string
  readonly title: string
  /** The text by which it was recognised. */
  readonly seen: string
  readonly cause: string
  readonly tell: string
  readonly fix: string
  /** Patterns that help, most fitting first. */
  readonly patterns: readonly string[]
  readonly source: string
}

/** A pattern that helps, and where the corpus says so: the number is that of its citation. */
export interface ExplainedPattern {
  readonly citation: number
  readonly item: SearchItem
  readonly score: number
  readonly passage?: Passage
}

export interface Explanation {
  /** False: no error text was recognised and the words fit nothing well; what is listed is only the nearest. */
  readonly confident: boolean
  readonly lines: readonly TellingLine[]
  readonly causes: readonly Cause[]
  readonly patterns: readonly ExplainedPattern[]
  readonly corrections: readonly Correction[]
  /** Concepts that the text names, for who does not know the words. */
  readonly concepts: readonly SearchItem[]
}

const MOST_CAUSES = 3
/** A signature this much weaker than the strongest is left out. */
const WEAKER = 0.25
/** The share of what was asked that the best pattern must speak of to be taken for an answer. */
const ENOUGH_COVERED = 0.34
/** Below it, words fit by chance: half of the questions about cooking, style sheets and compilers scored 6 and more. */
const ENOUGH_SCORE = 16
/** The same where nearly all that was asked is spoken of, as when a pattern is named. */
const NEARLY_ALL = 0.9
/** What was learned may put another before the one that speaks of it. */
const FIRST = 3
const ENOUGH_FOR_A_NAME = 8

/** An answer from the corpus to an error text, a log or a question. */
export function explain(input: string, data: SearchData, { limit }: { readonly limit: number }): Explanation {
  const lines = tellingLines(input)
  const text = lines.map((line) => line.text).join('\n')
  const ranking = rank(text, data, ({ kind }) => kind === 'pattern')
  const patterns = ranking.hits.slice(0, limit).map(({ item, score }, place) => {
    const sections = item.short === undefined ? data.sections(item.slug) : []
    const passage = bestPassage(sections, ranking.query.weights, data.index)
    return { citation: place + 1, item, score: rounded(score), ...(passage ? { passage } : {}) }
  })
  return {
    confident: isConfident(ranking, input),
    lines,
    causes: causesOf(ranking),
    patterns,
    corrections: ranking.query.corrections,
    concepts: termsNamed(text, data.concepts),
  }
}

function isConfident({ signatures, hits }: Ranking, text: string): boolean {
  if (signatures.some(({ strength }) => strength > 0.5)) return true
  return !isOfAnotherWorld(text) && hits.slice(0, FIRST).some(speaksOfIt)
}

function speaksOfIt({ said, covered }: RankedItem): boolean {
  if (covered >= NEARLY_ALL && said >= ENOUGH_FOR_A_NAME) return true
  return covered >= ENOUGH_COVERED && said >= ENOUGH_SCORE
}

function causesOf({ signatures }: Ranking): Cause[] {
  const strongest = signatures[0]?.strength ?? 0
  return signatures
    .filter(({ strength }) => strength >= strongest - WEAKER)
    .slice(0, MOST_CAUSES)
    .map(({ signature, text }) => ({
      id: signature.id,
      title: signature.title,
      seen: text,
      cause: signature.cause,
      tell: signature.tell,
      fix: signature.fix,
      patterns: Object.entries(signature.patterns)
        .sort(([, a], [, b]) => b - a)
        .map(([slug]) => slug),
      source: signature.source,
    }))
}
