import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { bulkhead, insightful, writeTopics } from '../../learning/helpers/corpus.ts'
import { TestTerminal } from '../helpers/terminal.ts'

const BIN = path.resolve('bin/run.js')
let folder = ''
let terminal: TestTerminal | undefined
const env = () => ({
  COMPENDIUM_HOME: path.join(folder, 'home'),
  COMPENDIUM_CORPUS: path.join(folder, 'corpus'),
})

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'review-'))
  await writeTopics(path.join(folder, 'corpus'), [bulkhead])
  const events = ['why', 'which'].map((question, place) => ({
    id: `00000000-0000-7000-8000-00000000000${place}`,
    ...{ atMs: Date.now() - 3 * 86_400_000, kind: 'quiz', slug: 'bulkhead' },
    data: { question, answer: ['b'], correct: question === 'which', questions: 2 },
  }))
  await writeFile(path.join(folder, 'log.json'), JSON.stringify({ schemaVersion: 1, events }))
  run('progress', 'import', path.join(folder, 'log.json'))
})

afterEach(async () => {
  await terminal?.close()
  terminal = undefined
  await rm(folder, { recursive: true })
})

function run(...words: string[]): string {
  return spawnSync(process.execPath, [BIN, ...words], { encoding: 'utf8', env: { ...process.env, ...env() } })
    .stdout
}

it('asks what is due on the screen, keeps each answer at once, and leaves the terminal as it was', async () => {
  terminal = new TestTerminal([process.execPath, BIN, 'review'], { env: { ...env(), TERM: 'xterm' } })
  await terminal.shows('What is it for?')
  terminal.send('b')
  terminal.send('\r')
  await terminal.shows('Right.')
  await terminal.shows(/Enter good/)
  terminal.send('e')
  await terminal.shows('What can be split?')
  terminal.send('q')
  expect(await terminal.ended).toEqual({ code: 0, restored: true })
  const { events } = JSON.parse(run('progress', 'export'))
  expect(events.at(-1)).toMatchObject({
    kind: 'review',
    data: { question: 'why', rating: 'easy', correct: true },
  })
  expect(JSON.parse(run('review', '--json')).due).toMatchObject([{ id: 'bulkhead/which' }])
})

it('keeps what was answered when it is interrupted', async () => {
  terminal = new TestTerminal([process.execPath, BIN, 'review'], { env: { ...env(), TERM: 'xterm' } })
  await terminal.shows('What is it for?')
  terminal.send('a')
  terminal.send('\r')
  await terminal.shows('Wrong.')
  terminal.send('\r')
  await terminal.shows('What can be split?')
  terminal.send('\u0003')
  expect(await terminal.ended).toEqual({ code: 130, restored: true })
  const { events } = JSON.parse(run('progress', 'export'))
  expect(events.at(-1)).toMatchObject({ kind: 'review', data: { question: 'why', rating: 'again' } })
})

it('asks for an insight, shows it when Enter is pressed, and keeps what was said of it', async () => {
  await writeTopics(path.join(folder, 'corpus'), [{ ...insightful, quiz: [] }])
  const read = {
    id: '00000000-0000-7000-8000-00000000000a',
    atMs: Date.now(),
    kind: 'read',
    slug: 'bulkhead',
  }
  const log = { schemaVersion: 1, events: [{ ...read, data: { finished: true } }] }
  await writeFile(path.join(folder, 'log.json'), JSON.stringify(log))
  run('progress', 'import', path.join(folder, 'log.json'))
  terminal = new TestTerminal([process.execPath, BIN, 'review'], { env: { ...env(), TERM: 'xterm' } })
  await terminal.shows('What does one leak cost?')
  await terminal.shows('Enter show')
  terminal.send('\r')
  await terminal.shows('One compartment, and no more.')
  await terminal.shows(/a again .*h hard .*e easy .*Enter good/)
  terminal.send('a')
  await terminal.shows('How large is a pool?')
  terminal.send('q')
  expect(await terminal.ended).toEqual({ code: 0, restored: true })
  const { events } = JSON.parse(run('progress', 'export'))
  expect(events.at(-1)).toMatchObject({
    kind: 'review',
    data: { question: 'leak', answer: [], correct: false, rating: 'again' },
  })
})
