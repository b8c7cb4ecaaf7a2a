import { describe, expect, it } from 'vitest'
import { makeServices } from '../../../src/grading/cluster/services/services.ts'
import type { Body } from '../../../src/grading/cluster/wire/message.ts'

function service(name: string, seed = 1) {
  const found = makeServices(seed).get(name)
  if (found === undefined) throw new Error(`no service ${name}`)
  return (request: Body, from = 'n0') => found.handle(from, request)
}
const read = (key: string): Body => ({ type: 'read', key })
const write = (key: string, value: number): Body => ({ type: 'write', key, value })

describe.each(['lin-kv', 'seq-kv', 'lww-kv'])('the service %s', (name) => {
  it('says that a key is missing by error 20', () => {
    expect(service(name)(read('x'))).toMatchObject({ type: 'error', code: 20 })
    expect(service(name)({ type: 'cas', key: 'x', from: 1, to: 2 })).toMatchObject({ code: 20 })
  })

  it('refuses what it does not know, and what lacks a key', () => {
    expect(service(name)({ type: 'drop', key: 'x' })).toMatchObject({ type: 'error', code: 10 })
    expect(service(name)({ type: 'read' })).toMatchObject({ type: 'error', code: 12 })
    expect(service(name)({ type: 'write', key: 'x' })).toMatchObject({ type: 'error', code: 12 })
  })
})

describe('lin-kv', () => {
  it('gives back what was written last, to everybody', () => {
    const ask = service('lin-kv')
    ask(write('x', 1))
    ask(write('x', 2), 'n1')
    expect(ask(read('x'), 'n2')).toEqual({ type: 'read_ok', value: 2 })
  })

  it('compares whole values: lists and objects as well', () => {
    const ask = service('lin-kv')
    ask({ type: 'write', key: 'x', value: { a: [1], b: 2 } })
    expect(ask({ type: 'cas', key: 'x', from: { b: 2, a: [1] }, to: 3 })).toEqual({ type: 'cas_ok' })
    expect(ask({ type: 'cas', key: 'x', from: '3', to: 4 })).toMatchObject({ type: 'error', code: 22 })
  })

  it('creates by compare-and-set only when asked to', () => {
    const ask = service('lin-kv')
    const cas = { type: 'cas', key: 'x', from: 0, to: 1, create_if_not_exists: true }
    expect(ask(cas)).toEqual({ type: 'cas_ok' })
    expect(ask(cas)).toMatchObject({ code: 22 })
  })

  it('keeps the keys 1 and "1" apart', () => {
    const ask = service('lin-kv')
    ask({ type: 'write', key: 1, value: 'number' })
    ask({ type: 'write', key: '1', value: 'text' })
    expect(ask({ type: 'read', key: 1 })).toEqual({ type: 'read_ok', value: 'number' })
  })
})

describe('seq-kv', () => {
  it('shows others the past, and nobody less than he has seen', () => {
    let stale = 0
    for (let seed = 1; seed <= 20; seed += 1) {
      const ask = service('seq-kv', seed)
      let newest = 0
      const seen = new Map<string, number>()
      for (let turn = 1; turn <= 200; turn += 1) {
        const from = `n${turn % 3}`
        if (turn % 5 === 0) {
          expect(ask(write('x', turn), from)).toEqual({ type: 'write_ok' })
          newest = turn
          seen.set(from, turn)
          continue
        }
        const found = ask(read('x'), from)
        const value = found.type === 'read_ok' ? Number(found['value']) : 0
        expect(value).toBeGreaterThanOrEqual(seen.get(from) ?? 0)
        expect(value).toBeLessThanOrEqual(newest)
        if (value < newest) stale += 1
        seen.set(from, value)
      }
    }
    expect(stale).toBeGreaterThan(100)
  })

  it('puts all changes into one order: no compare-and-set succeeds twice from one value', () => {
    const ask = service('seq-kv')
    ask(write('x', 0))
    let won = 0
    for (let turn = 0; turn < 50; turn += 1) {
      if (ask({ type: 'cas', key: 'x', from: 0, to: 1 }, `n${turn}`).type === 'cas_ok') won += 1
    }
    expect(won).toBe(1)
  })
})

describe('lww-kv', () => {
  it('agrees in time on the last write', () => {
    const ask = service('lww-kv')
    for (let value = 1; value <= 20; value += 1) ask(write('x', value))
    const late = Array.from({ length: 200 }, () => ask(read('x'))).slice(100)
    expect(late.every((one) => one['value'] === 20)).toBe(true)
  })

  it('shows some reader an old value before', () => {
    const ask = service('lww-kv')
    const found = Array.from({ length: 50 }, (_, at) => {
      ask(write('x', at))
      return ask(read('x'))['value'] === at
    })
    expect(found).toContain(false)
  })
})

it('lin-tso never gives a time twice', () => {
  const ask = service('lin-tso')
  const times = Array.from({ length: 5 }, () => ask({ type: 'ts' })['ts'])
  expect(times).toEqual([0, 1, 2, 3, 4])
})
