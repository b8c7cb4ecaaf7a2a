import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import type { HttpClient } from '../src/http-client/http-client.ts'
import {
  currentDeadline,
  DeadlineExceeded,
  startDeadline,
  withinDeadline,
} from '../src/patterns/deadline.ts'

const DEPENDENCY = { name: 'orders', url: 'http://127.0.0.1:1', timeoutMs: 1000 }
const ask = (next: HttpClient) => withinDeadline(DEPENDENCY, next)({ method: 'GET', path: '' })

test('what does not listen to the deadline is not waited for', { timeout: 2000 }, async () => {
  const deadline = startDeadline(50)
  // As in the queue of a bulkhead that nobody leaves.
  const asked = currentDeadline.run(deadline, () => ask(() => new Promise(() => {})))
  await expect(asked).rejects.toBeInstanceOf(DeadlineExceeded)
})

test('a call that ends in time leaves nothing behind at the deadline', async () => {
  const deadline = startDeadline(10_000)
  await currentDeadline.run(deadline, () => ask(async () => ({ status: 200, body: {} })))
  deadline.release()
  expect(getEventListeners(deadline.signal, 'abort')).toHaveLength(0)
})
