import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RandomStream } from '../../../src/lib/prng.ts'
import { EventQueue } from '../../../src/simulation/kernel/event-queue.ts'

interface Pending {
  readonly timeUs: number
  readonly kind: number
  readonly subject: number
  readonly order: number
}

const step = fc.option(
  fc.record({
    timeUs: fc.nat(20),
    kind: fc.nat(255),
    subject: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  }),
  { nil: 'pop' as const, freq: 3 },
)

describe('the event queue', () => {
  it('pops like an array that is kept sorted by time, then by insertion', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 700 }), (steps) => {
        const queue = new EventQueue()
        const model: Pending[] = []
        for (const [order, one] of steps.entries()) {
          if (one !== 'pop') {
            queue.push(one.timeUs, one.kind, one.subject)
            model.push({ ...one, order })
            continue
          }
          model.sort((a, b) => a.timeUs - b.timeUs || a.order - b.order)
          const next = model.shift()
          expect(queue.pop()).toBe(next !== undefined)
          if (next !== undefined) {
            const { timeUs, kind, subject } = queue
            expect({ timeUs, kind, subject, order: next.order }).toEqual(next)
          }
          expect(queue.length).toBe(model.length)
        }
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it('keeps the same order when a calendar takes over and gives back, for times of every shape', () => {
    const burst = fc.record({
      push: fc.integer({ min: 1, max: 500 }),
      pop: fc.integer({ min: 0, max: 700 }),
      spreadUs: fc.constantFrom(0, 3, 1000, 1_000_000, 2 ** 40),
      fromUs: fc.constantFrom(0, 0, 5, 10_000_000, 2 ** 42),
      // Some models schedule into the past of nobody: before what was last taken off.
      early: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(burst, { minLength: 1, maxLength: 12 }), fc.nat(), (bursts, seed) => {
        const random = new RandomStream(seed, 'queue')
        const queue = new EventQueue()
        let model: Pending[] = []
        let order = 0
        for (const { push, pop, spreadUs, fromUs, early } of bursts) {
          for (let n = 0; n < push; n += 1) {
            const delayUs = fromUs + Math.floor(random.uniform(order) * spreadUs)
            const timeUs = (early ? 0 : queue.timeUs) + delayUs
            queue.push(timeUs, order % 256, order)
            model.push({ timeUs, kind: order % 256, subject: order, order })
            order += 1
          }
          model.sort((a, b) => a.timeUs - b.timeUs || a.order - b.order)
          for (const next of model.slice(0, pop)) {
            expect(queue.popBefore(next.timeUs)).toBe(false)
            expect(queue.pop()).toBe(true)
            const { timeUs, kind, subject } = queue
            if (timeUs !== next.timeUs || kind !== next.kind || subject !== next.subject) {
              throw new Error(`${subject} at ${timeUs} came before ${next.subject} at ${next.timeUs}`)
            }
          }
          model = model.slice(pop)
          expect(queue.length).toBe(model.length)
        }
      }),
      { seed: 1, numRuns: 150 },
    )
  })

  it('keeps the order of a crowd of which half is near and half far, as timers and messages are', () => {
    const random = new RandomStream(1, 'crowd')
    const both = [new EventQueue(), new EventQueue()] as const
    const [few, all] = both
    for (let n = 0; n < 5000; n += 1) all.push(1e12, 0, -1)
    const delayUs = (n: number) => (random.uniform(2 * n) < 0.5 ? 1_000_000 : random.integer(2 * n + 1, 2000))
    for (const queue of both) for (let n = 0; n < 100; n += 1) queue.push(delayUs(n), 1, n)
    for (let n = 100; n < 60_000; n += 1) {
      for (const queue of both) {
        queue.pop()
        queue.push(queue.timeUs + delayUs(n), 1, n)
      }
      if (few.timeUs !== all.timeUs || few.subject !== all.subject) throw new Error(`event ${n} differs`)
    }
  })

  it('forgets what is pending, and can be used again', () => {
    for (const count of [10, 1000]) {
      const queue = new EventQueue()
      for (let n = 0; n < count; n += 1) queue.push(n, 0, n)
      queue.pop()
      queue.clear()
      expect([queue.length, queue.pop()]).toEqual([0, false])
      for (let n = 0; n < count; n += 1) queue.push(n, 0, n)
      for (let n = 0; n < count; n += 1) expect([queue.pop(), queue.subject]).toEqual([true, n])
    }
  })

  it('grows and keeps all of 100,000 events in order', () => {
    const queue = new EventQueue()
    for (let n = 0; n < 100_000; n += 1) queue.push((n * 7919) % 1009, 0, n)
    let last = { timeUs: -1, subject: -1 }
    for (let n = 0; n < 100_000; n += 1) {
      queue.pop()
      const { timeUs, subject } = queue
      if (timeUs < last.timeUs || (timeUs === last.timeUs && subject < last.subject)) {
        throw new Error(`${subject} at ${timeUs} after ${last.subject} at ${last.timeUs}`)
      }
      last = { timeUs, subject }
    }
    expect(queue.pop()).toBe(false)
  })

  it('keeps times beyond 2^32 microseconds apart', () => {
    const queue = new EventQueue()
    queue.push(2 ** 52 + 1, 1, 1)
    queue.push(2 ** 52, 0, 0)
    queue.pop()
    expect(queue.timeUs).toBe(2 ** 52)
    queue.pop()
    expect(queue.timeUs).toBe(2 ** 52 + 1)
  })
})
