import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulate } from '../../../src/simulation/simulate.ts'
import { newWorkshop, type Workshop } from '../helpers/model-files.ts'

const guide = readFileSync(
  path.join(import.meta.dirname, '..', '..', '..', 'docs', 'writing-a-model.md'),
  'utf8',
)
const files = new Map(
  [...guide.matchAll(/```[jt]s file=(\S+)\n([\s\S]*?)\n```/g)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
)

let workshop: Workshop
beforeAll(async () => {
  workshop = await newWorkshop()
  for (const [name, text] of files) await workshop.write(name, text)
})
afterAll(() => workshop.remove())

const run = (scenario: string, more: object) =>
  simulate({
    scenario,
    settings: [],
    assertions: [],
    cwd: workshop.folder,
    version: '0.0.0',
    seeds: '20',
    shrink: true,
    ...more,
  })

describe('the guide to writing a model', () => {
  it('has a cluster that survives its faults, and a mistake in it that becomes one crash', async () => {
    expect((await run('./counter.ts', {})).verdict).toBe('pass')
    const wrong = await run('./counter.ts', { mutant: 'no-sync' })
    expect(wrong.verdict).toBe('fail')
    expect(wrong.shrunk?.faults).toHaveLength(1)
    expect(wrong.shrunk?.operations).toHaveLength(1)
  }, 30_000)

  it('has a queue that keeps its rule, and a mistake in it that does not', async () => {
    expect((await run('./barber.js', { seeds: '5', assertions: ['turned_away < 20%'] })).verdict).toBe('pass')
    expect((await run('./barber.js', { seeds: '5', mutant: 'one-more' })).verdict).toBe('fail')
  }, 30_000)
})
