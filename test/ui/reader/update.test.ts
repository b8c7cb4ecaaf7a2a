import { describe, expect, it } from 'vitest'
import { drawLesson } from '../../../src/report/lesson-text.ts'
import { layoutFor } from '../../../src/ui/layout.ts'
import { startQuizState } from '../../../src/ui/screens/quiz/state.ts'
import { parseCommandLine } from '../../../src/ui/screens/reader/command-line.ts'
import { createDocument, plainText } from '../../../src/ui/screens/reader/document.ts'
import { type ReaderState, startReader, windowOf } from '../../../src/ui/screens/reader/state.ts'
import { updateReader } from '../../../src/ui/screens/reader/update.ts'
import type { Size } from '../../../src/ui/terminal/screen-options.ts'
import { sampleTopic } from '../helpers/topic.ts'

const topic = sampleTopic()
const SIZE: Size = { columns: 80, rows: 24 }

function draw(size: Size) {
  const drawing = drawLesson(topic, { width: layoutFor(size).textColumns, color: 0, unicode: true })
  return createDocument(drawing, ['', 'The end.'])
}

function open(size: Size = SIZE): ReaderState {
  return startReader(size, draw(size), { quiz: startQuizState(size, topic) })
}

function press(state: ReaderState, ...keys: string[]): ReaderState {
  return keys.reduce((now, key) => updateReader(now, { type: 'key', key }, draw), state)
}

/** Types a command line and carries it out, as the screen does after it has loaded the parser. */
function command(state: ReaderState, line: string): ReaderState {
  const typed = press(state, ':', ...[...line].map((letter) => (letter === ' ' ? 'space' : letter)), 'enter')
  return updateReader(typed, { type: 'command', command: parseCommandLine(typed.submitted ?? '') }, draw)
}

function topLine(state: ReaderState): string {
  return plainText(state.document.lines)[state.top] ?? ''
}

function focusLine(state: ReaderState): string {
  return plainText(state.document.lines)[state.focus ?? -1] ?? ''
}

describe('reading', () => {
  it('moves by lines, pages, halves, to both ends', () => {
    const start = open()
    expect(press(start, 'j', 'down', 'k').top).toBe(1)
    expect(press(start, 'space').top).toBe(21)
    expect(press(start, 'space', 'b').top).toBe(0)
    expect(press(start, 'd').top).toBe(11)
    expect(press(start, 'G').top).toBe(start.document.lines.length - 22)
    expect(press(start, 'G', 'g').top).toBe(0)
  })

  it('goes from heading to heading, also past the last page', () => {
    const start = open()
    const names: string[] = []
    let state = start
    for (let step = 0; step < 4; step += 1) {
      state = press(state, ']')
      names.push(focusLine(state).trim())
    }
    expect(names).toEqual(['Overview', 'Theory', 'Practice', '── Sources'])
    expect(press(state, ']').message?.text).toBe('no further heading')
    expect(focusLine(press(state, '[')).trim()).toBe('Practice')
  })

  it('is finished when the last line of the lesson has been seen, and not before', () => {
    const start = open()
    expect(start.finished).toBe(false)
    const almost = press(start, 'G', 'g')
    expect(almost.finished).toBe(true)
    expect(press(start, 'space').finished).toBe(false)
  })

  it('is finished at once when all of it fits', () => {
    expect(open({ columns: 100, rows: 200 }).finished).toBe(true)
  })

  it('opens the quiz with Enter at the end; elsewhere Enter is a line down', () => {
    expect(press(open(), 'enter')).toMatchObject({ mode: 'read', top: 1 })
    expect(press(open(), 'G', 'enter').mode).toBe('quiz')
  })

  it('comes back from the quiz to the place it left, with the answers kept', () => {
    const state = press(open(), 'G', 'enter', 'a', 'enter', 'escape')
    expect(state).toMatchObject({ mode: 'read', ending: undefined })
    expect(press(state, 'enter').quiz?.session.result?.correct).toBe(true)
  })

  it('quits with q, also from the contents, the help and the quiz', () => {
    expect(press(open(), 'q').ending).toBe('quit')
    expect(press(open(), 't', 'q').ending).toBe('quit')
    expect(press(open(), '?', 'q').ending).toBe('quit')
    expect(press(open(), 'G', 'enter', 'q').ending).toBe('quit')
  })

  it('types q, not quits, in a search', () => {
    expect(press(open(), '/', 'q')).toMatchObject({ ending: undefined, input: { text: 'q' } })
  })

  it('ends as interrupted on Ctrl-C in every mode', () => {
    for (const keys of [[], ['/'], [':'], ['t'], ['?'], ['G', 'enter']]) {
      expect(updateReader(press(open(), ...keys), { type: 'interrupt' }, draw).ending).toBe('interrupted')
    }
  })
})

describe('searching', () => {
  it('goes to the first match below, then round with n and N', () => {
    const found = press(open(), '/', ...'theory', 'enter')
    expect(found.message?.text).toBe('match 1 of 7')
    expect(focusLine(found)).toContain('Theory')
    expect(press(found, 'n').message?.text).toBe('match 2 of 7')
    expect(press(found, 'N').message?.text).toBe('match 7 of 7')
  })

  it('repeats the last search when nothing is typed', () => {
    expect(press(open(), '/', ...'theory', 'enter', '/', 'enter').message?.text).toBe('match 2 of 7')
  })

  it('says so when there is no match, and stays where it is', () => {
    const state = press(open(), 'd', '/', ...'zebra', 'enter')
    expect(state).toMatchObject({ top: 11, message: { text: 'no match for "zebra"', isError: true } })
  })

  it('is given up with Escape or by erasing it all', () => {
    expect(press(open(), '/', 'a', 'escape').mode).toBe('read')
    expect(press(open(), '/', 'a', 'backspace', 'backspace').mode).toBe('read')
  })

  it('keeps its matches when the window changes its width', () => {
    const found = press(open(), '/', ...'theory', 'enter')
    const narrow = updateReader(found, { type: 'resize', size: { columns: 40, rows: 24 } }, draw)
    expect(narrow.search?.hits).toHaveLength(7)
  })
})

describe('the command line', () => {
  it('goes to a heading by the start of its name, and to a line by its number', () => {
    expect(focusLine(command(open(), 'goto theo')).trim()).toBe('Theory')
    expect(command(open(), '30').focus).toBe(29)
  })

  it('offers the nearest heading when there is none so called', () => {
    expect(command(open(), 'goto Tehory').message).toEqual({
      text: 'no heading "Tehory"; did you mean Theory?',
      isError: true,
    })
  })

  it('says how many lines there are when the number is too high', () => {
    expect(command(open(), 'goto 9999').message?.text).toMatch(/^no line 9999: the lesson has \d+$/)
  })

  it('searches, opens the quiz and the help, and quits', () => {
    expect(command(open(), 'find practice').message?.text).toBe('match 1 of 7')
    expect(command(open(), 'quiz').mode).toBe('quiz')
    expect(command(open(), 'help').mode).toBe('help')
    expect(command(open(), 'quit').ending).toBe('quit')
  })

  it('leaves its complaint until the next key', () => {
    const wrong = command(open(), 'fnid x')
    expect(wrong.message?.isError).toBe(true)
    expect(press(wrong, 'j').message).toBeUndefined()
  })
})

describe('the contents', () => {
  it('start at the heading of the place, and go where Enter says', () => {
    const list = press(open(), ']', ']', 't')
    expect(list.document.headings[list.selected]?.text).toBe('Theory')
    expect(focusLine(press(list, 'j', 'enter')).trim()).toBe('Practice')
    expect(press(list, 'j', 'escape').top).toBe(list.top)
  })

  it('cannot select beyond their ends', () => {
    const list = press(open(), 't')
    expect(press(list, 'k').selected).toBe(0)
    expect(press(list, 'G', 'j', 'space').selected).toBe(list.document.headings.length - 1)
  })
})

describe('resizing', () => {
  it('keeps the section and about the place in it', () => {
    const start = press(open(), ']', ']', 'j', 'j', 'j')
    for (const columns of [40, 60, 200]) {
      const resized = updateReader(start, { type: 'resize', size: { columns, rows: 12 } }, draw)
      expect(topLine(resized)).toContain('Theory paragraph 1')
    }
  })

  it('never shows less than a full page of a long lesson', () => {
    const end = press(open({ columns: 80, rows: 10 }), 'G')
    const taller = updateReader(end, { type: 'resize', size: { columns: 80, rows: 40 } }, draw)
    const { top, height, length } = windowOf(taller)
    expect(top + height).toBe(length)
  })
})
