import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHealth } from '../src/http/health.ts'
import { createServer } from '../src/http/server.ts'
import { DependencyUnavailable } from '../src/http-client/http-client.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { announce } from '../src/patterns/service-discovery/announce.ts'
import { discover } from '../src/patterns/service-discovery/discover.ts'
import { dnsRegistry } from '../src/patterns/service-discovery/dns-registry.ts'
import {
  folderRegistry,
  registerInFolder,
} from '../src/patterns/service-discovery/folder-registry.ts'
import { createInstances } from '../src/patterns/service-discovery/instances.ts'
import { openRegistry } from '../src/patterns/service-discovery/registry.ts'

const A = 'http://a:1'
const B = 'http://b:1'
const log = pino({ level: 'silent' })

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'registry-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

describe('picking an instance', () => {
  const options = { failures: 2, ejectMs: 60_000 }

  test('takes the less busy of two, whichever was drawn first', () => {
    for (const drawn of [0, 0.99]) {
      const instances = createInstances({ ...options, random: () => drawn })
      const first = instances.visit([A, B]).origin
      expect(instances.visit([A, B]).origin).not.toBe(first)
    }
  })

  test('leaves one alone after so many failures in a row', () => {
    const instances = createInstances({ ...options, random: () => 0 })
    expect(instances.visit([A, B]).end('failed')).toBe(false)
    expect(instances.visit([A, B]).end('failed')).toBe(true)
    const picked = Array.from({ length: 10 }, () => {
      const { origin, end } = instances.visit([A, B])
      end('answered')
      return origin
    })
    expect(new Set(picked)).toEqual(new Set([B]))
    expect(instances.ejected([A, B])).toBe(1)
  })

  test('does not count failures that are not in a row, nor callers who gave up', () => {
    const instances = createInstances(options)
    for (const outcome of ['failed', 'answered', 'failed', 'unknown'] as const) {
      expect(instances.visit([A]).end(outcome)).toBe(false)
    }
  })

  test('uses all when all are left alone', () => {
    const instances = createInstances({ ...options, failures: 1 })
    for (const origin of [A, B]) expect(instances.visit([origin]).end('failed')).toBe(true)
    expect([A, B]).toContain(instances.visit([A, B]).origin)
  })

  test('gives an instance another chance when its time is up, and only one', () => {
    const instances = createInstances({ failures: 2, ejectMs: 0 })
    instances.visit([A]).end('failed')
    instances.visit([A]).end('failed')
    expect(instances.ejected([A])).toBe(0)
    expect(instances.visit([A]).end('failed')).toBe(true)
  })
})

describe('a registry', () => {
  test('that is written down knows its services, and no others', async () => {
    const registry = openRegistry('static:orders=http://a:1/x|http://b:1,stock=http://c:2', 1)
    expect(await registry('orders')).toEqual([A, B])
    expect(await registry('payments')).toEqual([])
    expect(() => openRegistry('static:orders', 1)).toThrow('REGISTRY: orders')
  })

  test('in a folder has who registered, until they leave', async () => {
    const folder = await emptyFolder()
    const registry = folderRegistry(folder, 60_000)
    expect(await registry('orders')).toEqual([])
    const one = registerInFolder(folder, 'orders', A)
    await Promise.all([one.beat(), registerInFolder(folder, 'orders', B).beat()])
    expect(await registry('orders')).toEqual([A, B])
    await one.leave()
    expect(await registry('orders')).toEqual([B])
  })

  test('in a folder has nobody who was not heard of for too long', async () => {
    const folder = await emptyFolder()
    const crashed = registerInFolder(folder, 'orders', A)
    await crashed.beat()
    const [file = ''] = await readdir(path.join(folder, 'orders'))
    const longAgo = new Date(Date.now() - 5000)
    await utimes(path.join(folder, 'orders', file), longAgo, longAgo)
    expect(await folderRegistry(folder, 4000)('orders')).toEqual([])
    await crashed.beat()
    expect(await folderRegistry(folder, 4000)('orders')).toEqual([A])
  })

  test('in DNS is asked for SRV records, and the lowest priority counts', async () => {
    const resolver = await nameServer([
      { priority: 1, port: 3000, name: 'one.example' },
      { priority: 1, port: 3001, name: 'two.example' },
      { priority: 9, port: 3002, name: 'spare.example' },
    ])
    const registry = dnsRegistry('shop.example', resolver)
    expect(await registry('orders')).toEqual(['http://one.example:3000', 'http://two.example:3001'])
    expect(await registry('stock')).toEqual([])
  })
})

describe('a server that announces itself', () => {
  test('is found while it listens, and not when it has stopped', async () => {
    const folder = await emptyFolder()
    const server = createServer({ log, metrics: createMetrics(), health: createHealth() })
    announce(server, { registry: `folder:${folder}`, name: 'orders', ttlMs: 300, log })
    await server.listen({ host: '127.0.0.1', port: 0 })
    const registry = folderRegistry(folder, 300)
    await expect.poll(() => registry('orders')).toEqual([server.listeningOrigin])
    // Longer than the time to live: it is still found, so it registers again and again.
    await new Promise((resolve) => setTimeout(resolve, 600))
    expect(await registry('orders')).toEqual([server.listeningOrigin])
    await server.close()
    expect(await registry('orders')).toEqual([])
  })
})

describe('a call', () => {
  const ORDERS = { name: 'orders', url: 'http://own:1/base', timeoutMs: 1 }

  function setUp(registry: () => Promise<readonly string[]>) {
    const sentTo: (string | undefined)[] = []
    const options = { failures: 1, ejectMs: 60_000, refreshMs: 0, log, metrics: createMetrics() }
    const call = discover({ ...options, registry })(ORDERS, async ({ url }) => {
      sentTo.push(url)
      if (url?.startsWith(A)) throw new DependencyUnavailable('orders', 'down')
      return { status: 200, body: {} }
    })
    return { sentTo, call: () => call({ method: 'GET', path: 'x' }) }
  }

  test('fails once at an instance that is down, and never again meets it', async () => {
    const { call, sentTo } = setUp(async () => [A, B])
    const outcomes: string[] = []
    for (let i = 0; i < 40; i++)
      outcomes.push(
        await call().then(
          () => 'ok',
          () => 'failed',
        ),
      )
    expect(outcomes.filter((outcome) => outcome === 'failed').length).toBeLessThanOrEqual(1)
    expect(sentTo.at(-1)).toBe(`${B}/base`)
  })

  test('goes to its own URL when the registry knows nobody, or is down', async () => {
    const unknown = setUp(async () => [])
    await unknown.call()
    expect(unknown.sentTo).toEqual([undefined])
    const down = setUp(async () => Promise.reject(new Error('no registry')))
    await down.call()
    expect(down.sentTo).toEqual([undefined])
  })

  test('goes where it went last while the registry is down', async () => {
    const answers = [[B], new Error('no registry')]
    const { call, sentTo } = setUp(async () => {
      const answer = answers.shift()
      if (Array.isArray(answer)) return answer
      throw answer
    })
    await call()
    await new Promise((resolve) => setTimeout(resolve, 2))
    await call()
    expect(sentTo).toEqual([`${B}/base`, `${B}/base`])
  })
})

/** A name server on loopback that knows the SRV records of `_orders._tcp.shop.example` and nothing else. */
async function nameServer(records: { priority: number; port: number; name: string }[]) {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const end = query.indexOf(0, 12) + 5
    const isKnown = query.subarray(12, end).toString('latin1').includes('\x07_orders\x04_tcp')
    const answers = isKnown ? records.map(srv) : []
    const head = Buffer.from(query.subarray(0, 12))
    // An answer, with recursion available; 3 stands for a name that does not exist.
    head.writeUInt16BE(isKnown ? 0x8180 : 0x8183, 2)
    head.writeUInt16BE(answers.length, 6)
    head.fill(0, 8)
    socket.send(Buffer.concat([head, query.subarray(12, end), ...answers]), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => void socket.close())
  const resolver = new Resolver({ timeout: 1000, tries: 2 })
  resolver.setServers([`127.0.0.1:${(socket.address() as AddressInfo).port}`])
  return resolver
}

/** A resource record of type 33 (RFC 2782) for the name that was asked for. */
function srv({ priority, port, name }: { priority: number; port: number; name: string }): Buffer {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)])
  const target = Buffer.from([...labels, 0])
  const record = Buffer.alloc(18)
  record.writeUInt16BE(0xc00c, 0)
  record.writeUInt16BE(33, 2)
  record.writeUInt16BE(1, 4)
  record.writeUInt32BE(60, 6)
  record.writeUInt16BE(6 + target.length, 10)
  record.writeUInt16BE(priority, 12)
  record.writeUInt16BE(port, 16)
  return Buffer.concat([record, target])
}
