import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type ExerciseContract, exerciseSchema } from '../../src/corpus/exercise-schema.ts'
import { mutantsSchema } from '../../src/corpus/mutant-schema.ts'
import { firstMismatch } from '../../src/grading/evidence.ts'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { type Model, NOTHING_WRONG } from '../../src/grading/model.ts'
import { loadModel } from '../../src/grading/models/registry.ts'
import type { Observation, Sequence } from '../../src/grading/sequence.ts'
import { packageRoot } from '../../src/platform/package-root.ts'

const slugs = readdirSync(path.join(packageRoot(), 'content', 'patterns'))
  .filter((slug) => readable(path.join(exerciseFolder(slug), 'mutants.yaml')))
  .filter((slug) => slug !== 'circuit-breaker')

function readable(file: string): boolean {
  try {
    return readFileSync(file, 'utf8') !== ''
  } catch {
    return false
  }
}

function read(slug: string, file: string): unknown {
  return parse(readFileSync(path.join(exerciseFolder(slug), file), 'utf8'))
}

/** A program with these faults, as it answers. Where the contract leaves a choice, it has none to show. */
function answers(
  model: Model,
  sequence: Sequence,
  contract: ExerciseContract,
  wrong: ReadonlySet<string>,
): Observation[] {
  return model.predict(sequence, contract, wrong, []).map(({ accept }) => accept[0] ?? null)
}

describe.each(slugs)('the model of %s', async (slug) => {
  const contract = exerciseSchema.parse(read(slug, 'exercise.yaml'))
  const mutants = mutantsSchema.parse(read(slug, 'mutants.yaml'))
  const model = await loadModel(contract.model)
  const properties = contract.properties.map(({ id }) => id).sort()
  const bank = model.misconceptions.map(({ id }) => id)
  const random = fc.sample(model.arbitrary(fc), { seed: 1, numRuns: 200 })

  it('has a scenario and a misconception for every property, and no other', () => {
    const sorted = (ids: readonly string[]) => [...new Set(ids)].sort()
    expect(sorted(model.scenarios.map(({ property }) => property))).toEqual(properties)
    expect(sorted(model.misconceptions.map(({ property }) => property))).toEqual(properties)
    expect(new Set(bank).size).toBe(bank.length)
  })

  it('speaks of methods, options and errors of the contract alone', () => {
    const methods = new Set(contract.methods.map(({ name }) => name))
    const options = new Set(contract.options.map(({ name }) => name))
    for (const { ops, options: given, each = [] } of [
      ...random,
      ...model.scenarios.map((one) => one.sequence),
    ]) {
      for (const op of ops) if (op.op === 'invoke') expect(methods).toContain(op.method)
      for (const name of [given, ...each].flatMap((one) => Object.keys(one))) expect(options).toContain(name)
    }
  })

  it('gives one answer for each operation, and shrinks every sequence without knowing how it was made', () => {
    for (const sequence of random) {
      expect(model.predict(sequence, contract, NOTHING_WRONG, [])).toHaveLength(sequence.ops.length)
      expect(model.arbitrary(fc).canShrinkWithoutContext(sequence)).toBe(true)
    }
  })

  it.each(mutants.map((one) => [one.id, one] as const))('knows the mutant %s', (_id, mutant) => {
    expect(properties).toContain(mutant.breaks)
    const known = model.misconceptions.find(({ id }) => id === mutant.misconception)
    expect(known?.property).toBe(mutant.breaks)
  })

  it('shows every misconception by a scenario of its property', () => {
    const unseen = model.misconceptions.filter(({ id, property }) => {
      const own = model.scenarios.filter((scenario) => scenario.property === property)
      return !own.some(({ sequence }) => {
        const seen = answers(model, sequence, contract, new Set([id]))
        return firstMismatch(seen, model.predict(sequence, contract, NOTHING_WRONG, seen)) !== undefined
      })
    })
    expect(unseen.map(({ id }) => id)).toEqual([])
  })

  it('has at least ten mutants in Python and TypeScript, three of them subtle', () => {
    for (const language of ['python', 'typescript'] as const) {
      const mine = mutants.filter(({ edits }) => edits[language] !== undefined)
      expect(mine.length).toBeGreaterThanOrEqual(10)
      expect(mine.filter(({ subtle }) => subtle).length).toBeGreaterThanOrEqual(3)
    }
  })
})
