import wrapAnsi from 'wrap-ansi'
import type { Incident } from '../corpus/incident.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from './lesson/theme.ts'

export interface IncidentTextOptions extends ThemeOptions {
  /** Columns. */
  readonly width: number
  /** Slugs that `compendium learn` knows. */
  readonly lessons: ReadonlySet<string>
}

const READ = {
  full: 'read in full',
  excerpt: 'read in part',
  summary: 'not read itself, but a summary of it:',
}

/** One incident: what happened, why, what it did, what it teaches, where to go on, and where it was read. */
export function incidentText(incident: Incident, options: IncidentTextOptions): string {
  const theme = lessonTheme(options)
  const { company, title, happened, cause, impact, lessons, categories, laws } = incident
  const part = (name: string, texts: readonly string[], bullet = '') =>
    texts.length === 0
      ? []
      : ['', theme.paint.part(name), ...texts.flatMap((text) => indented(text, options.width, bullet))]
  return [
    ...fill(`${company}: ${title}`, options.width).map(theme.paint.title),
    ...fill(`${whenText(incident)}; ${categories.join(', ')}`, options.width).map(theme.paint.muted),
    ...part('What happened', given(happened)),
    ...part('Cause', [cause]),
    ...part('Impact', given(impact)),
    ...part('Lessons', lessons, '- '),
    ...part('Laws', laws.length === 0 ? [] : [laws.join(', ')]),
    ...patternLines(incident, options, theme),
    ...sourceLines(incident, options.width, theme),
  ]
    .map(theme.spell)
    .join('\n')
}

/** The date as precise as it is known, and of what it is. */
export function whenText({ date, dateOf }: Pick<Incident, 'date' | 'dateOf'>): string {
  return dateOf === 'event' ? date : `reported ${date}`
}

function patternLines({ patterns }: Incident, { lessons, width }: IncidentTextOptions, theme: LessonTheme) {
  if (patterns.length === 0) return []
  const taught = patterns.filter((slug) => lessons.has(slug))
  const others = patterns.filter((slug) => !lessons.has(slug))
  return [
    '',
    theme.paint.part('Patterns'),
    ...taught.map((slug) => `  compendium learn ${slug}`),
    ...(others.length === 0 ? [] : indented(`no lesson of their own yet: ${others.join(', ')}`, width)),
  ]
}

/** Addresses stand whole on a line of their own, so that they can be copied. */
function sourceLines({ sourceTitle, source, read, via }: Incident, width: number, theme: LessonTheme) {
  return [
    '',
    theme.paint.part('Source'),
    ...indented(sourceTitle, width),
    `  ${theme.paint.link(source)}`,
    `  (${READ[read]})`,
    ...(via === undefined ? [] : [`  ${theme.paint.link(via)}`]),
  ]
}

function given(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text]
}

function indented(text: string, width: number, bullet = ''): string[] {
  const margin = ' '.repeat(2 + bullet.length)
  return fill(text, width - margin.length).map((line, row) => (row === 0 ? `  ${bullet}` : margin) + line)
}

function fill(text: string, width: number): string[] {
  return wrapAnsi(text, Math.max(10, width)).split('\n')
}
