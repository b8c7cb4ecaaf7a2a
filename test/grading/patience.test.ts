import { expect, it } from 'vitest'
import { gradeFile } from '../../src/grading/grade.ts'
import { contractOf, solutionOf } from './contracts.ts'
import { fileWith } from './helpers.ts'

it('takes no call for stuck while the interpreter is held for long, as by its collector of garbage', async () => {
  const contract = contractOf('request-hedging')
  const { name, text: solution } = solutionOf('request-hedging', 'python')
  // One step of the interpreter that takes more than a second of the processor, once in the life of the process.
  const once =
    "        if not hasattr(threading, 'held'):\n            threading.held = sum(range(120_000_000))\n"
  const held = solution.replace('        call = _Call(send)\n', `        call = _Call(send)\n${once}`)
  expect(held).not.toBe(solution)
  const { verdict, checks } = await gradeFile({
    file: await fileWith(name, held),
    pattern: 'request-hedging',
    contract,
    cwd: '/',
    seeds: 1,
    now: () => performance.now(),
  })
  expect(checks.filter((check) => check.verdict !== 'pass')).toEqual([])
  expect(verdict).toBe('pass')
}, 60_000)
