import { DIFFICULTIES } from '../../corpus/topic.ts'

/** What the difficulty of a lesson is computed from. */
export interface DifficultyFactors {
  readonly words: number
  /** Words of a sentence, on average. */
  readonly sentenceLength: number
  /** Different concepts named, for each 1,000 words. */
  readonly conceptDensity: number
  /** Concepts in the longest chain of what must be known before. */
  readonly chainLength: number
  /** All concepts that must be known before. */
  readonly prerequisites: number
}

/** From which value on a factor counts, at which it counts in full, and for how much of 100. Explained in docs/content.md. */
export const DIFFICULTY_WEIGHTS: Readonly<
  Record<keyof DifficultyFactors, { readonly from: number; readonly full: number; readonly weight: number }>
> = {
  words: { from: 500, full: 5000, weight: 15 },
  sentenceLength: { from: 10, full: 25, weight: 10 },
  conceptDensity: { from: 5, full: 40, weight: 20 },
  chainLength: { from: 1, full: 10, weight: 30 },
  prerequisites: { from: 1, full: 40, weight: 25 },
}

/** 0 to 100: the weighted sum of the factors, each cut off at both ends. */
export function difficultyScore(factors: DifficultyFactors): number {
  const keys = Object.keys(DIFFICULTY_WEIGHTS) as (keyof DifficultyFactors)[]
  const sum = keys.reduce((total, key) => {
    const { from, full, weight } = DIFFICULTY_WEIGHTS[key]
    return total + weight * Math.min(1, Math.max(0, (factors[key] - from) / (full - from)))
  }, 0)
  return Math.round(sum * 10) / 10
}

type Level = (typeof DIFFICULTIES)[number]

interface Scored {
  readonly slug: string
  readonly declared: Level
  readonly score: number
}

/**
 * The level that each lesson would have if the scores decided and as many were of each level as are declared: the lesson
 * of the lowest score gets the lowest level that anybody declares, and so on.
 */
export function levelsByScore(lessons: readonly Scored[]): ReadonlyMap<string, Level> {
  const levels = lessons.map(({ declared }) => declared).sort((a, b) => rank(a) - rank(b))
  const byScore = [...lessons].sort((a, b) => a.score - b.score || (a.slug < b.slug ? -1 : 1))
  return new Map(byScore.map(({ slug }, at) => [slug, levels[at] ?? 'beginner']))
}

/** So large a share of all lessons lies between where the score puts an outlier and where its declared level does. */
const OUTLIER_SHARE = 0.5

/** Lessons whose score puts them on another level than declared, and far away in the order of all. */
export function difficultyOutliers(lessons: readonly Scored[]): ReadonlySet<string> {
  const levels = levelsByScore(lessons)
  const byScore = meanRanks(lessons.map(({ score }) => score))
  const byLevel = meanRanks(lessons.map(({ declared }) => rank(declared)))
  const isFar = (at: number) =>
    Math.abs((byScore[at] ?? 0) - (byLevel[at] ?? 0)) >= OUTLIER_SHARE * lessons.length
  const found = lessons.filter(({ slug, declared }, at) => levels.get(slug) !== declared && isFar(at))
  return new Set(found.map(({ slug }) => slug))
}

function rank(level: Level): number {
  return DIFFICULTIES.indexOf(level)
}

/**
 * How well the order by score agrees with the declared levels: Spearman's rank correlation, ties at their mean rank;
 * undefined where one of the two orders says nothing.
 */
export function rankAgreement(lessons: readonly Scored[]): number | undefined {
  const a = meanRanks(lessons.map(({ score }) => score))
  const b = meanRanks(lessons.map(({ declared }) => rank(declared)))
  const middle = (lessons.length - 1) / 2
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, one, at) => sum + (one - middle) * ((y[at] ?? 0) - middle), 0)
  const spread = Math.sqrt(product(a, a) * product(b, b))
  return spread === 0 ? undefined : Math.round((product(a, b) / spread) * 1000) / 1000
}

function meanRanks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b)
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2)
}
