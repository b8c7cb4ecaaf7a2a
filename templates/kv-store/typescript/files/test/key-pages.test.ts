import { expect, test } from 'vitest'
import { keyPages } from '../src/replication/key-pages.ts'

const holder = (keys: string[]) => ({
  keys: async (after: string, limit: number) => keys.filter((key) => key > after).slice(0, limit),
})

async function pagesOf(nodes: Record<string, string[]>, size: number) {
  const pages = []
  for await (const page of keyPages(
    new Map(Object.entries(nodes).map(([name, keys]) => [name, holder(keys)])),
    size,
  ))
    pages.push(page)
  return pages
}

test('the keys of all nodes come in their order, each once, however they are spread', async () => {
  const nodes = { a: ['k1', 'k2', 'k3', 'k7'], b: ['k2', 'k8', 'k9'], c: [] }
  for (const size of [1, 2, 3, 100]) {
    const pages = await pagesOf(nodes, size)
    expect(pages.flatMap(({ keys }) => keys)).toEqual(['k1', 'k2', 'k3', 'k7', 'k8', 'k9'])
  }
})

test('a node without an answer is named, and does not hold up the others', async () => {
  const gone = { keys: () => Promise.reject(new Error('down')) }
  const pages = keyPages(
    new Map([
      ['a', holder(['k1'])],
      ['b', gone],
    ]),
    10,
  )
  expect((await pages.next()).value).toEqual({ keys: ['k1'], answered: ['a'] })
  expect((await pages.next()).done).toBe(true)
})
