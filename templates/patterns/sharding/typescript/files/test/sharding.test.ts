import { pino } from 'pino'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { moduloSpread } from '../src/cluster/modulo-spread.ts'
import { type Database, openDatabase } from '../src/database/database.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { latestEpochOnly } from '../src/patterns/sharding/epochs.ts'
import { mapTable } from '../src/patterns/sharding/map-table.ts'
import { createMover } from '../src/patterns/sharding/move-shards.ts'
import { beginMoves, firstMap, slotOf } from '../src/patterns/sharding/shard-map.ts'
import { openShards } from '../src/patterns/sharding/sharded-placement.ts'
import { createRegister } from '../src/replication/register.ts'
import { localReplica, type Replica, StaleEpoch } from '../src/replication/replica.ts'
import { entryAfter } from '../src/storage/entry.ts'

const OLD = ['a', 'b', 'c']
const NEW = ['b', 'c', 'd', 'e']
const KEYS = Array.from({ length: 40 }, (_, index) => `key-${index}`)
const spreadOver = moduloSpread(3)

let control: Database
let replicas: Map<string, Replica>

async function open(): Promise<Database> {
  const database = await openDatabase('sqlite::memory:')
  onTestFinished(() => database.destroy())
  return database
}

beforeEach(async () => {
  control = await open()
  replicas = new Map()
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    replicas.set(name, localReplica(await open(), latestEpochOnly))
  }
})

/** A node that wants the slots on these nodes. */
async function nodeFor(nodes: readonly string[]) {
  const spread = spreadOver(nodes)
  const store = mapTable(control)
  const metrics = createMetrics()
  const log = pino({ level: 'silent' })
  const placement = await openShards({ store, spread, log, metrics })
  onTestFinished(() => placement.stop())
  const register = createRegister({ placement, replicas })
  const move = createMover({ store, placement, spread, replicas, register, metrics })
  return { placement, register, move, store }
}

test('every node starts with the same map', async () => {
  const [one, other] = [await nodeFor(OLD), await nodeFor(NEW)]
  expect(other.placement.map()).toEqual(one.placement.map())
})

test('slots move to other nodes while somebody writes, who has not heard of it, and nothing is lost', async () => {
  const client = await nodeFor(OLD)
  for (const key of KEYS) await client.register.write(key, '0')
  const mover = await nodeFor(NEW)
  let isOver = false
  const last = new Map<string, number>()
  const writing = (async () => {
    for (let round = 1; !isOver; round++) {
      for (const key of KEYS) {
        await client.register.write(key, String(round))
        last.set(key, round)
      }
    }
  })()
  expect(await mover.move(1)).toMatch(/^[1-9]\d* slots moved$/)
  isOver = true
  await writing
  // Nobody asks the node that is no more.
  replicas.delete('a')
  const late = await nodeFor(NEW)
  for (const key of KEYS) {
    expect(Number((await late.register.read(key))?.value)).toBe(last.get(key))
  }
  expect(await mover.move(1)).toBe('0 slots moved')
})

test('a move that was begun and left is ended by the next leader', async () => {
  const client = await nodeFor(OLD)
  for (const key of KEYS) await client.register.write(key, '1')
  const slots = [...new Set(KEYS.map(slotOf))].slice(0, 5)
  await client.store.publish(beginMoves(firstMap(spreadOver(OLD)), slots, spreadOver(NEW)), 1)
  const next = await nodeFor(NEW)
  await next.move(2)
  expect(next.placement.map().slots).toEqual(firstMap(spreadOver(NEW)).slots)
  for (const key of KEYS) expect((await next.register.read(key))?.value).toBe('1')
})

test('a map is published once in each epoch, and not by a former leader', async () => {
  const { store, placement } = await nodeFor(OLD)
  const next = beginMoves(placement.map(), [1], spreadOver(NEW))
  expect(await store.publish(next, 2)).toBe(true)
  expect(await store.publish(next, 2)).toBe(false)
  const after = beginMoves(next, [2], spreadOver(NEW))
  await expect(store.publish(after, 1)).rejects.toThrow('a later token than 1')
})

test('a replica that knows an epoch refuses older ones, reads and writes', async () => {
  const [replica] = [...replicas.values()]
  await replica?.read('k', 5)
  await expect(replica?.read('k', 4)).rejects.toBeInstanceOf(StaleEpoch)
  const write = replica?.write('k', entryAfter(undefined, '1'), 4)
  await expect(write).rejects.toBeInstanceOf(StaleEpoch)
  expect(await replica?.read('k', 5)).toBeUndefined()
})

test('a move waits when too few nodes of the old place can be asked', async () => {
  const client = await nodeFor(OLD)
  await client.register.write('key-1', '1')
  const mover = await nodeFor(NEW)
  const [a, b] = [replicas.get('a'), replicas.get('b')]
  replicas.delete('a')
  replicas.delete('b')
  await expect(mover.move(1)).rejects.toThrow()
  if (a !== undefined && b !== undefined) replicas.set('a', a).set('b', b)
  await mover.move(1)
  expect((await mover.register.read('key-1'))?.value).toBe('1')
})

test('before anybody is asked which keys there are, a majority of the old place refuses the old epoch', async () => {
  await nodeFor(OLD)
  const plain = new Map(replicas)
  const refusals: number[] = []
  for (const [name, replica] of plain) {
    const keys: Replica['keys'] = async (after, limit) => {
      const answers = await Promise.allSettled(OLD.map((old) => plain.get(old)?.read('k', 1)))
      refusals.push(answers.filter(({ status }) => status === 'rejected').length)
      return replica.keys(after, limit)
    }
    replicas.set(name, { ...replica, keys })
  }
  await (await nodeFor(NEW)).move(1)
  expect(refusals.length).toBeGreaterThan(0)
  expect(Math.min(...refusals)).toBeGreaterThanOrEqual(2)
})
