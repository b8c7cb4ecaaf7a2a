import { expect, it } from 'vitest'
import { attemptFact } from '../../src/grading/attempt.ts'
import type { Check } from '../../src/grading/verdict.ts'

const check = (verdict: Check['verdict']) => ({ verdict }) as Check
const grade = (...verdicts: Check['verdict'][]) => ({
  ...{ pattern: 'raft', language: 'python', seed: 7 },
  ...{ verdict: verdicts.every((one) => one === 'pass') ? ('pass' as const) : ('fail' as const) },
  checks: verdicts.map(check),
})

it('an attempt at all checks is kept as it was graded', () => {
  expect(attemptFact(grade('pass', 'pass')).data).toEqual({
    ...{ language: 'python', verdict: 'pass', seed: '7', checksPassed: 2, checksTotal: 2 },
  })
  expect(attemptFact(grade('pass', 'fail'), 6).data).toMatchObject({ verdict: 'fail', checksTotal: 6 })
})

it('a pass of the first stages alone is no pass of the exercise', () => {
  expect(attemptFact(grade('pass'), 6).data).toMatchObject({
    verdict: 'weak',
    checksPassed: 1,
    checksTotal: 6,
  })
})
