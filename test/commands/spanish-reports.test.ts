import { copyFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'
import { type Learner, newLearner } from '../learning/helpers/cli.ts'

let learner: Learner
beforeEach(async () => {
  learner = await newLearner()
})
afterEach(() => learner.remove())

function spanish(...words: string[]) {
  const corpus = path.join(packageRoot(), 'dist', 'corpus')
  return learner.run(words, { env: { COMPENDIUM_LANG: 'es', COMPENDIUM_CORPUS: corpus } })
}

const BROKEN = ['simulate', 'circuit-breaker', '--mutant', 'ignores-trial-limit', '--no-save']

describe('a simulation', () => {
  it('is reported in Spanish, while annotations for machines stay English', async () => {
    const { status, stdout } = await spanish(...BROKEN, '--seeds', '2', '--reporter', 'github')
    expect(status).toBe(1)
    expect(stdout).toContain('INCUMPLIDA trials-bounded (2 de 2 semillas; esta es la semilla 1)')
    expect(stdout).toMatch(/^FAIL {2}1 invariante incumplida$/m)
    expect(stdout).toMatch(/^Ejecútalo otra vez: compendium simulate circuit-breaker --seed 1 /m)
    expect(stdout).toMatch(/^::error .*::broken in 2 of 2 seeds, first in seed 1%0A/m)
  })

  it('is the same data in every language', async () => {
    const [english, told] = [await learner.run([...BROKEN, '--json']), await spanish(...BROKEN, '--json')]
    expect(JSON.parse(told.stdout)).toEqual(JSON.parse(english.stdout))
    expect(JSON.parse(told.stdout)).toMatchObject({ verdict: 'fail' })
  })
})

it('a history is judged in a Spanish frame', async () => {
  const stale = [
    '{:process 0, :type :invoke, :f :write, :value 1}',
    '{:process 0, :type :ok, :f :write, :value 1}',
    '{:process 1, :type :invoke, :f :read, :value nil}',
    '{:process 1, :type :ok, :f :read, :value 2}',
  ]
  await writeFile(path.join(learner.folder, 'stale.edn'), stale.join('\n'))
  const { status, stdout } = await spanish('check', 'stale.edn', '--model', 'cas-register')
  expect(status).toBe(1)
  expect(stdout).toMatch(/^NOT VALID {2}cas-register, 2 operaciones$/m)
  expect(stdout).toContain('La parte más pequeña de la historia que lo muestra, ')
})

it('a grade stands in a Spanish frame: what was expected, the count, the hint and the way to do it again', async () => {
  const starter = 'content/patterns/token-bucket/exercise/starter/python/token_bucket.py'
  await copyFile(path.join(packageRoot(), starter), path.join(learner.folder, 'token_bucket.py'))
  const { status, stdout } = await spanish('test', 'token_bucket.py', '--pattern', 'token-bucket')
  expect(status).toBe(1)
  expect(stdout).toContain('✘ se esperaba: True')
  expect(stdout).toMatch(/^FAIL {2}\d+ de \d+ comprobaciones superadas?, \d+ falladas, \d+ sin juzgar · /m)
  expect(stdout).toMatch(/^Pista {5}compendium hint token-bucket$/m)
  expect(stdout).toMatch(/^Repetir {3}compendium test token_bucket\.py --pattern token-bucket --seed \d+$/m)
})
