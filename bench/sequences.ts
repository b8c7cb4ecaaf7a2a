// What 1,000 random sequences of 50 operations cost in each language that is here: milliseconds, loaded and warm.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { parse } from 'yaml'
import { exerciseSchema } from '../src/corpus/exercise-schema.ts'
import { exerciseFolder, programFile } from '../src/grading/exercise-files.ts'
import { isFault } from '../src/grading/fault.ts'
import { LANGUAGES } from '../src/grading/languages.ts'
import { loadModel } from '../src/grading/models/registry.ts'
import { prepare } from '../src/grading/prepare.ts'
import { Runner } from '../src/grading/runner.ts'
import { findProgram } from '../src/platform/find-program.ts'

const SLUG = 'lru-cache'
const SEQUENCES = 1000
const OPERATIONS = 50

const folder = exerciseFolder(SLUG)
const contract = exerciseSchema.parse(parse(readFileSync(path.join(folder, 'exercise.yaml'), 'utf8')))
const model = await loadModel(contract.model)
const sampled = fc.sample(model.arbitrary(fc), { seed: 1, numRuns: SEQUENCES })
const sequences = sampled.map((one) => {
  const ops = Array.from({ length: OPERATIONS }, (_, index) => one.ops[index % one.ops.length])
  return { ...one, ops: ops.filter((op) => op !== undefined) }
})

const now = () => performance.now()
const found: Record<string, number> = {}
for (const language of LANGUAGES) {
  if (contract.languages[language.id] === undefined || findProgram(language.interpreters) === undefined)
    continue
  const file = programFile(SLUG, 'solution', contract, language.id)
  const prepared = await prepare(file, language, contract)
  if (isFault(prepared)) throw new Error(prepared.message)
  const runner = new Runner({ ...prepared, contract, timeoutMs: 60_000, now })
  await runner.run(sequences.slice(0, 20))
  const start = now()
  await runner.run(sequences)
  found[language.id] = now() - start
  await runner.stop()
  prepared.dispose()
}
process.stdout.write(JSON.stringify(found))
