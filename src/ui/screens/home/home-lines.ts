import stringWidth from 'string-width'
import type { HomeData, Share } from '../../../learning/home/home-data.ts'
import { screenWords } from '../../../messages/screens/index.ts'
import { studyWords } from '../../../messages/study/index.ts'
import { streakText } from '../../../report/home-standing.ts'
import type { LessonTheme } from '../../../report/lesson/theme.ts'
import { foldLines } from '../../components/fold.ts'
import { scrollToShow } from '../../components/scroll.ts'
import { layoutFor } from '../../layout.ts'
import type { HomeEntry } from './entries.ts'
import { type HomeState, pageRows } from './state.ts'

/** What the screen shows between its bars. */
export function homeLines(state: HomeState, theme: LessonTheme, unicode: boolean): string[] {
  switch (state.mode) {
    case 'topics':
      return topicLines(state, theme)
    case 'home':
      return ['', ...entryLines(state, theme), '', ...standingRows(state.data, theme, unicode)]
  }
}

const LABEL_COLUMNS = 12

function entryLines(state: HomeState, theme: LessonTheme): string[] {
  const { entries, selected, size } = state
  const room = layoutFor(size).textColumns - LABEL_COLUMNS - 2
  return entries.flatMap((entry, index) => entryLine(entry, index === selected, room, theme))
}

function entryLine(entry: HomeEntry, isSelected: boolean, room: number, theme: LessonTheme): string[] {
  const { text, note, label } = entry
  const [first = '', ...rest] = foldLines([text], room)
  const indent = ' '.repeat(LABEL_COLUMNS + 2)
  const named = label.padEnd(LABEL_COLUMNS)
  const notes = note === undefined ? [] : foldLines([note], room)
  return [
    `${isSelected ? '>' : ' '} ${theme.paint.strong(named)}${first}`,
    ...rest.map((line) => indent + line),
    ...notes.map((line) => indent + theme.paint.muted(line)),
    '',
  ]
}

const BAR_COLUMNS = 30

/** How far the learner has come. */
function standingRows(
  { streakDays, topics, exercises }: HomeData,
  theme: LessonTheme,
  unicode: boolean,
): string[] {
  const { home } = screenWords()
  const row = (label: string, share: Share, done: (share: Share) => string) =>
    `  ${theme.paint.muted(label.padEnd(LABEL_COLUMNS))}${shareBar(share, unicode)}  ${done(share)}`
  return [
    row(home.lessons, topics, home.read),
    row(home.exercises, exercises, home.passed),
    `  ${theme.paint.muted(home.streak.padEnd(LABEL_COLUMNS))}${streakText(streakDays)}`,
  ]
}

/** Whoever has begun sees at least one cell. */
function shareBar({ done, total }: Share, unicode: boolean): string {
  const exact = total === 0 ? 0 : (done / total) * BAR_COLUMNS
  const full = done === 0 ? 0 : Math.max(1, Math.floor(exact))
  const [on, off] = unicode ? ['█', '░'] : ['#', '.']
  return on.repeat(full) + off.repeat(BAR_COLUMNS - full)
}

function topicLines(state: HomeState, { paint }: LessonTheme): string[] {
  const { topics, topic } = state
  const words = studyWords()
  const height = pageRows(state)
  const top = scrollToShow({ top: 0, height, length: topics.length }, topic)
  const width = Math.max(...topics.map(({ title }) => stringWidth(title)))
  return topics.slice(top, top + height).map(({ title, difficulty, minutes, status }, row) => {
    const marker = top + row === topic ? '>' : ' '
    const name = title + ' '.repeat(width - stringWidth(title))
    const facts = `${words.difficulty[difficulty].padEnd(12)} ${String(minutes).padStart(3)} min`
    return `${marker} ${paint.strong(name)}  ${facts}  ${status === 'new' ? '' : words.status[status]}`.trimEnd()
  })
}

/** The two ends of the status bar. */
export function homeStatus(state: HomeState): [left: string, right: readonly string[]] {
  const { mode, message, topic, topics } = state
  const { home, hints } = screenWords()
  if (mode === 'topics') {
    const place = home.place({ at: topic + 1, total: topics.length })
    return [place, [hints.quit, hints.escBack, hints.open]]
  }
  return [message ?? home.here, [hints.topics, hints.review, hints.quit, hints.help, hints.open]]
}
