import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { percent, type ScrollAction, scrollBy, scrollToShow } from '../../../src/ui/components/scroll.ts'

const ACTIONS: readonly ScrollAction[] = [
  'line-down',
  'line-up',
  'page-down',
  'page-up',
  'half-down',
  'half-up',
  'first',
  'last',
]

describe('scrolling', () => {
  it('keeps one line of the page before', () => {
    expect(scrollBy({ top: 0, height: 10, length: 100 }, 'page-down')).toBe(9)
  })

  it('stops at the last page', () => {
    expect(scrollBy({ top: 88, height: 10, length: 100 }, 'page-down')).toBe(90)
  })

  it('does not move a text that fits', () => {
    expect(ACTIONS.map((action) => scrollBy({ top: 0, height: 10, length: 3 }, action))).toEqual(
      ACTIONS.map(() => 0),
    )
  })

  it('always leaves a whole window of text', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(200),
        fc.array(fc.constantFrom(...ACTIONS)),
        (top, height, length, actions) => {
          const last = actions.reduce(
            (now, action) => scrollBy({ top: now, height, length }, action),
            Math.min(top, Math.max(0, length - height)),
          )
          expect(last).toBeGreaterThanOrEqual(0)
          expect(last).toBeLessThanOrEqual(Math.max(0, length - height))
        },
      ),
    )
  })

  it('moves no further than needed to show a line', () => {
    const window = { top: 10, height: 5, length: 100 }
    expect([8, 12, 20].map((line) => scrollToShow(window, line))).toEqual([8, 10, 16])
  })

  it('is at 0 % at the top, at 100 % at the end, and at 100 % when all is visible', () => {
    expect(percent({ top: 0, height: 10, length: 20 })).toBe(0)
    expect(percent({ top: 10, height: 10, length: 20 })).toBe(100)
    expect(percent({ top: 0, height: 10, length: 5 })).toBe(100)
  })
})
