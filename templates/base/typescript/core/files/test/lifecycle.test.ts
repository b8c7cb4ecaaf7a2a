import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createLifecycle } from '../src/lifecycle.ts'

const silent = pino({ level: 'silent' })

test('what was started last is stopped first, and only once', async () => {
  const lifecycle = createLifecycle(silent)
  const stopped: string[] = []
  lifecycle.onStop('database', () => void stopped.push('database'))
  lifecycle.onStop('server', async () => void stopped.push('server'))
  await Promise.all([lifecycle.stop(), lifecycle.stop()])
  expect(stopped).toEqual(['server', 'database'])
})

test('a part that cannot stop does not keep the others up', async () => {
  const lifecycle = createLifecycle(silent)
  let isDatabaseClosed = false
  lifecycle.onStop('database', () => {
    isDatabaseClosed = true
  })
  lifecycle.onStop('broker', () => Promise.reject(new Error('gone')))
  await lifecycle.stop()
  expect(isDatabaseClosed).toBe(true)
})
