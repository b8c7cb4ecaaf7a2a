import type { DueCard } from '../../../learning/review/due.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import type { LessonTheme } from '../../../report/lesson/theme.ts'
import { layoutFor } from '../../layout.ts'
import { prose } from '../quiz/quiz-lines.ts'
import type { ReviewState } from './state.ts'

type InsightCard = Extract<DueCard, { kind: 'insight' }>

/** The prompt; once it is turned, the insight below it. */
export function insightLines(
  card: InsightCard,
  { size, isTurned }: Pick<ReviewState, 'size' | 'isTurned'>,
  theme: LessonTheme,
): string[] {
  const { textColumns, bodyRows } = layoutFor(size)
  const asked = [
    theme.paint.muted(screenWords().review.insight),
    '',
    ...prose(card.insight.prompt, theme, textColumns),
  ]
  if (!isTurned) return asked.slice(-bodyRows)
  return [...asked, '', ...toldLines(card, theme, textColumns)].slice(-bodyRows)
}

/** The insight, and where one reads more of it. */
export function toldLines({ insight, slug }: InsightCard, theme: LessonTheme, width: number): string[] {
  const { review } = screenWords()
  const where = review.fromLesson({ command: `compendium learn ${slug}` })
  return [
    theme.paint.important(review.theInsight),
    ...prose(insight.text, theme, width),
    '',
    ...prose([{ type: 'text', text: where }], theme, width),
  ]
}
