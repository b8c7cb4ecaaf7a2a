import { describe, expect, it } from 'vitest'
import { formatQuantity, parseQuantity } from '../../src/lib/quantity.ts'

describe('a quantity', () => {
  it('is read in the unit that is asked for', () => {
    expect(parseQuantity('250ms', 'ms', 'p99')).toBe(250)
    expect(parseQuantity('1.5 s', 'ms', 'p99')).toBe(1500)
    expect(parseQuantity('300us', 'ms', 'p99')).toBe(0.3)
    expect(parseQuantity('300µs', 'ms', 'p99')).toBe(0.3)
    expect(parseQuantity('2min', 'ms', 'p99')).toBe(120_000)
    expect(parseQuantity('40', 'ms', 'p99')).toBe(40)
    expect(parseQuantity('99.9%', 'ratio', 'rate')).toBe(0.999)
    expect(parseQuantity('1e2/s', 'per_s', 'rate')).toBe(100)
  })

  it('is refused in another unit, or when it is no finite number', () => {
    for (const text of ['3%', '5/s', 'NaN', 'Infinity', '1e999', '', 'ms', '1 2', '0x10', '1ms2']) {
      expect(() => parseQuantity(text, 'ms', 'p99'), text).toThrow(/no value for p99/)
    }
    expect(() => parseQuantity('3ms', 'ratio', 'rate')).toThrow(/a share/)
  })

  it('is written as people read it', () => {
    expect(formatQuantity(2200, 'ms')).toBe('2.2 s')
    expect(formatQuantity(93.8235, 'ms')).toBe('93.8 ms')
    expect(formatQuantity(0.7876, 'ratio')).toBe('78.8 %')
    expect(formatQuantity(761.4, 'count')).toBe('761')
    expect(formatQuantity(Number.NaN, 'ms')).toBe('none')
  })
})
