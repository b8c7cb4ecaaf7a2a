import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
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
