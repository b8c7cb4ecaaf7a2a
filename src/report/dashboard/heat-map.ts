import type { Drawing } from './look.ts'

const WEEK = 7
/** Half a year. */
export const WEEKS = 26
/** Deeds on a day from which the next darker sign is used. */
const LEVELS = [1, 5, 10, 20] as const
const DAY_MS = 86_400_000
/** Day 0, the first of January 1970, was a Thursday; weeks begin on Monday. */
const FIRST_WEEKDAY = 3
const NAMED_WEEKDAYS = [0, 2, 4]

/** The days of the last half year, a week a column and a day a sign; fewer weeks where there is less room. */
export function heatMap({ dashboard, words, width, unicode, theme }: Drawing): string[] {
  const signs = unicode ? '·░▒▓█' : '.-+*#'
  const names = words.weekdays.split(' ')
  const margin = Math.max(...names.map((name) => name.length)) + 1
  const { today } = dashboard
  const weeks = Math.min(WEEKS, Math.floor((width - margin + 1) / 2))
  const monday = today - weekday(today) - (weeks - 1) * WEEK
  const counts = new Map(dashboard.days.map(({ day, events }) => [day, events]))
  const sign = (day: number) => (day > today ? ' ' : (signs[level(counts.get(day) ?? 0)] ?? ' '))
  const row = (of: number) =>
    Array.from({ length: weeks }, (_, week) => sign(monday + week * WEEK + of)).join(' ')
  const rows = names.map((name, of) => {
    const label = (NAMED_WEEKDAYS.includes(of) ? name : '').padEnd(margin)
    return theme.paint.muted(label) + theme.paint.tip(row(of).trimEnd())
  })
  const legend = words.legend({ signs: [...signs].join(' ') })
  const indent = ' '.repeat(margin)
  return [
    theme.paint.muted(indent + monthLine(monday, weeks, words.months.split(' '))),
    ...rows.map((line) => line.trimEnd()),
    theme.paint.muted(indent + legend),
  ]
}

function level(events: number): number {
  return LEVELS.filter((least) => events >= least).length
}

function weekday(day: number): number {
  return (((day + FIRST_WEEKDAY) % WEEK) + WEEK) % WEEK
}

/** The name of a month stands above the first week that begins in it, unless the one before has no room. */
function monthLine(monday: number, weeks: number, months: readonly string[]): string {
  let line = ''
  let last = -1
  for (let week = 0; week < weeks; week += 1) {
    const month = new Date((monday + week * WEEK) * DAY_MS).getUTCMonth()
    const name = months[month] ?? ''
    const fits = line.length === 0 || line.length < week * 2
    if (month !== last && fits && week * 2 + name.length <= weeks * 2 - 1) {
      line = line.padEnd(week * 2) + name
      last = month
    }
  }
  return line
}
