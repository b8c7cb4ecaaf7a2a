import { describe, expect, test } from 'vitest'
import { startFakeNode } from './fake-node.ts'
import { startNodes } from './helpers.ts'

describe('a node alone', () => {
  test('keeps, tells, replaces and deletes', async () => {
    const [node] = await startNodes(1)
    expect((await node?.get('a'))?.status).toBe(404)
    expect(await node?.put('a', { tea: 2 })).toMatchObject({ status: 201, body: { version: 1 } })
    expect(await node?.put('a', null)).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await node?.get('a')).toMatchObject({ status: 200, body: { key: 'a', value: null } })
    expect((await node?.remove('a'))?.status).toBe(204)
    expect((await node?.get('a'))?.status).toBe(404)
    expect(await node?.put('a', 1)).toMatchObject({ status: 201, body: { version: 4 } })
  })

  test.each(['a b', 'a%2Fb', 'a%00', 'x'.repeat(101)])(
    'has no place for a key like %j',
    async (key) => {
      const [node] = await startNodes(1)
      // 414 is what the framework says of a part of a path that is too long.
      expect([400, 414]).toContain((await node?.put(key, 1))?.status)
    },
  )

  test('wants a value', async () => {
    const [node] = await startNodes(1)
    expect((await node?.send('PUT', '/entries/a', {}))?.status).toBe(400)
  })
})

describe('three nodes', () => {
  test('tell the same, whichever is asked', async () => {
    const nodes = await startNodes(3)
    for (const [at, node] of nodes.entries()) await node.put(`key-${at}`, at)
    for (const node of nodes) {
      for (const at of nodes.keys()) {
        expect((await node.get(`key-${at}`)).body).toMatchObject({ value: at })
      }
    }
  })

  test('go on without one of them, and a repair brings it up to date', async () => {
    const nodes = await startNodes(3)
    const [one, two, three] = nodes
    await one?.put('a', 'before')
    await three?.stop()
    expect((await one?.put('a', 'without'))?.status).toBe(200)
    expect((await two?.get('a'))?.body).toMatchObject({ value: 'without' })
    const report = await two?.send('POST', '/repair')
    expect(report?.body).toMatchObject({ keys: 1, failed: 0, unreachable: ['node-3'] })
  })

  test('refuse when two of them are gone', async () => {
    const [one, two, three] = await startNodes(3)
    await one?.put('a', 1)
    await two?.stop()
    await three?.stop()
    const refused = await one?.get('a')
    expect(refused).toMatchObject({ status: 503, body: { error: { code: 'no-quorum' } } })
    expect((await one?.put('a', 2))?.body).toMatchObject({ error: { code: 'no-quorum' } })
  })
})

test('a node that never answers holds nobody up', async () => {
  const [node] = await startNodes(2, { PEER_TIMEOUT_MS: 20_000 }, [await startFakeNode('hang')])
  const startedAt = performance.now()
  expect((await node?.put('a', 1))?.status).toBe(201)
  expect((await node?.get('a'))?.body).toMatchObject({ value: 1 })
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})

test('five nodes with three replicas keep each key three times', async () => {
  const nodes = await startNodes(5)
  for (let at = 0; at < 20; at++) await nodes[at % 5]?.put(`key-${at}`, at)
  await nodes[0]?.send('POST', '/repair')
  const copies = await Promise.all(
    nodes.map(async (node) => {
      const { body } = await node.send('GET', '/replica/keys?limit=100')
      return (body as { keys: string[] }).keys
    }),
  )
  expect(copies.flat().length).toBe(60)
  expect(new Set(copies.flat()).size).toBe(20)
})

test('a configuration that contradicts itself stops the start', async () => {
  const nodes = 'node-1=http://127.0.0.1:1,node-1=http://127.0.0.1:2'
  await expect(startNodes(1, { NODES: nodes })).rejects.toThrow('NODES: a name is there twice')
  await expect(startNodes(1, { NODES: 'node-2=http://127.0.0.1:1' })).rejects.toThrow('NODE_NAME:')
  await expect(startNodes(1, { PREVIOUS_NODES: 'node-9' })).rejects.toThrow('NODES:')
  await expect(startNodes(1, { LEAVING_NODES: 'node-1' })).rejects.toThrow('LEAVING_NODES:')
})
