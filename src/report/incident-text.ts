import wrapAnsi from 'wrap-ansi'
import type { Incident } from '../corpus/incident.ts'
import { incidentWords } from '../messages/incidents/index.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from './lesson/theme.ts'

export interface IncidentTextOptions extends ThemeOptions {
  /** Columns. */
  readonly width: number
  /** Slugs that `compendium learn` knows. */
  readonly lessons: ReadonlySet<string>
}

/** One incident: what happened, why, what it did, what it teaches, where to go on, and where it was read. */
export function incidentText(incident: Incident, options: IncidentTextOptions): string {
  const theme = lessonTheme(options)
  const { company, title, happened, cause, impact, lessons, categories, laws } = incident
  const { parts } = incidentWords()
  const part = (name: string, texts: readonly string[], bullet = '') =>
    texts.length === 0
      ? []
      : ['', theme.paint.part(name), ...texts.flatMap((text) => indented(text, options.width, bullet))]
  return [
    ...fill(`${company}: ${title}`, options.width).map(theme.paint.title),
    ...fill(`${whenText(incident)}; ${categories.join(', ')}`, options.width).map(theme.paint.muted),
    ...part(parts.happened, given(happened)),
    ...part(parts.cause, [cause]),
    ...part(parts.impact, given(impact)),
    ...part(parts.lessons, lessons, '- '),
    ...part(parts.laws, laws.length === 0 ? [] : [laws.join(', ')]),
    ...patternLines(incident, options, theme),
    ...sourceLines(incident, options.width, theme),
  ]
    .map(theme.spell)
    .join('\n')
}

/** The date as precise as it is known, and of what it is. */
export function whenText({ date, dateOf }: Pick<Incident, 'date' | 'dateOf'>): string {
  return dateOf === 'event' ? date : incidentWords().reported({ date })
}

function patternLines({ patterns }: Incident, { lessons, width }: IncidentTextOptions, theme: LessonTheme) {
  const say = incidentWords()
  if (patterns.length === 0) return []
  const taught = patterns.filter((slug) => lessons.has(slug))
  const others = patterns.filter((slug) => !lessons.has(slug))
  return [
    '',
    theme.paint.part(say.parts.patterns),
    ...taught.map((slug) => `  compendium learn ${slug}`),
    ...(others.length === 0 ? [] : indented(say.noLesson({ patterns: others.join(', ') }), width)),
  ]
}

/** Addresses stand whole on a line of their own, so that they can be copied. */
function sourceLines({ sourceTitle, source, read, via }: Incident, width: number, theme: LessonTheme) {
  const { parts, read: howRead } = incidentWords()
  return [
    '',
    theme.paint.part(parts.source),
    ...indented(sourceTitle, width),
    `  ${theme.paint.link(source)}`,
    ...indented(howRead[read], width),
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
