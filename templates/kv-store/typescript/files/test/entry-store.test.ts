import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '../src/database/database.ts'
import { compareEntries, type Entry, entryAfter } from '../src/storage/entry.ts'
import { entryStore } from '../src/storage/entry-store.ts'

let database: Database
beforeEach(async () => {
  database = await openDatabase('sqlite::memory:')
})
afterEach(() => database.destroy())

const keep = (key: string, entry: Entry) =>
  database.transaction().execute((tx) => entryStore.keepLatest(tx, key, entry))
const find = (key: string) => database.transaction().execute((tx) => entryStore.find(tx, key))

/** In every order. */
function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((one, at) =>
    permutations(items.toSpliced(at, 1)).map((others) => [one, ...others]),
  )
}

test('the latest version stays, in whichever order the versions come', async () => {
  const first = entryAfter(undefined, '"a"')
  const rivals = [entryAfter(first, '"b"'), entryAfter(first, '"c"'), entryAfter(first, null)]
  const latest = [...rivals].sort(compareEntries).at(-1)
  let run = 0
  for (const order of permutations([first, ...rivals])) {
    run += 1
    for (const entry of order) await keep(`key-${run}`, entry)
    expect(await find(`key-${run}`)).toEqual(latest)
  }
  expect(run).toBe(24)
})

test('an entry that is kept twice is kept once', async () => {
  const entry = entryAfter(undefined, '1')
  await keep('a', entry)
  await keep('a', entry)
  expect(await find('a')).toEqual(entry)
})

test('keys come in their order, from the one after', async () => {
  for (const key of ['b', 'a:1', 'A', 'c']) await keep(key, entryAfter(undefined, '1'))
  const keys = (after: string, limit: number) =>
    database.transaction().execute((tx) => entryStore.keys(tx, after, limit))
  expect(await keys('', 3)).toEqual(['A', 'a:1', 'b'])
  expect(await keys('b', 3)).toEqual(['c'])
})
