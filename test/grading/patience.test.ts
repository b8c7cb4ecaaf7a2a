import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { exerciseSchema } from '../../src/corpus/exercise-schema.ts'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { gradeFile } from '../../src/grading/grade.ts'
import { fileWith } from './helpers.ts'

it('takes no call for stuck while the interpreter is held for long, as by its collector of garbage', async () => {
  const folder = exerciseFolder('request-hedging')
  const contract = exerciseSchema.parse(parse(readFileSync(path.join(folder, 'exercise.yaml'), 'utf8')))
  const solution = readFileSync(path.join(folder, 'solution', 'python', 'hedger.py'), 'utf8')
  // One step of the interpreter that takes more than a second of the processor, once in the life of the process.
  const once =
    "        if not hasattr(threading, 'held'):\n            threading.held = sum(range(120_000_000))\n"
  const held = solution.replace('        call = _Call(send)\n', `        call = _Call(send)\n${once}`)
  expect(held).not.toBe(solution)
  const { verdict, checks } = await gradeFile({
    file: await fileWith('hedger.py', held),
    pattern: 'request-hedging',
    contract,
    cwd: '/',
    seeds: 1,
    now: () => performance.now(),
  })
  expect(checks.filter((check) => check.verdict !== 'pass')).toEqual([])
  expect(verdict).toBe('pass')
}, 60_000)
