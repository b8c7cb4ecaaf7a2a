import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ExerciseContract } from '../../src/corpus/exercise-schema.ts'
import { judge } from '../../src/grading/evidence.ts'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { isFault } from '../../src/grading/fault.ts'
import { languageById } from '../../src/grading/languages.ts'
import type { Model } from '../../src/grading/model.ts'
import { loadModel } from '../../src/grading/models/registry.ts'
import { prepare } from '../../src/grading/prepare.ts'
import { Runner } from '../../src/grading/runner.ts'
import { contractOf } from './contracts.ts'
import { FIXTURES, grade } from './helpers.ts'

const PATTERNS = [
  'rga-sequence',
  'lsm-tree',
  'phi-accrual-detector',
  'saga',
  'two-phase-commit',
  'transactional-outbox',
  'dead-letter-queue',
  'write-ahead-log',
]
const SLOW = path.join(FIXTURES, 'slow')
/** A multiple of all that the workloads divide by. */
const SIZE = 320

/** What the model has against what the program answers in the workload. */
async function departure(file: string, id: string, contract: ExerciseContract, model: Model) {
  const language = languageById(id)
  const sequence = model.workload?.(SIZE)
  if (language === undefined || sequence === undefined) throw new Error('nothing to run')
  const prepared = await prepare(file, language, contract)
  if (isFault(prepared)) throw new Error(prepared.message)
  const runner = new Runner({ ...prepared, contract, timeoutMs: 20_000, now: () => performance.now() })
  try {
    const found = await runner.run([sequence])
    if (isFault(found)) throw new Error(found.message)
    return judge(sequence, found[0] ?? [], model, contract).divergence
  } finally {
    await runner.stop()
    prepared.dispose()
  }
}

describe.each(PATTERNS)('the workload of %s', { timeout: 60_000 }, (slug) => {
  it.each(['python', 'typescript'] as const)(
    'is answered right by reference and slow program in %s',
    async (id) => {
      const contract = contractOf(slug)
      const model = await loadModel(contract.model)
      const name = contract.languages[id]?.file ?? ''
      for (const file of [path.join(exerciseFolder(slug), 'solution', id, name), path.join(SLOW, name)]) {
        expect(await departure(file, id, contract, model)).toBeUndefined()
      }
    },
  )

  it('grows as its size does', async () => {
    const { workload } = await loadModel(contractOf(slug).model)
    const texts = [1, 4].map((times) => JSON.stringify(workload?.(times * SIZE)).length)
    expect((texts[1] ?? 0) / (texts[0] ?? 1)).toBeGreaterThan(3)
    expect((texts[1] ?? 0) / (texts[0] ?? 1)).toBeLessThan(5)
  })
})

describe('a program that goes through all it holds', { timeout: 120_000 }, () => {
  it.each([
    ['phi-accrual-detector', 'phi-detector.ts'],
    ['lsm-tree', 'lsm_tree.py'],
    // Timed: a machine that is busy elsewhere may hide it once.
  ])('passes, and is called out: %s, %s', { retry: 2 }, async (pattern, file) => {
    const contract = contractOf(pattern)
    const { verdict, speed } = await grade(path.join(SLOW, file), { pattern, contract, speed: true })
    expect(verdict).toBe('pass')
    expect(speed).toMatchObject({ growsWithSize: true })
  })
})
