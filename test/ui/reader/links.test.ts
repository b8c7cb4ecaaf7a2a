import { expect, test } from 'vitest'
import { targetOf } from '../../../src/ui/screens/reader/links.ts'

test('a link leads to a lesson in the same folder, or in that of the other kind', () => {
  const lesson = { to: 'topic', slug: 'bulkhead' }
  expect(targetOf('../bulkhead/lesson.md')).toEqual(lesson)
  expect(targetOf('../../patterns/bulkhead/lesson.md#theory')).toEqual({ ...lesson, anchor: 'theory' })
  expect(targetOf('../../principles/law-cognitive-load/lesson.md')).toEqual({
    to: 'topic',
    slug: 'law-cognitive-load',
  })
})

test('what leads to no lesson is elsewhere', () => {
  for (const address of [
    'https://example.org/lesson.md',
    '../../../x/lesson.md',
    '../../patterns/bulkhead/quiz.yaml',
  ])
    expect(targetOf(address)).toEqual({ to: 'elsewhere', address })
})
