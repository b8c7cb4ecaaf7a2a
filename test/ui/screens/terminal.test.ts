import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bundleForTest } from '../helpers/bundle.ts'
import { TestTerminal } from '../helpers/terminal.ts'

const ESCAPE = '\u001B'
let folder = ''
let program = ''
let terminal: TestTerminal | undefined

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'screens-'))
  program = await bundleForTest('show.ts', folder)
})

afterAll(() => rm(folder, { recursive: true }))

function show(screen: string, setup: ConstructorParameters<typeof TestTerminal>[1] = {}): TestTerminal {
  terminal = new TestTerminal([process.execPath, program, screen], setup)
  return terminal
}

afterEach(async () => {
  await terminal?.close()
  terminal = undefined
})

async function expectGivenBack(shown: TestTerminal, code: number): Promise<void> {
  expect(await shown.ended).toEqual({ code, restored: true })
  expect(shown.state()).toEqual({ alternate: false, cursorShown: true })
}

describe('the reader on a terminal', () => {
  it('opens, pages, searches, and gives the terminal back on q', async () => {
    const reader = show('reader')
    const first = await reader.shows('Overview paragraph 1')
    expect(first[0]).toMatch(/^ Sample Breaker +beginner, 5 min$/)
    expect(first[23]).toMatch(/^ +0% .*\? help$/)
    expect(reader.state()).toEqual({ alternate: true, cursorShown: false })
    reader.send(' ')
    await reader.shows('Theory paragraph')
    reader.send('/practice')
    await reader.shows(/^ \/practice$/)
    expect(reader.state().cursorShown).toBe(true)
    reader.send('\r')
    await reader.shows('match 1 of 7')
    reader.send(ESCAPE)
    reader.send(':goto overview\r')
    await reader.shows('> Overview')
    reader.send('q')
    await expectGivenBack(reader, 0)
  })

  it('asks the quiz at the end, and hands every answer out', async () => {
    const reader = show('reader')
    await reader.shows('Overview')
    reader.send('G')
    await reader.shows('Press Enter for the quiz: 2 questions.')
    reader.send('\r')
    await reader.shows('Question 1 of 2')
    reader.send('b\r')
    await reader.shows('Wrong.')
    reader.send('\r')
    await reader.shows('Question 2 of 2')
    reader.send('ab\r')
    await reader.shows('Right.')
    reader.send('\r')
    await reader.shows('1 of 2 right')
    reader.send('q')
    await expectGivenBack(reader, 0)
    expect(JSON.parse(reader.screen().join(''))).toMatchObject({
      ending: 'quit',
      finished: 1,
      score: { answered: 2, correct: 1, total: 2 },
      answers: ['one:false', 'two:true'],
    })
  })

  it('obeys the arrow keys and the page keys of a real terminal', async () => {
    const reader = show('reader')
    await reader.shows('Overview paragraph 1')
    reader.send(`${ESCAPE}[6~${ESCAPE}[B`)
    await reader.shows('Theory')
    reader.send(`${ESCAPE}[F`)
    await reader.shows('100%')
    reader.send(`${ESCAPE}[H`)
    await reader.shows('  0%')
  })

  it('complains about a command it does not know, and suggests one', async () => {
    const reader = show('reader')
    await reader.shows('Overview')
    reader.send(':gotoo theory\r')
    await reader.shows('there is no command "gotoo"; did you mean goto?')
  })

  it('draws itself anew for another size', async () => {
    const reader = show('reader')
    await reader.shows('Overview')
    reader.resize(40, 10)
    const narrow = await reader.shows(/^ Sample Breaker {2,20}beginner, 5 min$/)
    expect(narrow).toHaveLength(10)
    expect(narrow[9]).toMatch(/^ +0% .*\? help$/)
    reader.resize(120, 30)
    const wide = await reader.shows(/^ Sample Breaker {80,}beginner, 5 min$/)
    expect(wide[0]).toHaveLength(119)
    expect(wide.filter((row) => row.includes('Sample Breaker'))).toHaveLength(3)
  })

  it('writes no more than a few rows when one row changes', async () => {
    const reader = show('reader')
    await reader.shows('Overview')
    const before = reader.output().length
    reader.send(':')
    await reader.shows(/^ :$/)
    expect(reader.output().length - before).toBeLessThan(200)
  })

  it('shows no colour and no style when it may use none', async () => {
    const reader = show('reader', { env: { COLORLESS: '1' } })
    await reader.shows('Overview')
    reader.send('/theory\r')
    await reader.shows('match 1 of 7')
    const styles = reader
      .output()
      .split(`${ESCAPE}[`)
      .filter((piece) => /^[0-9;]*m/.test(piece))
    expect(styles.filter((piece) => !piece.startsWith('0m'))).toEqual([])
    expect(reader.screen().some((row) => /^> +.*Theory/.test(row))).toBe(true)
  })
})

describe('every way out gives the terminal back', () => {
  it('on Ctrl-C, which is told apart from q', async () => {
    const reader = show('reader')
    await reader.shows('Overview')
    reader.send('\u0003')
    await expectGivenBack(reader, 0)
    expect(reader.screen().join('\n')).toContain('"ending":"interrupted"')
  })

  it('on Ctrl-C while a search is typed, and on kill -INT', async () => {
    const reader = show('reader')
    await reader.shows('Overview')
    reader.send('/abc')
    await reader.shows('/abc')
    reader.signal('SIGINT')
    await expectGivenBack(reader, 0)
    expect(reader.screen().join('\n')).toContain('"ending":"interrupted"')
  })

  it.each([
    ['SIGTERM', -15],
    ['SIGHUP', -1],
  ] as const)('on %s, of which it still dies', async (signal, code) => {
    const reader = show('reader')
    await reader.shows('Overview')
    reader.signal(signal)
    await expectGivenBack(reader, code)
  })

  it('on an exception, which is then seen', async () => {
    const quiz = show('crash')
    await quiz.shows('Question 1 of 2')
    quiz.send('a\r')
    await expectGivenBack(quiz, 1)
    expect(quiz.screen().join('\n')).toContain('the answer could not be kept')
  })

  it('on Ctrl-Z, and takes it again on fg', async () => {
    terminal = new TestTerminal(['/bin/sh', '-i'], { env: { ENV: '' } })
    await terminal.shows(/[#$>]$/)
    terminal.send(`'${process.execPath}' '${program}' reader\n`)
    await terminal.shows('Overview')
    terminal.send('\u001A')
    await terminal.shows(/[#$>]$/)
    expect(terminal.state()).toEqual({ alternate: false, cursorShown: true })
    terminal.send('fg\n')
    await terminal.shows('Overview')
    terminal.send('q')
    await terminal.shows('"ending":"quit"')
    expect(terminal.state()).toEqual({ alternate: false, cursorShown: true })
  })

  it('on Ctrl-Z where nothing can stop it, and takes it again at once', async () => {
    const reader = show('reader')
    await reader.shows('Overview')
    reader.send('\u001A')
    await until(() => reader.output().split('\u001B[?1049h').length === 3)
    await reader.shows('Overview')
    reader.send('q')
    await expectGivenBack(reader, 0)
  })
})

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000 && !holds(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  expect(holds()).toBe(true)
}
