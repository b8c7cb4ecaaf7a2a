import { type TextColumn, textTable } from '../text-table.ts'
import { heatMap, WEEKS } from './heat-map.ts'
import { type Drawing, duration } from './look.ts'
import { streakLines } from './sections.ts'

const LAST_DAYS = 7

/** Streak, time, the days of half a year, and the last on which something was done. */
export function daysSection(drawing: Drawing): string[] {
  const { dashboard, words, plain, theme } = drawing
  const last = dashboard.days.slice(-LAST_DAYS)
  if (plain) {
    const told = last.map(({ date, events, ms }) => words.plainDay({ date, events, time: duration(ms) }))
    return [...streakLines(drawing), words.howTimed, ...plainHeat(drawing), ...told]
  }
  const heads: TextColumn[] = [
    { title: words.columns.day },
    { title: words.columns.events, align: 'right' },
    { title: words.columns.time, align: 'right' },
  ]
  const rows = last.map(({ date, events, ms }) => [date, String(events), duration(ms)])
  const table = rows.length === 0 ? [] : ['', ...textTable(heads, rows, theme.paint.muted)]
  return [...streakLines(drawing), words.howTimed, '', ...heatMap(drawing), ...table]
}

/** What the map of days shows, in a sentence. */
export function plainHeat({ dashboard, words }: Drawing): string[] {
  const first = dashboard.today - WEEKS * 7
  const active = dashboard.days.filter(({ day }) => day > first).length
  return [words.plainDays({ active, weeks: WEEKS })]
}
