import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../src/database/database.ts'
import { createHealth } from '../src/http/health.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { positionOf, projectNext, rebuild } from '../src/patterns/cqrs/project.ts'
import { createProjection } from '../src/patterns/cqrs/projection.ts'
import type { Change, ReadModel } from '../src/patterns/cqrs/read-model.ts'
import { testDatabase } from './test-database.ts'

interface Noted extends Change {
  readonly isBroken?: boolean
}

const change = (position: number, isBroken = false): Noted => {
  return { position, key: `a${position}`, at: '2026-01-01T00:00:00.000Z', isBroken }
}

/** A database, and a read model of changes that the test has: its rows are keys, in a table of its own. */
async function setUp(changes: Noted[]) {
  const database = await openDatabase(await testDatabase())
  onTestFinished(() => database.destroy())
  // biome-ignore lint/suspicious/noExplicitAny: a table of this test alone
  const own = (db: unknown) => db as import('kysely').Kysely<any>
  await database.schema.createTable('noted').addColumn('key', 'text').execute()
  const model: ReadModel<Noted> = {
    feed: {
      read: async (_, after, limit) =>
        changes.filter(({ position }) => position > after).slice(0, limit),
      head: async () => changes.at(-1)?.position ?? 0,
    },
    async apply(tx, { key, isBroken }) {
      if (isBroken) throw new Error(`${key} cannot be worked in`)
      await own(tx).insertInto('noted').values({ key }).execute()
    },
    async clear(tx) {
      await own(tx).deleteFrom('noted').execute()
    },
  }
  const keys = async () =>
    (await own(database).selectFrom('noted').select('key').execute()).map(({ key }) => key)
  return { database, model, keys }
}

test('rows and position are kept together: of a batch that fails nothing stays', async () => {
  const changes = [change(1), change(2, true)]
  const { database, model, keys } = await setUp(changes)
  await expect(projectNext(database, model)).rejects.toThrow('a2 cannot be worked in')
  expect(await keys()).toEqual([])
  expect(await positionOf(database)).toBe(0)

  changes[1] = change(2)
  await projectNext(database, model)
  expect(await keys()).toEqual(['a1', 'a2'])
  expect(await positionOf(database)).toBe(2)
})

test('more changes than fit into a batch are worked in, and as many when all is made anew', async () => {
  const { database, model, keys } = await setUp(
    Array.from({ length: 450 }, (_, at) => change(at + 1)),
  )
  expect(await rebuild(database, model)).toBe(450)
  expect(await rebuild(database, model)).toBe(450)
  expect(new Set(await keys()).size).toBe(450)
  expect((await keys()).length).toBe(450)
})

test('a projection that is stuck says so, keeps nobody waiting for ever, and goes on when it can', async () => {
  const changes = [change(1, true)]
  const { database, model, keys } = await setUp(changes)
  const health = createHealth()
  const projection = createProjection({
    database,
    model,
    intervalMs: 10,
    log: pino({ level: 'silent' }),
    metrics: createMetrics(),
    health,
  })
  projection.start()
  onTestFinished(() => projection.stop())
  await expect.poll(() => health.states()['read-model']).toBe('stuck')
  expect(await projection.reach(1, 1)).toBe(false)

  changes[0] = change(1)
  expect(await projection.reach(1, 10_000)).toBe(true)
  expect(await keys()).toEqual(['a1'])
  await expect.poll(() => health.states()['read-model']).toBe('follows')
})
