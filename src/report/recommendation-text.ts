import wrapAnsi from 'wrap-ansi'
import type { Recommendation } from '../learning/recommend/recommend.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { minutesText } from './minutes-text.ts'

interface RecommendationTextOptions extends ThemeOptions {
  readonly width: number
  /** What was asked to fit. */
  readonly minutes: number | undefined
}

/** Best first, each with its reason and what to type. */
export function recommendationText(
  items: readonly Recommendation[],
  options: RecommendationTextOptions,
): string {
  if (items.length === 0) return nothing(options.minutes)
  return items.map((item, place) => one(item, place + 1, options)).join('\n\n')
}

function one(item: Recommendation, number: number, options: RecommendationTextOptions): string {
  const { paint } = lessonTheme(options)
  const { kind, title, minutes, reason, command } = item
  const head = `${number}. ${paint.strong(title)} (${kind === 'review' ? '' : `${kind}, `}${minutesText(minutes)})`
  const why = wrapAnsi(reason, options.width - 3)
    .split('\n')
    .map((line) => `   ${line}`)
  return [head, ...why, `   ${paint.code(command)}`].join('\n')
}

function nothing(minutes: number | undefined): string {
  return minutes === undefined
    ? 'Nothing is left to recommend: all there is is done.'
    : `Nothing that is ready takes ${minutesText(minutes)} or less.\nWithout a limit: compendium recommend`
}
