import type { Dashboard } from '../../learning/dashboard/dashboard.ts'
import type { Progress } from '../../learning/progress.ts'
import type { ProgressMessages } from '../../messages/progress/en.ts'
import { type LessonTheme, lessonTheme, type ThemeOptions } from '../lesson/theme.ts'

export interface DashboardOptions extends ThemeOptions {
  readonly width: number
  readonly words: ProgressMessages
  /** Sentences instead of drawings and tables. */
  readonly plain: boolean
  /** A topic to begin with, for somebody who has not begun. */
  readonly firstTopic: string | undefined
  /** Questions that come back now. */
  readonly reviewsDue: number
  /** The day of an instant as it is to be written. */
  readonly date: (atMs: number) => string
}

/** What every section is drawn from. */
export interface Drawing extends DashboardOptions {
  readonly dashboard: Dashboard
  readonly progress: Progress
  readonly theme: LessonTheme
}

export function drawingOf(dashboard: Dashboard, progress: Progress, options: DashboardOptions): Drawing {
  return { ...options, dashboard, progress, theme: lessonTheme(options) }
}

const BAR = 20
/** In a narrower place the words need the room. */
const NARROW = 72

/** How much of a whole is done: a bar of 20 signs, or nothing where there is no room for one. */
export function bar(share: number, { width, unicode }: Pick<Drawing, 'width' | 'unicode'>): string {
  if (width < NARROW) return ''
  const full = share > 0 ? Math.max(1, Math.floor(share * BAR)) : 0
  return (unicode ? '█' : '#').repeat(full) + (unicode ? '░' : '.').repeat(BAR - full)
}

export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** `45 min`, `5 h 20 min`: what is less than a minute is none. */
export function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const hours = Math.floor(minutes / 60)
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`
}
