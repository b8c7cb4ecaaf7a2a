import type { ReactElement } from 'react'
import { screenWords } from '../../../messages/screens/index.ts'
import { lessonTheme } from '../../../report/lesson/theme.ts'
import { Bar, ScreenFrame } from '../../components/bars.tsx'
import { percent, scrollToShow } from '../../components/scroll.ts'
import { TextRows } from '../../components/text-rows.tsx'
import { GUTTER_COLUMNS, layoutFor } from '../../layout.ts'
import { theme } from '../../theme.ts'
import { quizStatus } from '../quiz/status.ts'
import { visibleQuizLines } from '../quiz/visible-lines.ts'
import { headingAt } from './document.ts'
import { helpText } from './help.ts'
import { placeOf, type ReaderState, windowOf } from './state.ts'
import { atEnd } from './update.ts'
import { visibleLines } from './visible-lines.ts'

export interface ReaderLook {
  readonly title: string
  /** Shown at the right end of the title bar: what kind of lesson it is. */
  readonly subtitle: string
  readonly color: 0 | 1 | 2 | 3
  readonly unicode: boolean
}

export function ReaderView({ state, look }: { state: ReaderState; look: ReaderLook }): ReactElement {
  const { columns, rows } = state.size
  return (
    <ScreenFrame
      columns={columns}
      rows={rows}
      title={titleOf(state, look)}
      status={<Status state={state} look={look} />}
    >
      <TextRows lines={bodyLines(state, look)} margin={layoutFor(state.size).margin} />
    </ScreenFrame>
  )
}

function titleOf({ mode }: ReaderState, { title, subtitle }: ReaderLook): [string, string] {
  const { reader, keys } = screenWords()
  const part = { contents: reader.contents, help: keys.status, quiz: reader.quiz }
  const name = mode in part ? `: ${part[mode as keyof typeof part]}` : ''
  return [`${title}${name}`, subtitle]
}

function bodyLines(state: ReaderState, look: ReaderLook): string[] {
  switch (state.mode) {
    case 'contents':
      return contentsLines(state)
    case 'help':
      return indent(
        helpText(look.unicode).slice(state.selected, state.selected + layoutFor(state.size).bodyRows),
      )
    case 'quiz':
      return state.quiz === undefined ? [] : indent(visibleQuizLines(state.quiz, lessonTheme(look)))
    default:
      return visibleLines(state, { colored: look.color > 0 })
  }
}

/** Where the lesson has its gutter. */
function indent(lines: readonly string[]): string[] {
  return lines.map((line) => ' '.repeat(GUTTER_COLUMNS) + line)
}

function moreHelp(state: ReaderState): string[] {
  const isMore = state.selected + layoutFor(state.size).bodyRows < helpText(true).length
  return isMore ? [screenWords().hints.more] : []
}

function contentsLines(state: ReaderState): string[] {
  const { headings } = state.document
  const height = layoutFor(state.size).bodyRows
  const top = scrollToShow({ top: 0, height, length: headings.length }, state.selected)
  return headings.slice(top, top + height).map(({ level, text }, row) => {
    const marker = top + row === state.selected ? '> ' : '  '
    return `${marker}${'  '.repeat(Math.max(0, level - 1))}${text}`
  })
}

function Status({ state, look }: { state: ReaderState; look: ReaderLook }): ReactElement {
  const { columns } = state.size
  const { hints, reader, keys } = screenWords()
  const bar = (
    left: string,
    right: readonly string[],
    style: Parameters<typeof Bar>[0]['style'] = theme.statusBar,
  ) => <Bar columns={columns} left={left} right={right} style={style} />
  if (state.mode === 'search') return bar(promptText(state), [], theme.prompt)
  if (state.mode === 'command') return bar(promptText(state), [], theme.prompt)
  if (state.message?.isError === true) return bar(state.message.text, [], theme.error)
  if (state.mode === 'contents') return bar(reader.contents, [hints.quit, hints.escBack, hints.go])
  if (state.mode === 'help') return bar(keys.status, [hints.quit, hints.escBack, ...moreHelp(state)])
  if (state.mode === 'quiz' && state.quiz !== undefined) return bar(...quizStatus(state.quiz))
  return bar(placeText(state, look), readingHints(state))
}

/** Where in the lesson, or what the last key did. */
function placeText(state: ReaderState, { unicode }: ReaderLook): string {
  const share = `${String(percent(windowOf(state))).padStart(3)}%`
  if (state.message !== undefined) return `${share}  ${state.message.text}`
  const heading = headingAt(state.document, placeOf(state))
  return heading === undefined ? share : `${share}  ${unicode ? '§' : '-'} ${heading.text}`
}

function readingHints(state: ReaderState): string[] {
  const { hints } = screenWords()
  if (atEnd(state) && state.hasNext) return [hints.quit, hints.help, hints.goOn]
  if (atEnd(state) && state.quiz !== undefined) return [hints.quit, hints.help, hints.toQuiz]
  return [hints.contents, hints.search, hints.quit, hints.help]
}

/** What is typed, scrolled so that the cursor is seen. */
function promptText(state: ReaderState): string {
  return promptParts(state).text
}

function promptParts({ mode, input, size }: ReaderState): { text: string; cursor: number } {
  const characters = [...input.text]
  const room = Math.max(1, size.columns - 4)
  const from = Math.max(0, input.cursor - room + 1)
  const sign = mode === 'search' ? '/' : ':'
  return { text: sign + characters.slice(from, from + room).join(''), cursor: input.cursor - from + 1 }
}

/** Where the terminal's cursor belongs while something is typed. */
export function readerCursor(state: ReaderState): { row: number; column: number } | undefined {
  if (state.mode !== 'search' && state.mode !== 'command') return undefined
  return { row: state.size.rows - 1, column: 1 + promptParts(state).cursor }
}
