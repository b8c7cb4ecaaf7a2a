import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { Interrupted } from '../src/exit-codes.ts'
import type { FakeDependencies } from '../tools/fake-dependencies/fake-dependencies.ts'
import { emptyFolder, fileOf, openHome, PLACE, startFakes } from './helpers.ts'

let fakes: FakeDependencies
let type: Awaited<ReturnType<typeof openHome>>

beforeEach(async () => {
  fakes = await startFakes()
  type = await openHome(fakes)
})

describe('place', () => {
  test('orders, and says what became of it', async () => {
    const { code, out, err } = await type([...PLACE, '--id', 'a1', '--quantity', '2'])
    expect([code, out, err]).toEqual([0, 'a1  paid  2 x tea, 350 cents\n', ''])
    expect(fakes.orders.get('a1')).toMatchObject({ item: 'tea', quantity: 2, amountCents: 350 })
  })

  test('with --json prints one object', async () => {
    const { out } = await type([...PLACE, '--id', 'a1', '--json'])
    expect(JSON.parse(out)).toMatchObject({ id: 'a1', status: 'paid' })
  })

  test('without an id takes a new one', async () => {
    await type(PLACE)
    await type(PLACE)
    expect(fakes.orders.size).toBe(2)
  })

  test('ends with 1 when it is declined, or the id is taken', async () => {
    await type([...PLACE, '--id', 'a1'])
    const taken = await type(['place', '--item', 'cups', '--amount', '1', '--id', 'a1'])
    expect([taken.code, taken.err]).toEqual([1, 'orders: order a1 exists with other contents\n'])
    fakes.mode = 'refuse'
    const declined = await type([...PLACE, '--id', 'a2'])
    expect([declined.code, declined.out]).toEqual([1, 'a2  declined  1 x tea, 350 cents\n'])
  })

  test('ends with 3 when there is no answer, and the same command again ends well', async () => {
    fakes.mode = 'swallow'
    const command = [...PLACE, '--id', 'a1']
    const unsure = await type(command, { env: { DEPENDENCY_TIMEOUT_MS: '50' } })
    expect([unsure.code, unsure.out]).toEqual([3, ''])
    expect(unsure.err).toContain('Run the same command again.')
    fakes.mode = 'ok'
    expect((await type(command)).code).toBe(0)
    expect(fakes.orders.size).toBe(1)
  })

  test('with --wait waits until it is paid', async () => {
    fakes.mode = 'pending'
    const waiting = type([...PLACE, '--id', 'a1', '--wait'])
    await expect.poll(() => fakes.requests).toBeGreaterThan(2)
    fakes.mode = 'ok'
    expect(await waiting).toMatchObject({ code: 0, out: expect.stringContaining('paid') })
  })

  test.each([
    [['--item', 'tea'], '--amount'],
    [['--item', 'tea', '--amount', 'much'], 'amountCents'],
    [['--item', ' ', '--amount', '1'], 'item'],
    [['--item', 'tea', '--amount', '1', '--id', 'a b'], 'a b is no id'],
    [['--item', 'tea', '--amount', '1', '--timeout', 'soon'], '--timeout soon'],
    [['--item', 'tea', '--amount', '1', '--colour', 'red'], '--colour'],
  ])('with %j ends with 2, and sends nothing', async (options, named) => {
    const { code, err } = await type(['place', ...options])
    expect(code).toBe(2)
    expect(err).toContain(named)
    expect(fakes.requests).toBe(0)
  })
})

describe('show and wait', () => {
  test('show an order, or end with 1 when there is none', async () => {
    await type([...PLACE, '--id', 'a1'])
    expect(await type(['show', 'a1'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('a1'),
    })
    expect(await type(['show', 'none'])).toMatchObject({ code: 1, err: 'there is no order none\n' })
  })

  test('wait gives up when its time is over', async () => {
    fakes.mode = 'pending'
    await type([...PLACE, '--id', 'a1'])
    const { code, err } = await type(['wait', 'a1', '--timeout', '0.05'])
    expect(code).toBe(3)
    expect(err).toContain('still pending')
  })

  test('progress is shown to those who watch, and to nobody else', async () => {
    fakes.mode = 'pending'
    await type([...PLACE, '--id', 'a1'])
    const watched = await type(['wait', 'a1', '--timeout', '0.05'], { isWatched: true })
    expect(watched.err).toContain('a1 is pending')
    const piped = await type(['wait', 'a1', '--timeout', '0.05'])
    expect(piped.err).not.toContain('is pending,')
  })

  test('Ctrl-C ends the waiting with 130', async () => {
    fakes.mode = 'pending'
    await type([...PLACE, '--id', 'a1'])
    const stopping = new AbortController()
    const waiting = type(['wait', 'a1'], { signal: stopping.signal })
    await expect.poll(() => fakes.requests).toBeGreaterThan(2)
    stopping.abort(new Interrupted())
    expect((await waiting).code).toBe(130)
  })
})

describe('import', () => {
  const lines = (...ids: string[]) =>
    ids.map((id) => JSON.stringify({ id, item: 'tea', quantity: 1, amountCents: 350 })).join('\n')

  test('places each line, and nothing twice when it is run again', async () => {
    const file = await fileOf(`${lines('a1', 'a2', 'a3')}\n\n`)
    for (let i = 0; i < 2; i++) {
      const { code, out } = await type(['import', file, '--json'])
      expect([code, JSON.parse(out)]).toEqual([0, { placed: 3, refused: [], left: 0 }])
    }
    expect([...fakes.orders.keys()]).toEqual(['a1', 'a2', 'a3'])
  })

  test('names a line at fault before anything is sent', async () => {
    const { code, err } = await type(['import', await fileOf(`${lines('a1')}\n{"id":"a2"}`)])
    expect(code).toBe(2)
    expect(err).toContain('Line 2: item')
    expect(fakes.requests).toBe(0)
  })

  test('goes on after a refusal and tells it at the end', async () => {
    fakes.orders.set('a2', { id: 'a2', item: 'cups', quantity: 1, amountCents: 1, status: 'paid' })
    const { code, out } = await type(['import', await fileOf(lines('a1', 'a2', 'a3'))])
    expect(code).toBe(1)
    expect(out).toContain('refused a2: orders: order a2 exists')
    expect(out).toContain('2 placed, 1 refused, 0 left')
  })

  test('stops at the first without an answer, and says how much is left', async () => {
    fakes.mode = 'fail'
    const { code, out } = await type(['import', await fileOf(lines('a1', 'a2')), '--json'])
    expect([code, JSON.parse(out)]).toEqual([3, { placed: 0, refused: [], left: 2 }])
  })

  test('stops on Ctrl-C, and says how much is left', async () => {
    fakes.mode = 'hang'
    const stopping = new AbortController()
    const file = await fileOf(lines('a1', 'a2'))
    const importing = type(['import', file, '--json'], { signal: stopping.signal })
    await expect.poll(() => fakes.requests).toBe(1)
    stopping.abort(new Interrupted())
    const { code, out } = await importing
    expect([code, JSON.parse(out)]).toEqual([130, { placed: 0, refused: [], left: 2 }])
  })
})

describe('the program', () => {
  test('without a command shows its help', async () => {
    expect(await type([])).toMatchObject({ code: 0, out: expect.stringContaining('Exit codes:') })
  })

  test('writes metrics where it is told', async () => {
    const file = path.join(await emptyFolder(), 'orders.prom')
    await type([...PLACE, '--metrics-file', file])
    expect(await readFile(file, 'utf8')).toContain('dependency_request_duration_seconds_count')
  })

  test('sends its token along', async () => {
    await type(PLACE, { env: { ORDERS_TOKEN: 'secret' } })
    expect(fakes.lastHeaders.authorization).toBe('Bearer secret')
  })

  test('with --json tells mistakes as an object, too', async () => {
    const { code, out } = await type(['show', 'a b', '--json'])
    expect([code, JSON.parse(out)]).toMatchObject([2, { error: { code: 'usage' } }])
  })
})
