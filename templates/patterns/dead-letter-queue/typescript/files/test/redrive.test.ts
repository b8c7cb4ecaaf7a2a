import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { runCommand } from '../src/patterns/dead-letters/commands.ts'
import { deadLetterStore, failureOf } from '../src/patterns/dead-letters/dead-letter-store.ts'
import { createRedriver } from '../src/patterns/dead-letters/redrive.ts'
import { slowReader } from './slow-reader.ts'
import { lastingTestDatabase, testDatabase } from './test-database.ts'

const ITEM = { source: 'mail', itemId: 'm1', payload: { n: 1 } }
const ID = 'mail/m1'
const failed = (why: string) => failureOf(new Error(why), false)

/** One letter that somebody wants tried again, and `meanwhile`, what happens in this process and others on the way. */
async function redrive(
  meanwhile: (store: {
    failsAgain(): Promise<unknown>
    isHandled(): Promise<void>
  }) => Promise<'handled' | 'on its way'>,
) {
  const database = await openDatabase(await testDatabase())
  onTestFinished(() => database.destroy())
  await deadLetterStore.noteFailure(database, ITEM, failed('first'), 'parked')
  await deadLetterStore.requestRedrive(database, ID)
  const others = {
    failsAgain: () => deadLetterStore.noteFailure(database, ITEM, failed('again'), 'parked'),
    isHandled: () => deadLetterStore.remove(database, ID),
  }
  let hasBegun = false
  const redriver = createRedriver({
    database,
    async handle() {
      hasBegun = true
      return meanwhile(others)
    },
    intervalMs: 60_000,
    log: pino({ level: 'silent' }),
  })
  redriver.start()
  await expect.poll(() => hasBegun).toBe(true)
  await redriver.stop()
  const letter = await deadLetterStore.find(database, ID)
  return letter && { state: letter.state, failures: letter.failures.map(({ error }) => error) }
}

test('what was handled is gone', async () => {
  expect(await redrive(async () => 'handled')).toBeUndefined()
})

test('what failed is parked again', async () => {
  const fail = () => Promise.reject(new Error('again'))
  const failures = ['Error: first', 'Error: again']
  expect(await redrive(fail)).toEqual({ state: 'parked', failures })
})

test('what is on its way and has failed again before that was noted stays parked', async () => {
  const letter = await redrive(async ({ failsAgain }) => {
    await failsAgain()
    return 'on its way'
  })
  expect(letter).toMatchObject({ state: 'parked' })
})

test('what failed here, while somebody else handled it, is not parked', async () => {
  const letter = await redrive(async ({ isHandled }) => {
    await isHandled()
    throw new Error('too late')
  })
  expect(letter).toBeUndefined()
})

test('of a retry and a discard at the same time one is done, and the other says that it is not', async () => {
  const url = await lastingTestDatabase()
  const [database, other] = [await openDatabase(url), await openDatabase(url)]
  onTestFinished(async () => void (await Promise.all([database.destroy(), other.destroy()])))
  await deadLetterStore.noteFailure(database, ITEM, failed('first'), 'parked')
  let retried = 0
  const late = slowReader(async () => {
    retried = (await runCommand(other, ['retry', ID])).exitCode
  })
  const discarded = await runCommand(database.withPlugin(late.plugin), ['discard', ID])
  const letter = await deadLetterStore.find(database, ID)
  expect([discarded.exitCode, retried].sort()).toEqual([0, 1])
  expect(letter?.state).toBe(retried === 0 ? 'redrive' : undefined)
})
