import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TestTerminal } from '../helpers/terminal.ts'

const BIN = path.join(import.meta.dirname, '..', '..', '..', 'bin', 'run.js')
let home = ''
let terminal: TestTerminal | undefined

beforeEach(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'screens-'))
})

afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  await rm(home, { recursive: true })
})

function compendium(...words: string[]): TestTerminal {
  terminal = new TestTerminal([process.execPath, BIN, ...words], { env: { COMPENDIUM_HOME: home } })
  return terminal
}

function progress(): { read: string[]; quizzes: Record<string, unknown> } {
  const { stdout } = spawnSync(process.execPath, [BIN, 'progress', '--json'], {
    encoding: 'utf8',
    env: { ...process.env, COMPENDIUM_HOME: home },
  })
  return JSON.parse(stdout)
}

describe('the program on a terminal', () => {
  it('opens the lesson, asks its quiz, and keeps the answers', async () => {
    const reader = compendium('learn', 'circuit-breaker', '--interactive')
    const first = await reader.shows('? help')
    expect(first[23]).toContain('? help')
    reader.send(':goto theory')
    await reader.shows(/^ :goto theory$/)
    reader.send('\r')
    await reader.shows(/^> .*Theory/)
    reader.send('G')
    await reader.shows('Press Enter to go on')
    reader.send('\r')
    await reader.shows('Next: diagram.')
    reader.send('jj')
    await reader.shows(/^ *> Quiz/)
    reader.send('\r')
    await reader.shows('Question 1 of')
    reader.send('a\r')
    await reader.shows(/^ +(Right|Wrong)\.$/)
    reader.send('q')
    await reader.shows('Next: exercise.')
    reader.send('q')
    expect(await reader.ended).toEqual({ code: 0, restored: true })
    expect(reader.state()).toEqual({ alternate: false, cursorShown: true })
    expect(progress().quizzes).toMatchObject({ 'circuit-breaker': {} })
  })

  it('ends with status 130 on Ctrl-C, with the terminal as it was', async () => {
    const reader = compendium('learn', 'circuit-breaker', '--interactive')
    await reader.shows('? help')
    reader.send('\u0003')
    expect(await reader.ended).toEqual({ code: 130, restored: true })
    expect(reader.state()).toEqual({ alternate: false, cursorShown: true })
  })

  it('asks the quiz on a screen of its own', async () => {
    const quiz = compendium('quiz', 'circuit-breaker')
    await quiz.shows('Question 1 of')
    quiz.send('q')
    expect(await quiz.ended).toEqual({ code: 0, restored: true })
  })

  it('prints no report after a replay that Ctrl-C ended', async () => {
    const replay = compendium('simulate', 'circuit-breaker')
    await replay.shows(/^ playing, /)
    replay.send('\u0003')
    expect(await replay.ended).toEqual({ code: 130, restored: true })
    expect(replay.screen().join('\n')).not.toContain('PASS')
  })

  it('replays a simulation, from pause to summary, then prints the report', async () => {
    const replay = compendium('simulate', 'circuit-breaker')
    await replay.shows(/^ playing, /)
    replay.send(' ')
    await replay.shows(/^ paused, /)
    replay.send('G')
    const end = await replay.shows(/^ done, /)
    expect(end.join('\n')).toContain('outage')
    replay.send('q')
    expect(await replay.ended).toEqual({ code: 0, restored: true })
    await replay.shows(/^Run it again: /)
  })
})
