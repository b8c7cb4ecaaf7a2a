import wrapAnsi from 'wrap-ansi'
import type { Incident } from '../corpus/incident.ts'
import type { TimelineYear } from '../incidents/timeline.ts'
import { counted } from '../lib/counted.ts'
import { definitionList } from './definition-list.ts'
import { whenText } from './incident-text.ts'
import { lessonTheme, type ThemeOptions } from './lesson/theme.ts'
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
  const columns: TextColumn[] = [
    { title: 'Category', paint: theme.paint.strong },
    { title: 'Number', align: 'right' },
    { title: 'What it means' },
  ]
  const rows = categories.map(({ category, count, meaning }) => [category, String(count), meaning])
  const perYear = years.map(({ year, count }) => `${year}: ${count}`).join(', ')
  return [
    `${counted(total, 'incident')} at ${counted(companies, 'company').replace('companys', 'companies')}. Most are of several categories.`,
    '',
    ...textTable(columns, rows, theme.paint.muted),
    '',
    ...wrapAnsi(perYear, options.width).split('\n'),
    '',
    'Look for some: compendium incidents search retry storm --since 2018',
    'Year by year:  compendium incidents timeline --category failover',
  ]
    .map(theme.spell)
    .join('\n')
}

/** What was found, each with its id, when it was, and what it is about. */
export function incidentHitsText(hits: readonly Incident[], found: number, options: IncidentListOptions) {
  const theme = lessonTheme(options)
  const [first] = hits
  if (first === undefined)
    return [
      'No incident fits. Take fewer words or filters away.',
      'What there is: compendium incidents',
    ].join('\n')
  const more = found > hits.length ? [`${found - hits.length} more: --limit ${found}`] : []
  return [
    ...hits.flatMap((one) => [
      `${theme.paint.strong(one.id)}  ${theme.paint.muted(`${whenText(one)}; ${one.categories.join(', ')}`)}`,
      ...wrapAnsi(`${one.company}: ${one.title}`, options.width - 2)
        .split('\n')
        .map((line) => `  ${line}`),
    ]),
    '',
    ...more,
    `Read one: compendium incidents show ${first.id}`,
  ]
    .map(theme.spell)
    .join('\n')
}

/** Under each year a line for each incident; a year says how many there were. */
export function timelineText(years: readonly TimelineYear[], options: IncidentListOptions): string {
  const theme = lessonTheme(options)
  if (years.length === 0) return 'No incident fits.\nWhat there is: compendium incidents'
  const { width } = options
  return years
    .flatMap(({ year, incidents }) => [
      `${theme.paint.part(String(year))}  ${theme.paint.muted(counted(incidents.length, 'incident'))}`,
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
