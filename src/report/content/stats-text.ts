import wrapAnsi from 'wrap-ansi'
import type { ContentStats } from '../../authoring/stats/stats.ts'
import { counted } from '../../lib/counted.ts'
import { lessonTheme, type ThemeOptions } from '../lesson/theme.ts'
import { type TextColumn, textTable } from '../text-table.ts'

export interface ContentTextOptions extends ThemeOptions {
  /** Columns. */
  readonly width: number
}

/** Every figure that has a target beside it, what has none, and honestly what is below. */
export function contentStatsText(stats: ContentStats, options: ContentTextOptions): string {
  const theme = lessonTheme(options)
  const columns: TextColumn[] = [
    { title: 'Figure', paint: theme.paint.strong },
    { title: 'Is', align: 'right' },
    { title: 'Target', align: 'right' },
    { title: 'Share', align: 'right' },
  ]
  const rows = stats.targets.map(({ figure, has, target }) => [
    figure,
    grouped(has),
    grouped(target),
    `${Math.floor((100 * has) / target)} %`,
  ])
  const below = stats.targets.filter(({ reached }) => !reached).map(({ figure }) => figure)
  const notes = stats.targets.flatMap(({ figure, note }) => (note === undefined ? [] : `${figure}: ${note}.`))
  const fill = (text: string) => wrapAnsi(text, options.width).split('\n')
  return [
    ...textTable(columns, rows, theme.paint.muted),
    '',
    ...fill(besides(stats)),
    '',
    ...fill(below.length === 0 ? 'Every target is reached.' : `Below its target: ${below.join(', ')}.`),
    ...(notes.length === 0 ? [] : ['', ...notes.flatMap(fill)]),
  ]
    .map(theme.spell)
    .join('\n')
}

function besides(stats: ContentStats): string {
  const { patterns, questions, signatures, paths, certificates, wordsBy } = stats
  const words = Object.entries(wordsBy).map(([place, number]) => `${spaced(place)} ${grouped(number)}`)
  return [
    `Patterns: ${counted(patterns.lessons, 'lesson')}, of which ${patterns.whole} whole; ${patterns.short} in short.`,
    `Besides: ${counted(questions, 'question')}, ${stats.componentExercises} exercises on components and ${stats.clusterExercises} on clusters, ${signatures} error signatures, ${counted(paths, 'path')}, ${counted(certificates, 'certificate')}.`,
    `Words: ${words.join(', ')}.`,
  ].join(' ')
}

/** Thousands apart: 120,500. */
function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}

function spaced(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
