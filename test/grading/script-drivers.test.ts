import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isFault } from '../../src/grading/fault.ts'
import { languageById } from '../../src/grading/languages.ts'
import { handing } from '../../src/grading/models/steps.ts'
import type { Runner } from '../../src/grading/runner.ts'
import type { Observation, Operation, Sequence } from '../../src/grading/sequence.ts'
import { normalized } from '../../src/grading/value.ts'
import { findProgram } from '../../src/platform/find-program.ts'
import { FIXTURES } from './helpers.ts'
import { languageRunner } from './language-runner.ts'
import { FUNCTION_CASES, invoke, method, valueContract } from './value-contract.ts'

const FOLDER = path.join(FIXTURES, 'contract')
const DRIVERS = [
  { id: 'python', ending: 'py', own: 'RuntimeError: wrapped' },
  { id: 'javascript', ending: 'mjs', own: 'Error: wrapped' },
] as const
const hasPython = findProgram(languageById('python')?.interpreters ?? []) !== undefined
const drivers = DRIVERS.filter(({ id }) => id !== 'python' || hasPython)

describe.each(drivers)('functions that a program is handed in $id', ({ id, ending, own }) => {
  const contract = valueContract(id, `everything.${ending}`, [method('time', [], 'int')])
  let runner: Runner

  beforeAll(async () => {
    const found = await languageRunner(id, path.join(FOLDER, `everything.${ending}`), contract)
    if (isFault(found)) throw new Error(found.message)
    runner = found
  })

  async function seen(
    ops: readonly Operation[],
    more: Partial<Sequence> = {},
  ): Promise<readonly Observation[]> {
    const found = await runner.run([{ startMs: 5, subjects: 1, options: { name: 'a' }, ops, ...more }])
    if (isFault(found)) throw new Error(`${found.message} ${found.next.join(' ')}`)
    return (found[0] ?? []).map((one) => (typeof one === 'string' ? normalized(one) : one))
  }

  it.each(Object.keys(FUNCTION_CASES))('%s', async (proves) => {
    const found = FUNCTION_CASES[proves]
    expect(await seen(found?.ops ?? [], found?.more)).toEqual(found?.seen)
  })

  it('and an error of its own with that of a function as its cause is not the very error', async () => {
    const args = [handing('operation', [{ fails: 'timeout' }])]
    expect(await seen([invoke('run_wrapped', args)])).toEqual([
      expect.objectContaining({ ended: 'raised', text: own, meant: 'operation()\n!timeout' }),
    ])
  })
})
