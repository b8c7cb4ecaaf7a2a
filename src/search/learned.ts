import { exp, ln } from '../lib/portable-math.ts'
import { networkScores } from './network.ts'
import { regressionScores } from './regression.ts'
import { type Learned, SCALE } from './types.ts'

export const SHARE_SCALE = 1000

/** What regression and network say is added up with this weight: 0.5 would be their mean, but what both say is surer than either. */
const WEIGHT_OF_EACH = 0.65
/** What it gains to be ten times as likely as another by the words. */
const TENFOLD = 18
/** More unlikely than this is as good as impossible. */
const LEAST_LIKELY = 1e-4
/** What it gains to be an answer a tenth as often as another: that many were answered by it says nothing of this question. */
const SELDOM = 10
/** What it gains to go ten times as often with the answers that stand in front. */
const COMPANY = 8
/** Less often than this is as good as never. */
const LEAST_COMPANY = 0.02
/** So much more makes one answer e times as sure as another. */
const SURENESS = 4

/**
 * What each place gains, by how likely it is that people who use these words were answered by it, and by how much more likely than
 * people at large. Empty when no word is known.
 */
export function gainsOf(
  stems: readonly string[],
  { regression, network, answers }: Learned,
  places: readonly number[],
): ReadonlyMap<number, number> {
  const scores = regressionScores(stems, regression)
  if (scores === undefined) return new Map()
  const likely = likelyOf(scores, networkScores(stems, network, places), places)
  const seldom = new Map(places.map((place) => [place, (answers.of(String(place))[0] ?? 0) / SCALE]))
  const most = Math.max(...seldom.values())
  return new Map(
    [...likely].map(([place, share]) => {
      const tens = log10((share + LEAST_LIKELY) / LEAST_LIKELY)
      return [place, Math.max(0, TENFOLD * tens - SELDOM * (most - (seldom.get(place) ?? 0)))]
    }),
  )
}

/** What places gain by their company: those that mostly answer together with what has the highest `scores`. */
export function companyOf(
  scores: ReadonlyMap<number, number>,
  { answers }: Learned,
): ReadonlyMap<number, number> {
  const often = new Map<number, number>()
  for (const [place, share] of shared(scores, SURENESS)) {
    const list = share < LEAST_LIKELY ? [] : answers.of(String(place))
    for (let at = 1; at < list.length; at += 2) {
      const other = list[at] ?? 0
      often.set(other, (often.get(other) ?? 0) + (share * (list[at + 1] ?? 0)) / SHARE_SCALE)
    }
  }
  return new Map(
    [...often].map(([place, share]) => [place, COMPANY * log10((share + LEAST_COMPANY) / LEAST_COMPANY)]),
  )
}

/** How likely each place is, by the scores that two ways of learning give it. */
function likelyOf(
  regression: ReadonlyMap<number, number>,
  network: ReadonlyMap<number, number>,
  places: readonly number[],
): ReadonlyMap<number, number> {
  const scores = places.map(
    (place) => [place, WEIGHT_OF_EACH * ((regression.get(place) ?? 0) + (network.get(place) ?? 0))] as const,
  )
  return shared(new Map(scores), 1)
}

/** Shares that add up to 1; `unit` more makes one e times as great. */
function shared(scores: ReadonlyMap<number, number>, unit: number): ReadonlyMap<number, number> {
  const most = Math.max(...scores.values())
  const parts = [...scores].map(([place, score]) => [place, exp((score - most) / unit)] as const)
  const whole = parts.reduce((sum, [, part]) => sum + part, 0)
  return new Map(parts.map(([place, part]) => [place, part / whole]))
}

const LN_10 = ln(10)
const log10 = (x: number): number => ln(x) / LN_10
