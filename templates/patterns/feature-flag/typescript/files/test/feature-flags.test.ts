import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHealth } from '../src/http/health.ts'
import { createServer } from '../src/http/server.ts'
import { createMetrics } from '../src/observability/metrics.ts'
import { featureFlags } from '../src/patterns/feature-flags/feature-flags.ts'
import { decidedFlags, overdueFlags, parseFlags } from '../src/patterns/feature-flags/flag-file.ts'
import { FLAGS } from '../src/patterns/feature-flags/flags.ts'
import { guardWrites } from '../src/patterns/feature-flags/guard-writes.ts'
import { placeOf } from '../src/patterns/feature-flags/rollout.ts'

const log = pino({ level: 'silent' })
const WRITES = { about: 'a test', kind: 'switch', enabled: true, rollout: 100 } as const
const KEYS = Array.from({ length: 10_000 }, (_, n) => `order-${n}`)

/** Flags from a file of the test, in which `accept-writes` is as it is told. */
async function setUp(writes: object | string = {}, off: string[] = []) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'flags-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'flags.json')
  const write = (change: object | string) =>
    writeFileSync(
      file,
      typeof change === 'string'
        ? change
        : JSON.stringify({ 'accept-writes': { ...WRITES, ...change } }),
    )
  write(writes)
  const metrics = createMetrics()
  const flags = await featureFlags({ file, off, reloadMs: 5, log, metrics })
  onTestFinished(() => flags.stop())
  const isOn = (key = 'a') => flags.isOn('accept-writes', key)
  const metric = async (name: string) => (await metrics.getSingleMetric(name)?.get())?.values ?? []
  return { flags, isOn, write, metric }
}

describe('a flag', () => {
  test('that is rolled out to all is on, and to nobody is off', async () => {
    expect(await (await setUp({ rollout: 100 })).isOn()).toBe(true)
    expect(await (await setUp({ rollout: 0 })).isOn()).toBe(false)
  })

  test('that is killed is off for all, whatever its roll-out', async () => {
    expect(await (await setUp({ enabled: false })).isOn()).toBe(false)
    expect(await (await setUp({}, ['accept-writes'])).isOn()).toBe(false)
  })

  test('of which the file says nothing is what the code says', async () => {
    const { write, isOn } = await setUp({ rollout: 0 })
    write('{}')
    await expect.poll(() => isOn()).toBe(FLAGS['accept-writes'])
  })

  test('changes without a restart', async () => {
    const { write, isOn } = await setUp({ rollout: 100 })
    write({ rollout: 0 })
    await expect.poll(() => isOn()).toBe(false)
  })

  test('stays as it is when the file makes no sense, which is counted', async () => {
    const { write, isOn, metric } = await setUp({ rollout: 0 })
    write('{ "accept-writes": {')
    await expect
      .poll(async () => (await metric('feature_flag_reload_failures_total'))[0]?.value)
      .toBeGreaterThan(0)
    expect(await isOn()).toBe(false)
    write({ rollout: 100 })
    await expect.poll(() => isOn()).toBe(true)
  })

  test('that is asked for is counted with what it was', async () => {
    const { isOn, metric } = await setUp()
    await isOn()
    await isOn('b')
    expect(await metric('feature_flag_evaluations_total')).toEqual([
      { value: 2, labels: { flag: 'accept-writes', variant: 'on' } },
    ])
  })
})

describe('a roll-out', () => {
  const chosen = (flag: string, rollout: number) =>
    KEYS.filter((key) => placeOf(flag, key) < rollout)

  test.each([1, 10, 50])('to %d of a hundred reaches about as many', (rollout) => {
    const share = chosen('a-flag', rollout).length / KEYS.length
    expect(Math.abs(share * 100 - rollout)).toBeLessThan(1.5)
  })

  test('that grows takes nothing from anybody', () => {
    const later = new Set(chosen('a-flag', 50))
    expect(chosen('a-flag', 10).every((key) => later.has(key))).toBe(true)
  })

  test('of another flag begins with others', () => {
    const first = new Set(chosen('a-flag', 10))
    const both = chosen('another-flag', 10).filter((key) => first.has(key))
    expect(both.length).toBeLessThan(first.size / 2)
  })
})

describe('a file of flags', () => {
  test.each([
    ['no JSON', '{'],
    ['a roll-out above a hundred', { ...WRITES, rollout: 101 }],
    ['a field we do not know', { ...WRITES, roll_out: 1 }],
    ['a day that is none', { ...WRITES, removeBy: 'soon' }],
  ])('with %s stops the start, and is named', async (_, flag) => {
    await expect(setUp(flag)).rejects.toThrow('FLAGS_FILE')
  })

  test('that is not there stops the start', async () => {
    const options = { file: 'nowhere.json', off: [], reloadMs: 5, log, metrics: createMetrics() }
    await expect(featureFlags(options)).rejects.toThrow('FLAGS_FILE: nowhere.json')
  })

  test('tells which of its flags should be gone by a day', () => {
    const flags = { old: { ...WRITES, removeBy: '2026-01-31' }, kept: WRITES }
    expect(overdueFlags(flags, new Date('2026-01-31T23:00:00Z'))).toEqual([])
    expect(overdueFlags(flags, new Date('2026-02-01T00:00:00Z'))).toEqual(['old'])
  })
})

describe('the flags of this service', () => {
  const ours = async () => parseFlags(await readFile('flags.json', 'utf8'))

  test('are the same in flags.json and in the code', async () => {
    expect(Object.keys(await ours()).sort()).toEqual(Object.keys(FLAGS).sort())
  })

  test('are all asked for somewhere', async () => {
    const files = await readdir('src', { recursive: true, withFileTypes: true })
    const paths = files.filter((one) => one.name.endsWith('.ts') && one.name !== 'flags.ts')
    const texts = await Promise.all(
      paths.map((one) => readFile(path.join(one.parentPath, one.name), 'utf8')),
    )
    const unused = Object.keys(FLAGS).filter(
      (flag) => !texts.some((text) => text.includes(`'${flag}'`)),
    )
    expect(unused, 'remove these from the code and from flags.json').toEqual([])
  })

  test('have none among them that is on for all and could go', async () => {
    const decided = decidedFlags(await ours())
    expect(decided, 'take the way that is not gone any more out of the code').toEqual([])
  })

  test('would be told of, if they could go', () => {
    const release = { ...WRITES, kind: 'release' } as const
    const flags = {
      done: release,
      growing: { ...release, rollout: 99 },
      killed: { ...release, enabled: false },
    }
    expect(decidedFlags({ ...flags, lever: WRITES })).toEqual(['done'])
  })
})

test('while writes are not accepted, reading works and everything else is put off', async () => {
  const { flags } = await setUp({ enabled: false })
  const server = createServer({ log, metrics: createMetrics(), health: createHealth() })
  onTestFinished(() => server.close())
  guardWrites(server, flags)
  server.put('/things', async () => ({}))
  server.get('/things', async () => ({}))
  const put = await server.inject({ method: 'PUT', url: '/things' })
  expect(put.statusCode).toBe(503)
  expect(put.json()).toMatchObject({ error: { code: 'read-only' } })
  expect(put.headers['retry-after']).toBe('30')
  expect((await server.inject({ method: 'GET', url: '/things' })).statusCode).toBe(200)
  expect((await server.inject({ method: 'GET', url: '/health/ready' })).statusCode).toBe(200)
})
