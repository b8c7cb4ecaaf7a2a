import { expect, test } from 'vitest'
import { wordsOf } from '../src/problem.ts'

test('what ended the start is told with its causes', () => {
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })
  const cause = new Error('cannot connect', { cause: refused })
  expect(wordsOf(new Error('DATABASE_URL: no answer', { cause }))).toBe(
    'DATABASE_URL: no answer: cannot connect: ECONNREFUSED',
  )
})
