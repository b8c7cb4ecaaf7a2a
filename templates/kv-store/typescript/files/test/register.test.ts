import { expect, onTestFinished, test } from 'vitest'
import { staticPlacement } from '../src/cluster/placement.ts'
import { type Database, openDatabase } from '../src/database/database.ts'
import { NoQuorum, OutcomeUnknown } from '../src/replication/quorum.ts'
import { createRegister, type Register } from '../src/replication/register.ts'
import { anyEpoch, localReplica, type Replica } from '../src/replication/replica.ts'
import { compareEntries, type Entry } from '../src/storage/entry.ts'

const NODES = ['a', 'b', 'c']

/** Real replicas, between which and the register a test may put something. */
async function startReplicas(nodes = NODES): Promise<Map<string, Replica>> {
  const replicas = new Map<string, Replica>()
  for (const node of nodes) {
    const database: Database = await openDatabase('sqlite::memory:')
    onTestFinished(() => database.destroy())
    replicas.set(node, localReplica(database, anyEpoch))
  }
  return replicas
}

const registerOver = (replicas: ReadonlyMap<string, Replica>, previous: string[] = []): Register =>
  createRegister({
    placement: staticPlacement({
      keepers: [...replicas.keys()],
      previous,
      spreadOver: (nodes) => () => nodes,
    }),
    replicas,
  })

/** The replicas as somebody sees them from whom some are cut off. */
function without(replicas: ReadonlyMap<string, Replica>, ...gone: string[]) {
  const fail = async () => {
    throw new Error('unreachable')
  }
  const cut = { read: fail, write: fail, keys: fail }
  return new Map([...replicas].map(([name, one]) => [name, gone.includes(name) ? cut : one]))
}

test('what one majority was told, every other majority tells', async () => {
  const replicas = await startReplicas()
  await registerOver(without(replicas, 'c')).write('k', '1')
  for (const gone of NODES) {
    expect((await registerOver(without(replicas, gone)).read('k'))?.value).toBe('1')
  }
})

test('a minority tells nothing and takes nothing', async () => {
  const register = registerOver(without(await startReplicas(), 'a', 'b'))
  await expect(register.read('k')).rejects.toBeInstanceOf(NoQuorum)
  await expect(register.write('k', '1')).rejects.toBeInstanceOf(NoQuorum)
})

test('a write that only a minority got has an unknown outcome, and stays once it was read', async () => {
  const replicas = await startReplicas()
  const failing = new Map(
    [...replicas].map(([name, one]): [string, Replica] => [
      name,
      name === 'a' ? one : { ...one, write: () => Promise.reject(new Error('cut')) },
    ]),
  )
  await expect(registerOver(failing).write('k', '1')).rejects.toBeInstanceOf(OutcomeUnknown)
  expect((await registerOver(without(replicas, 'c')).read('k'))?.value).toBe('1')
  expect((await registerOver(without(replicas, 'a')).read('k'))?.value).toBe('1')
})

test('a repair gives every replica the latest version', async () => {
  const replicas = await startReplicas()
  await registerOver(without(replicas, 'c')).write('k', '1')
  await registerOver(without(replicas, 'b')).write('k', '2')
  expect(await registerOver(replicas).repair('k')).toBe(1)
  for (const replica of replicas.values()) {
    expect((await replica.read('k', 0))?.value).toBe('2')
  }
})

test('while nodes change, what only the old ones have is found, and new writes are on both', async () => {
  const replicas = await startReplicas(['a', 'b', 'c', 'd', 'e'])
  const placed = (nodes: string[], previous: string[] = []) =>
    createRegister({
      placement: staticPlacement({ keepers: nodes, previous, spreadOver: (some) => () => some }),
      replicas,
    })
  const before = ['a', 'b', 'c']
  const after = ['c', 'd', 'e']
  await placed(before).write('old', '1')
  await placed(after, before).repair('old')
  await placed(after, before).write('new', '2')
  expect((await placed(after).read('old'))?.value).toBe('1')
  expect((await placed(after).read('new'))?.value).toBe('2')
  expect((await placed(before).read('new'))?.value).toBe('2')
})

interface Operation {
  readonly kind: 'read' | 'write'
  readonly startedAt: number
  readonly endedAt: number
  readonly seen: Entry | undefined
}

/** Numbers from a seed, so that a failure can be had again. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

/** Each message takes a few turns, and one of twenty is lost. */
function overBadNetwork(replicas: ReadonlyMap<string, Replica>, random: () => number) {
  const travel = async (): Promise<void> => {
    for (let turns = Math.floor(random() * 12); turns > 0; turns--) await new Promise(setImmediate)
    if (random() < 0.05) throw new Error('lost')
  }
  return new Map(
    [...replicas].map(([name, one]): [string, Replica] => [
      name,
      {
        ...one,
        read: async (key, epoch) => {
          await travel()
          return one.read(key, epoch)
        },
        write: async (key, entry, epoch) => {
          await travel()
          await one.write(key, entry, epoch)
        },
      },
    ]),
  )
}

/**
 * Versions have one order; the register is linearizable when that order never goes against time: what ends before
 * something else begins has an earlier version, or, when the later is a read, the same.
 */
test.each([1, 2, 3, 4])('several clients see one order of all versions, seed %i', async (seed) => {
  const random = randomFrom(seed)
  const replicas = await startReplicas()
  const done: Operation[] = []
  let clock = 0
  const client = async (name: number): Promise<void> => {
    const register = registerOver(overBadNetwork(replicas, random))
    for (let step = 0; step < 25; step++) {
      const startedAt = clock++
      const kind = random() < 0.5 ? 'read' : 'write'
      const seen =
        kind === 'read'
          ? register.read('k')
          : register.write('k', `"${name}-${step}"`).then(({ entry }) => entry)
      const end = (entry: Entry | undefined) =>
        done.push({ kind, startedAt, endedAt: clock++, seen: entry })
      await seen.then(end, () => {})
    }
  }
  await Promise.all([1, 2, 3, 4].map(client))

  expect(done.length).toBeGreaterThan(50)
  for (const earlier of done) {
    for (const later of done) {
      if (earlier.endedAt > later.startedAt) continue
      const order = compareEntries(earlier.seen, later.seen)
      expect(later.kind === 'read' ? order <= 0 : order < 0).toBe(true)
    }
  }
})
