import { expect, test } from 'vitest'
import { pauseMs } from '../src/jobs/retry-schedule.ts'

const SCHEDULE = { initialMs: 100, maxMs: 1000 }

test('pauses double up to the longest, and half of each is drawn at random', () => {
  const shortest = [1, 2, 3, 4, 5, 50].map((claims) => pauseMs(SCHEDULE, claims, 0))
  expect(shortest).toEqual([50, 100, 200, 400, 500, 500])
  const longest = [1, 2, 5].map((claims) => pauseMs(SCHEDULE, claims, 0.999_999))
  expect(longest).toEqual([100, 200, 1000])
})
