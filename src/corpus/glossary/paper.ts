import { UserError } from '../../lib/user-error.ts'
import { glossaryWords } from '../../messages/glossary/index.ts'
import { conceptKey } from '../concept-name.ts'

/** How much a reader needs: an evening, some patience, or a background in the theory. */
export const READINGS_OF_PAPERS = ['easy', 'medium', 'hard'] as const

/** A work of the reading list. */
export interface Paper {
  readonly id: string
  readonly title: string
  /** As far as they are known; the last may be `et al.` */
  readonly authors: readonly string[]
  readonly year: number
  readonly venue?: string
  readonly url?: string
  /** What its file is about: `Consensus`, the areas of the glossary. */
  readonly topic: string
  /** Ids of concepts that it is about. */
  readonly concepts: readonly string[]
  /** Only of those to begin with: what one gets from reading it. */
  readonly why?: string
  readonly reading?: (typeof READINGS_OF_PAPERS)[number]
  /** Slugs of lessons that name it. */
  readonly lessons: readonly string[]
}

export interface PaperFilter {
  /** A topic or the beginning of one, a concept, or words of title, author and venue. */
  readonly words: string
  readonly since?: number | undefined
  readonly until?: number | undefined
  /** Only those with a reason to read them. */
  readonly starred: boolean
}

/** Those that fit, those to begin with first, then the newest. */
export function filterPapers(papers: readonly Paper[], filter: PaperFilter): Paper[] {
  const { words, since = 0, until = Number.POSITIVE_INFINITY, starred } = filter
  if (since > until) throw noYears(since, until)
  const fits = matcher(words, papers)
  return papers
    .filter(
      (one) => one.year >= since && one.year <= until && (!starred || one.why !== undefined) && fits(one),
    )
    .sort((a, b) => star(b) - star(a) || b.year - a.year || (a.title < b.title ? -1 : 1))
}

/** Topics with the number of their works, in the order of the list. */
export function topicsOf(papers: readonly Paper[]): { topic: string; papers: number; starred: number }[] {
  return [...new Set(papers.map(({ topic }) => topic))].map((topic) => {
    const own = papers.filter((one) => one.topic === topic)
    return { topic, papers: own.length, starred: own.reduce((sum, one) => sum + star(one), 0) }
  })
}

function star({ why }: Paper): number {
  return why === undefined ? 0 : 1
}

/** A topic's own name wins over words: `consensus` is the topic, `raft` a word. */
function matcher(words: string, papers: readonly Paper[]): (paper: Paper) => boolean {
  const key = conceptKey(words)
  if (key === '') return () => true
  const topics = new Set(papers.map(({ topic }) => topic))
  const named = [...topics].filter((topic) => conceptKey(topic).startsWith(key))
  if (named.length === 1) return ({ topic }) => topic === named[0]
  const parts = key.split('-')
  return ({ title, authors, venue = '', topic, concepts }) => {
    const text = `-${[title, ...authors, venue, topic, ...concepts].map(conceptKey).join('-')}`
    return parts.every((part) => text.includes(`-${part}`))
  }
}

function noYears(since: number, until: number): UserError {
  const { papers: say } = glossaryWords()
  return new UserError(say.noYears({ since, until }), { code: 'bad-years', next: [say.yearsInOrder] })
}
