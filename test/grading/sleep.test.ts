import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { contractOf } from './contracts.ts'
import { failing, fileWith, grade } from './helpers.ts'

const FOLDER = exerciseFolder('two-phase-commit')

it('a program that goes on while it should sleep is told so', { timeout: 60_000 }, async () => {
  const contract = contractOf('two-phase-commit')
  const solution = path.join(FOLDER, 'solution', 'typescript', 'two-phase-commit.ts')
  const text = await readFile(solution, 'utf8')
  expect(text).toContain('await sleep(retryMs)')
  const file = await fileWith('two-phase-commit.ts', text.replace('await sleep(retryMs)', 'sleep(retryMs)'))
  const result = await grade(file, { pattern: 'two-phase-commit', contract })
  expect(failing(result)).toContain('commits-until-acknowledged')
  const check = result.checks.find(({ id }) => id === 'commits-until-acknowledged')
  expect(check?.message).toContain('sleep(10), then (without waiting for the sleep), then commit("a","t1")')
})
