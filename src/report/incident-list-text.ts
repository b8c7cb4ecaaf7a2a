import wrapAnsi from 'wrap-ansi'
import type { Incident } from '../corpus/incident.ts'
import type { TimelineYear } from '../incidents/timeline.ts'
import { incidentWords } from '../messages/incidents/index.ts'
import { definitionList } from './definition-list.ts'
import { whenText } from './incident-text.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
import { hung } from './search-text.ts'
import { type TextColumn, textTable } from './text-table.ts'

export interface IncidentListOptions extends ThemeOptions {
  /** Columns. */
  readonly width: number
}

export interface IncidentOverview {
  readonly total: number
  readonly companies: number
  readonly categories: readonly {
    readonly category: string
    readonly count: number
    readonly meaning: string
  }[]
  /** The newest first. */
  readonly years: readonly { readonly year: string; readonly count: number }[]
}

/** How many there are of each category and year, and how to go on. */
export function incidentOverviewText(overview: IncidentOverview, options: IncidentListOptions): string {
  const theme = lessonTheme(options)
  const { total, companies, categories, years } = overview
  const say = incidentWords()
  const columns: TextColumn[] = [
    { title: say.columns.category, paint: theme.paint.strong },
    { title: say.columns.number, align: 'right' },
    { title: say.columns.meaning },
  ]
  const rows = categories.map(({ category, count, meaning }) => [category, String(count), meaning])
  const perYear = years.map(({ year, count }) => `${year}: ${count}`).join(', ')
  return [
    say.overview({ total, companies }),
    '',
    ...textTable(columns, rows, theme.paint.muted),
    '',
    ...wrapAnsi(perYear, options.width).split('\n'),
    '',
    say.lookForSome({ command: 'compendium incidents search retry storm --since 2018' }),
    say.yearByYear({ command: 'compendium incidents timeline --category failover' }),
  ]
    .map(theme.spell)
    .join('\n')
}

/** What was found, each with its id, when it was, and what it is about. */
export function incidentHitsText(hits: readonly Incident[], found: number, options: IncidentListOptions) {
  const theme = lessonTheme(options)
  const say = incidentWords()
  const [first] = hits
  if (first === undefined) return [say.nothingFor, say.whatThereIs].join('\n')
  const more = found > hits.length ? [say.more({ count: found - hits.length, limit: found })] : []
  return [
    ...hits.flatMap((one) => [
      ...hung(
        `${theme.paint.strong(one.id)}  ${theme.paint.muted(`${whenText(one)}; ${one.categories.join(', ')}`)}`,
        options,
      ),
      ...wrapAnsi(`${one.company}: ${one.title}`, options.width - 2)
        .split('\n')
        .map((line) => `  ${line}`),
    ]),
    '',
    ...more,
    say.readOne({ command: `compendium incidents show ${first.id}` }),
  ]
    .map(theme.spell)
    .join('\n')
}

/** Under each year a line for each incident; a year says how many there were. */
export function timelineText(years: readonly TimelineYear[], options: IncidentListOptions): string {
  const theme = lessonTheme(options)
  const say = incidentWords()
  if (years.length === 0) return [say.nothing, say.whatThereIs].join('\n')
  const { width } = options
  return years
    .flatMap(({ year, incidents }) => [
      `${theme.paint.part(String(year))}  ${theme.paint.muted(say.count({ count: incidents.length }))}`,
      ...definitionList(
        incidents.map(
          (one) => [one.date.slice(5) || '-', `${one.company}: ${one.title} (${one.id})`] as const,
        ),
        { width, indent: 2 },
      ),
      '',
    ])
    .slice(0, -1)
    .map(theme.spell)
    .join('\n')
}
