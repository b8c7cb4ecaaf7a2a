import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isUserError } from '../../src/lib/user-error.ts'
import { compare } from '../../src/simulation/compare.ts'
import { mergeReports } from '../../src/simulation/merge.ts'
import { replay } from '../../src/simulation/replay.ts'
import { simulate } from '../../src/simulation/simulate.ts'
import { newWorkshop, type Workshop } from './helpers/model-files.ts'

const CRASH = { kind: 'crash', node: 1, disk: 'kept', atUs: 1, durationUs: 1 }
const RULE = { kind: 'when', nth: 1, strike: 'crash', afterUs: 1, durationUs: 1000 }
const FILES: Readonly<Record<string, unknown>> = {
  'field.json': [CRASH, { ...CRASH, node: 'one' }],
  'late.json': { faults: [{ ...CRASH, atUs: -1 }] },
  'kind.json': [{ ...CRASH, kind: 'crush' }],
  'more.json': [{ ...CRASH, colour: 'red' }],
  'node.json': [{ ...CRASH, node: 9 }],
  'rule.json': [{ kind: 'when', moment: 'vote-granted', nth: 0, strike: 'crash', afterUs: 1, durationUs: 1 }],
  'moment.json': { faults: [{ ...RULE, moment: 'vote-grantd' }] },
  'list.json': 3,
}

let workshop: Workshop
beforeAll(async () => {
  workshop = await newWorkshop()
  for (const [name, data] of Object.entries(FILES)) await workshop.write(name, JSON.stringify(data))
  await workshop.write('broken.json', '[{')
  await workshop.write('broken.yaml', 'a: b: c')
  await workshop.write('wrong.yaml', 'asserts:\n  - p99 < 1s\n')
  await workshop.write('numbers.yaml', '- 3\n')
  await workshop.write('empty.yaml', '')
  await writeFile(path.join(workshop.folder, 'binary.json'), Buffer.from([0xff, 0xfe, 0x00]))
})
afterAll(() => workshop.remove())

const request = () => ({ settings: [], assertions: [], cwd: workshop.folder, version: '0.1.0' })

/** The one line that the user sees, and what they can do. */
async function refusal(act: () => Promise<unknown>): Promise<string> {
  const error = await act().catch((thrown: unknown) => thrown)
  if (!isUserError(error)) throw new Error(`no error for a user: ${error}`)
  expect(error.exitCode).toBe(2)
  expect(error.message).not.toContain('\n')
  expect(error.next.length).toBeGreaterThan(0)
  return [error.message, ...error.next].join(' | ')
}

describe('a run is refused with one clear line', () => {
  it.each([
    [{ shard: '3/2', seeds: '10' }, '--shard cannot be "3/2"'],
    [{ shard: '0/2', seeds: '10' }, '--shard cannot be "0/2"'],
    [{ shard: 'x', seeds: '10' }, '--shard cannot be "x"'],
    [{ shard: '1/2000', seeds: '10' }, 'at most 1000 parts'],
    [{ shard: '3/4', seeds: '2' }, '--shard 3/4 of 2 seeds is empty'],
    [{ assertions: ['never leader-completenes'] }, 'Did you mean: leader-completeness'],
    [{ assertions: ['within 2s after heal: recoverd'] }, 'Did you mean: recovered'],
    [{ assertionsFile: 'nowhere.yaml' }, 'nowhere.yaml is not there'],
    [{ assertionsFile: 'broken.yaml' }, 'broken.yaml is not YAML'],
    [{ assertionsFile: 'wrong.yaml' }, 'wrong.yaml is not a list of assertions'],
    [{ assertionsFile: 'numbers.yaml' }, 'numbers.yaml is not a list of assertions. | One assertion a line'],
    [{ assertionsFile: 'empty.yaml' }, 'empty.yaml is not a list of assertions. | One assertion a line'],
    [{ faults: 'storm' }, '--faults cannot be "storm". | It may be swarm'],
    [{ faults: 'nowhere.json' }, 'nowhere.json is not there'],
    [{ faults: 'broken.json' }, 'broken.json is not JSON'],
    [{ faults: 'binary.json' }, 'binary.json is not text'],
    [{ faults: 'list.json' }, 'list.json is not a schedule of faults'],
    [{ faults: 'field.json' }, 'faults[1].node: '],
    [{ faults: 'late.json' }, 'faults[0].atUs: '],
    [{ faults: 'kind.json' }, 'faults[0].kind: '],
    [{ faults: 'more.json' }, 'colour'],
    [{ faults: 'rule.json' }, 'faults[0].nth: '],
    [{ faults: 'node.json' }, 'names node 9'],
    [{ faults: 'moment.json' }, 'raft has no moment "vote-grantd" (faults[0])'],
    [{ faults: 'moment.json' }, 'Did you mean: vote-granted | Its moments: '],
    [{ scenario: 'rfat' }, 'Did you mean: compendium simulate raft'],
    [
      { scenario: 'circuit-breaker', faults: 'node.json' },
      'circuit-breaker knows no fault "crash" (faults[0])',
    ],
    [{ mutant: 'votes-twic' }, 'Did you mean: votes-twice'],
    [{ scenario: './nowhere.ts' }, './nowhere.ts is not there'],
  ])('%j', async (more, why) => {
    expect(await refusal(() => simulate({ scenario: 'raft', ...request(), ...more }))).toContain(why)
  })

  it('unless a rule waits for a moment that only a run shows', async () => {
    const faults = await workshop.write(
      'unnamed.json',
      JSON.stringify([{ ...RULE, moment: 'entries-stored' }]),
    )
    const { shown, scenario } = await simulate({ scenario: 'raft', ...request(), faults })
    expect(scenario.moments).not.toContain('entries-stored')
    expect(shown.result.faults).toMatchObject([{ kind: 'crash' }])
  })

  it.each([
    [['servers=3'], 'one value is nothing to compare'],
    [['server=3,5'], 'Did you mean: servers'],
    [['servers=3,100'], 'servers cannot be 100'],
  ])('--sweep %j', async (sweeps, why) => {
    const asked = () => compare({ scenario: 'raft', ...request(), sweeps })
    expect(await refusal(asked)).toContain(why)
  })

  it.each([
    ['nowhere.json', 'nowhere.json is not there'],
    ['broken.json', 'broken.json is not JSON'],
    ['list.json', 'list.json is not a replay file of compendium'],
    ['late.json', 'late.json is not a replay file of compendium: format: '],
  ])('--replay %s', async (file, why) => {
    expect(await refusal(() => replay({ file, cwd: workshop.folder }))).toContain(why)
  })

  it.each([
    ['nowhere.json', 'nowhere.json is not there'],
    ['list.json', 'is not the report of a part'],
  ])('merge-reports %s', async (file, why) => {
    const asked = () => mergeReports({ files: [file], cwd: workshop.folder, version: '0.1.0' })
    expect(await refusal(asked)).toContain(why)
  })
})
