import type { RecallSpan } from '../../learning/dashboard/recall.ts'
import { drawChart } from '../chart.ts'
import { textTable } from '../text-table.ts'
import { type Drawing, percent } from './look.ts'

const HEIGHT = 6
const CHART_COLUMNS = 70
/** Days ahead that are told where nothing is drawn. */
const TOLD = [0, 1, 3, 7, 14, 30]

/** What is remembered: as FSRS foretells it, and as it was measured. */
export function recallSection(drawing: Drawing): string[] {
  const { dashboard, words } = drawing
  if (dashboard.recall.cards === 0) return [words.noCards]
  return [...predicted(drawing), '', ...measured(drawing)]
}

function predicted({ dashboard, words, width, unicode, plain, theme }: Drawing): string[] {
  const { cards, predicted: shares } = dashboard.recall
  const when = (days: number) => (days === 0 ? words.today : words.ahead({ days }))
  if (plain) {
    const told = TOLD.map((days) =>
      words.plainShare({ when: when(days), share: percent(shares[days] ?? Number.NaN) }),
    )
    return [words.plainPredicted({ count: cards }), ...told]
  }
  const ends = [when(0), when(shares.length - 1)] as const
  const look = { width: Math.min(width, CHART_COLUMNS), height: HEIGHT, unicode, max: 1 }
  return [theme.paint.strong(words.predicted), ...drawChart(shares, { ...look, format: percent, ends })]
}

function measured({ dashboard, words, plain, theme }: Drawing): string[] {
  const spans = dashboard.recall.measured
  const days = ({ fromDays: from, toDays: to }: RecallSpan) =>
    to === undefined ? words.daysAndMore({ from }) : words.dayRange({ from, to })
  const share = ({ right, answers }: RecallSpan) => percent(right / answers)
  if (spans.length === 0) return [words.noMeasured]
  if (plain) {
    const told = spans.map((one) =>
      words.plainMeasured({ days: days(one), share: share(one), answers: one.answers }),
    )
    return [`${words.measured}:`, ...told]
  }
  const { columns } = words
  const heads = [columns.days, columns.answers, columns.right].map((title) => ({
    title,
    align: 'right' as const,
  }))
  const rows = spans.map((one) => [days(one), String(one.answers), share(one)])
  return [theme.paint.strong(words.measured), ...textTable(heads, rows, theme.paint.muted)]
}
