import wrapAnsi from 'wrap-ansi'
import type { Recommendation } from '../learning/recommend/recommend.ts'
import { studyWords } from '../messages/study/index.ts'
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
  const head = `${number}. ${paint.strong(title)} (${kind === 'review' ? '' : `${studyWords().kinds[kind]}, `}${minutesText(minutes)})`
  const why = wrapAnsi(reason, options.width - 3)
    .split('\n')
    .map((line) => `   ${line}`)
  return [head, ...why, `   ${paint.code(command)}`].join('\n')
}

function nothing(minutes: number | undefined): string {
  const { recommend } = studyWords()
  if (minutes === undefined) return recommend.nothing
  const fits = recommend.nothingFits({ minutes: minutesText(minutes) })
  return `${fits}\n${recommend.withoutLimit({ command: 'compendium recommend' })}`
}
