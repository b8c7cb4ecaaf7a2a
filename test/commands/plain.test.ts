import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

interface Manifest {
  readonly commands: Readonly<Record<string, { readonly flags: Readonly<Record<string, unknown>> }>>
}

const { commands }: Manifest = JSON.parse(readFileSync('oclif.manifest.json', 'utf8'))

/** Every command of learning, as it is called; the lists are those of the program as it is built. */
const CALLS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  home: [[]],
  learn: [[], ['token-bucket'], ['consensus']],
  quiz: [['bulkhead'], ['bulkhead', '--answer', 'none=a']],
  review: [[], ['--stats'], ['--list']],
  recommend: [[]],
  doctor: [[]],
  certify: [[], ['fundamentals'], ['pattern-master', '--rubric']],
  'certify:verify': [['package.json']],
  'path:list': [[]],
  'path:show': [['sre']],
  'path:plan': [['--goal', 'raft']],
  'path:follow': [[]],
  progress: [[], ['--section', 'topics'], ['--section', 'days'], ['--section', 'recall']],
  'progress:achievements': [[]],
  'progress:export': [[]],
  'progress:backup': [['--out', 'backup.db']],
  'progress:import': [['none.json']],
  'progress:reset': [[]],
}

/** Boxes, blocks, braille, and whatever moves the cursor or has a colour. */
const ESC = '\u001B'
const DRAWN = new RegExp(`[\\u2500-\\u259F\\u2800-\\u28FF${ESC}]`, 'u')

let learner: Learner
beforeAll(async () => {
  learner = await newLearner()
})
afterAll(() => learner.remove())

test('every command takes --plain', () => {
  const lacking = Object.entries(commands).filter(([, { flags }]) => flags['plain'] === undefined)
  expect(Object.keys(commands).length).toBeGreaterThan(30)
  expect(lacking.map(([id]) => id)).toEqual([])
})

test('every command of learning is tried here', () => {
  const own = /^(home|learn|quiz|review|recommend|doctor|(certify|path|progress)(:.*)?)$/
  expect(Object.keys(CALLS).sort()).toEqual(
    Object.keys(commands)
      .filter((id) => own.test(id))
      .sort(),
  )
})

describe.each(Object.entries(CALLS))('%s --plain', (id, calls) => {
  it.each(calls.map((call) => [call]))('draws nothing, also when colour is forced: %j', async (call) => {
    const env = { COMPENDIUM_CORPUS: '', FORCE_COLOR: '3', COLUMNS: '80' }
    const words = [...id.split(':'), ...call, '--plain']
    const { stdout, stderr } = await learner.run(words, { env })
    expect(`${stdout}${stderr}`.length).toBeGreaterThan(10)
    expect(`${stdout}${stderr}`).not.toMatch(DRAWN)
  })
})

test('without it there is something to take away', async () => {
  const env = { COMPENDIUM_CORPUS: '', FORCE_COLOR: '3', COLUMNS: '80' }
  expect((await learner.run(['learn', 'token-bucket'], { env })).stdout).toContain(ESC)
  expect((await learner.run(['learn', 'token-bucket'], { env })).stdout).toMatch(/[\u2500-\u257F]/)
  expect((await learner.run(['progress'], { env })).stdout).toMatch(DRAWN)
})
