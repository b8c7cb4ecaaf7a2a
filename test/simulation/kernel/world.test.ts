import { describe, expect, it } from 'vitest'
import { TraceHash } from '../../../src/simulation/kernel/trace-hash.ts'
import { World } from '../../../src/simulation/kernel/world.ts'

const forever = (world: World) => ({ handle: () => world.schedule(1000, 0, 0) })

describe('the world', () => {
  it('jumps from event to event and ends when nothing is left', () => {
    const world = new World()
    const seen: number[] = []
    world.schedule(5, 1, 10)
    world.schedule(2_000_000_000_000, 2, 20)
    expect(world.run({ handle: (kind, subject) => seen.push(world.nowUs, kind, subject) })).toBe('drained')
    expect(seen).toEqual([5, 1, 10, 2_000_000_000_000, 2, 20])
    expect(world.events).toBe(2)
  })

  it('stops a model that never ends, by events and by virtual time', () => {
    const one = new World()
    one.schedule(0, 0, 0)
    expect(one.run(forever(one), { maxEvents: 100, maxTimeUs: 1e12 })).toBe('out-of-events')
    expect(one.events).toBe(100)
    const other = new World()
    other.schedule(0, 0, 0)
    expect(other.run(forever(other), { maxEvents: 1e6, maxTimeUs: 5000 })).toBe('out-of-time')
    expect(other.nowUs).toBe(5000)
  })

  it('hashes the same steps to the same digest, and any other to another', () => {
    const digest = (events: readonly (readonly [number, number, number])[]) => {
      const world = new World()
      for (const [delay, kind, subject] of events) world.schedule(delay, kind, subject)
      world.run({ handle: () => undefined })
      return world.hash.digest()
    }
    const base = digest([
      [1, 2, 3],
      [4, 5, 6],
    ])
    expect(
      digest([
        [1, 2, 3],
        [4, 5, 6],
      ]),
    ).toBe(base)
    const others = [
      digest([[1, 2, 3]]),
      digest([
        [2, 2, 3],
        [4, 5, 6],
      ]),
      digest([
        [1, 3, 3],
        [4, 5, 6],
      ]),
      digest([
        [1, 2, 4],
        [4, 5, 6],
      ]),
      digest([
        [1, 5, 6],
        [4, 2, 3],
      ]),
      digest([
        [1, 2, 3],
        [4 + 2 ** 32, 5, 6],
      ]),
    ]
    expect(new Set([base, ...others]).size).toBe(others.length + 1)
  })
})

describe('the trace hash', () => {
  it('depends on the order and gives the digest that every engine must give', () => {
    const digest = (words: readonly number[]) => {
      const hash = new TraceHash()
      for (const word of words) hash.addInteger(word)
      return hash.digest()
    }
    expect(digest([1, 2])).not.toBe(digest([2, 1]))
    expect(digest([])).toMatch(/^[0-9a-f]{16}$/)
    expect(digest([1, 2, 2 ** 52 + 3])).toBe('60d1580b01e4ac06')
  })

  it('changes about half of its bits when one bit of the input changes', () => {
    const bits = (word: number) => {
      const hash = new TraceHash()
      hash.add(word, 0)
      hash.add(0, 0)
      return BigInt(`0x${hash.digest()}`)
    }
    let changed = 0
    for (let bit = 0; bit < 32; bit += 1) {
      changed += (bits(12345) ^ bits(12345 ^ (1 << bit))).toString(2).replaceAll('0', '').length
    }
    expect(changed / 32).toBeGreaterThan(24)
    expect(changed / 32).toBeLessThan(40)
  })
})
