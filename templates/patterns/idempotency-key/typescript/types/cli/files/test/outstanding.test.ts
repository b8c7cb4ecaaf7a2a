import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { openOutstanding } from '../src/patterns/outstanding.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { emptyFolder, openHome, PLACE, startFakes } from './helpers.ts'

let fakes: FakeDependencies
let type: (...args: string[]) => Promise<{ code: number; out: string; err: string }>
let folder: string

beforeEach(async () => {
  fakes = await startFakes()
  folder = path.join(await emptyFolder(), 'outstanding')
  const home = await openHome(fakes)
  const env = { STATE_DIR: folder, DEPENDENCY_TIMEOUT_MS: '100' }
  type = (...args) => home(args, { env })
})

test('an order without an answer, placed again in the same words, is one order', async () => {
  fakes.mode = 'swallow'
  expect((await type(...PLACE)).code).toBe(3)
  fakes.mode = 'ok'
  const again = await type(...PLACE)
  expect(again.code).toBe(0)
  expect(again.err).toContain('has no answer yet: it goes on as')
  expect(fakes.orders.size).toBe(1)
})

test('an order that has its answer is placed again as a new one', async () => {
  await type(...PLACE)
  await type(...PLACE)
  expect(fakes.orders.size).toBe(2)
  expect(await readdir(folder)).toEqual([])
})

test('another order takes no key of one without an answer', async () => {
  fakes.mode = 'swallow'
  await type(...PLACE)
  fakes.mode = 'ok'
  await type('place', '--item', 'cups', '--amount', '350')
  expect(fakes.orders.size).toBe(2)
  expect(await openOutstanding(folder).list()).toMatchObject([{ request: { item: 'tea' } }])
})

test('a refusal is an answer', async () => {
  fakes.mode = 'refuse'
  expect((await type(...PLACE)).code).toBe(1)
  expect(await readdir(folder)).toEqual([])
})

test('resume sends what has no answer under its key, and then there is nothing left', async () => {
  fakes.mode = 'swallow'
  await type(...PLACE, '--id', 'a1')
  await type(...PLACE, '--id', 'a2')
  expect((await type('resume')).code).toBe(3)
  fakes.mode = 'ok'
  const { code, out } = await type('resume', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out).settled).toMatchObject([{ id: 'a1' }, { id: 'a2' }])
  expect(fakes.lastHeaders['idempotency-key']).toBe('a2')
  expect((await type('resume')).out).toBe('Everything has its answer.\n')
})
