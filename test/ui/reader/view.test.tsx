import chalk from 'chalk'
import { render } from 'ink-testing-library'
import { describe, expect, it } from 'vitest'
import { drawLesson } from '../../../src/report/lesson-text.ts'
import { layoutFor } from '../../../src/ui/layout.ts'
import { startQuizState } from '../../../src/ui/screens/quiz/state.ts'
import { createDocument } from '../../../src/ui/screens/reader/document.ts'
import { startReader } from '../../../src/ui/screens/reader/state.ts'
import { updateReader } from '../../../src/ui/screens/reader/update.ts'
import { ReaderView, readerCursor } from '../../../src/ui/screens/reader/view.tsx'
import type { Size } from '../../../src/ui/terminal/screen-options.ts'
import { sampleTopic } from '../helpers/topic.ts'

// Golden text has no colour, wherever it is compared.
chalk.level = 0

const topic = sampleTopic()
const LOOK = { title: topic.title, subtitle: 'beginner, 5 min', color: 0, unicode: true } as const

function draw(size: Size) {
  const drawing = drawLesson(topic, { width: layoutFor(size).textColumns, color: 0, unicode: true })
  return createDocument(drawing, ['', 'The end. Press Enter for the quiz: 2 questions.'])
}

function after(size: Size, ...keys: string[]) {
  const start = startReader(size, draw(size), { quiz: startQuizState(size, topic) })
  return keys.reduce((state, key) => updateReader(state, { type: 'key', key }, draw), start)
}

function frame(size: Size, ...keys: string[]): string {
  const { lastFrame, unmount } = render(<ReaderView state={after(size, ...keys)} look={LOOK} />)
  unmount()
  return (lastFrame() ?? '')
    .split('\n')
    .map((row) => row.trimEnd())
    .join('\n')
}

const SMALL = { columns: 50, rows: 12 }

describe('the reader', () => {
  it('has a title bar, a window of text and a status bar', () => {
    expect(frame(SMALL, ']')).toMatchInlineSnapshot(`
      " Sample Breaker                   beginner, 5 min
      > Overview
        ────────

        Overview paragraph 1: a sentence that goes on
        for long enough to be wrapped on a narrow
        screen.

        Overview paragraph 2: a sentence that goes on
        for long enough to be wrapped on a narrow
        screen.
         9%  § Overview        / search  q quit  ? help"
    `)
  })

  it('marks matches and the current one without colour', () => {
    expect(frame(SMALL, '/', ...'overview', 'space', ...'paragraph', 'enter')).toMatchInlineSnapshot(`
      " Sample Breaker                   beginner, 5 min
        Overview
        ────────

      > Overview paragraph 1: a sentence that goes on
        for long enough to be wrapped on a narrow
        screen.

      * Overview paragraph 2: a sentence that goes on
        for long enough to be wrapped on a narrow
        screen.
         9%  match 1 of 6      / search  q quit  ? help"
    `)
  })

  it('lists the contents, with the place marked', () => {
    expect(frame(SMALL, ']', ']', 't')).toMatchInlineSnapshot(`
      " Sample Breaker: contents         beginner, 5 min
        Sample Breaker
          Overview
      >   Theory
          Practice
            Sources





       contents              q quit  Esc back  Enter go"
    `)
  })

  it('explains every key', () => {
    expect(frame({ columns: 80, rows: 50 }, '?')).toMatchInlineSnapshot(`
      " Sample Breaker: keys                                           beginner, 5 min
        Reading
          j ↓                 next line
          k ↑                 previous line
          Space PgDn Ctrl-F   next page
          b PgUp Ctrl-B       previous page
          d Ctrl-D            half a page down
          u Ctrl-U            half a page up
          g Home              start
          G End               end
          ] Tab               next heading
          [                   previous heading
          t                   contents: go to a heading
          /                   search (capitals count only if you type one)
          n                   next match
          N                   previous match
          :                   command line, for example :goto theory
          l                   mark the next link
          L                   mark the link before
          Enter               follow the marked link; at the end: go on
          Backspace <         back to where a link was followed
          >                   forward again
          Esc                 back, and no highlighting
          ?                   this help
          q                   quit (Ctrl-C works everywhere, Ctrl-Z suspends)

        Command line (after :)
          goto HEADING   go to a heading, by the start of its name
          goto LINE      go to a line, by its number
          find TEXT      search
          quiz help quit: as their names say

        Quiz
          j ↓       next choice
          k ↑       previous choice
          Space x   mark or unmark (also by its letter); steps in their order
          Enter     answer; then the next question
          r         at the end: the wrong ones again
          PgDn      scroll down
          PgUp      scroll up
          Esc       stop typing; else back to the lesson, the answers are kept
          q         quit







       keys                                                          q quit  Esc back"
    `)
  })

  it('invites to the quiz at the end', () => {
    expect(frame(SMALL, 'G')).toMatchInlineSnapshot(`
      " Sample Breaker                   beginner, 5 min
        Practice paragraph 6: a sentence that goes on
        for long enough to be wrapped on a narrow
        screen.

        ── Sources

        [1] A. Writer. A Book, 2018.
            https://example.org/book

        The end. Press Enter for the quiz: 2 questions.
       100%  § Practice      q quit  ? help  Enter quiz"
    `)
  })

  it('asks in the same screen', () => {
    expect(frame(SMALL, 'G', 'enter', 'b')).toMatchInlineSnapshot(`
      " Sample Breaker: quiz             beginner, 5 min
        Question 1 of 2 (one choice)

        When does an open breaker let a call through?

          ( ) A  When the reset timeout has passed.
        > (*) B  When the caller insists.
          ( ) C  Never.



       nothing answered yet  A B C choose  Enter answer"
    `)
  })

  it('degrades to forty columns and ten rows', () => {
    expect(frame({ columns: 40, rows: 10 })).toMatchInlineSnapshot(`
      " Sample Breaker         beginner, 5 min
        Sample Breaker
        ══════════════
        pattern · resilience · beginner · 5
        min

        A lesson for tests.

        After this lesson you can:
         0%  § Sample Breaker  q quit  ? help"
    `)
  })

  it('keeps the text in a column of a hundred on a wide terminal', () => {
    const rows = frame({ columns: 200, rows: 24 }).split('\n').slice(1, -1)
    const indents = rows.filter((row) => row !== '').map((row) => row.search(/\S/))
    expect(Math.min(...indents)).toBe(50)
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(150)
  })

  it('fills the screen exactly, whatever its size', () => {
    for (const [columns, rows] of [
      [80, 24],
      [120, 40],
      [40, 10],
      [20, 4],
      [200, 60],
    ] as const) {
      expect(frame({ columns, rows }, 'd').split('\n')).toHaveLength(rows)
    }
  })
})

describe('typing a search', () => {
  it('shows the end of a text that is too long, and the cursor behind it', () => {
    const keys = ['/', ...'x'.repeat(60), 'y']
    expect(
      frame(SMALL, ...keys)
        .split('\n')
        .at(-1),
    ).toMatch(/^ \/x{44}y$/)
    expect(readerCursor(after(SMALL, ...keys))).toEqual({ row: 11, column: 47 })
  })
})
