import type { Lines, Postings } from './postings.ts'

/** What a thing that search finds can be. Collections (`compile/collections.ts`) add kinds. */
export type ItemKind = string

/** One thing that search can find. */
export interface SearchItem {
  /** The slug of a pattern, or the id of anything else; unique within its kind. */
  readonly slug: string
  readonly kind: ItemKind
  readonly title: string
  /** What it is, in a sentence. */
  readonly description: string
  readonly category?: string
  readonly difficulty?: string
  /** The command that opens it; none where all there is stands in the result. */
  readonly open?: string
  /** The lesson whose text this is part of. */
  readonly lesson?: string
  /** A pattern without a lesson: its whole text. */
  readonly short?: ShortText
  /** Slugs of patterns that go with it. */
  readonly related?: readonly string[]
  readonly simulation?: string
  readonly exercise?: string
  /** Found only when its kind is asked for: it would repeat what its pattern says. */
  readonly onlyByKind?: true
}

/** The text of a pattern that has no lesson yet. */
export interface ShortText {
  readonly when: string
  readonly whenNot: string
  readonly sources: readonly { readonly title: string; readonly url: string }[]
}

/** What was learned from cases (`compile/learn.ts`): what others asked, and what answered them. */
export interface Learned {
  /** By word or pair of words, its weights in a logistic regression (`regression.ts`). */
  readonly regression: Lines
  /** By word and by answer, the weights of a network (`network.ts`). */
  readonly network: Lines
  /** By place: first how seldom it is an answer, times `SCALE`; then places and how often they answer with it, times `SHARE_SCALE`. */
  readonly answers: Postings
}

/** As `npm run build` writes it below `dist/corpus/search`: `items` and `postings` into files of their own, the rest into `index.json`. */
export interface SearchIndex {
  /** By their places. Those that are found only by kind stand last, and are left out where no kind was asked for. */
  readonly items: readonly SearchItem[]
  /** How many there are, those that are left out among them. */
  readonly count: number
  readonly postings: Postings
  /** Words of titles, aliases and headings, which a mistyped word may have meant. */
  readonly vocabulary: readonly string[]
  /** By stem: others that people say for the same. */
  readonly synonyms: Readonly<Record<string, readonly string[]>>
  readonly learned: Learned
  /** Names: their stems joined by spaces, and the items that bear them. */
  readonly phrases: Readonly<Record<string, readonly number[]>>
}

/** Weights in `postings` are whole numbers, which are shorter as text. */
export const SCALE = 100

/** A part of a lesson, which an answer can cite. */
export interface Section {
  /** Of the heading in the lesson. */
  readonly anchor: string
  readonly title: string
  readonly text: string
  /** The stems of title and text, parted by spaces: a question that reads whole lessons needs not find them. */
  readonly stems: string
}

/** An error text or product word that points to patterns; `content/signatures.yaml`. */
export interface Signature {
  readonly id: string
  readonly title: string
  /** Literal text, or `/a regular expression/`; in any case. */
  readonly match: readonly string[]
  /** Slug to weight, from 0 to 1. */
  readonly patterns: Readonly<Record<string, number>>
  /** False: that these patterns stand together says nothing of other cases. */
  readonly companions?: false | undefined
  readonly cause: string
  readonly tell: string
  readonly fix: string
  /** Where the text was met. */
  readonly source: string
}
