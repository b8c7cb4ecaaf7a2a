import { describe, expect, it } from 'vitest'
import { beside, ceiling, drawChart } from '../../src/report/chart.ts'

const format = (value: number) => String(value)
const ramp = Array.from({ length: 16 }, (_, index) => index)

describe('a chart', () => {
  it('is drawn with eighths of a row, axes and labels', () => {
    expect(
      drawChart(ramp, { width: 20, height: 2, unicode: true, max: 16, format, ends: ['0 s', '8 s'] }),
    ).toEqual([
      '16 ┤         ▁▂▃▄▅▆▇',
      '   ┤ ▁▂▃▄▅▆▇████████',
      ' 0 └────────────────',
      '    0 s          8 s',
    ])
  })

  it('is drawn in ASCII alone', () => {
    const lines = drawChart(ramp, { width: 20, height: 2, unicode: false, max: 16, format })
    expect(lines).toEqual(['16 |          ..:::#', '   | ...:::#########', ' 0 +----------------'])
  })

  it('shows that a small value is not nothing', () => {
    const [row] = drawChart([0, 0.001, 1], { width: 6, height: 1, unicode: true, max: 1, format })
    expect(row).toBe('1 ┤ ▁█')
  })

  it('takes means where there are more values than columns, and never exceeds its width', () => {
    const values = Array.from({ length: 1000 }, (_, index) => (index % 2) * 10)
    const lines = drawChart(values, { width: 30, height: 2, unicode: true, max: 10, format })
    expect(lines[0]?.trimEnd()).toBe('10 ┤')
    expect(lines[1]).toBe(`   ┤${'█'.repeat(26)}`)
    expect(lines.every((line) => line.length <= 30)).toBe(true)
  })

  it('grows from the left while it is replayed', () => {
    const [row] = drawChart([1, 1], { width: 11, height: 1, unicode: true, max: 1, extent: 8, format })
    expect(row).toBe('1 ┤██')
    expect(drawChart([], { width: 11, height: 1, unicode: true, max: 1, extent: 8, format })[0]).toBe('1 ┤')
  })

  it('marks a stretch of time, with its name where there is room', () => {
    const marked = (from: number, to: number) =>
      drawChart([1], {
        width: 23,
        height: 1,
        unicode: true,
        max: 1,
        format,
        mark: { from, to, text: 'outage' },
      })[2]
    expect(marked(0.25, 0.75)).toBe('        ├ outage ─┤')
    expect(marked(0.25, 0.4)).toBe('        ├──┤ outage')
    expect(marked(0.9, 1)).toBe('                     ├┤')
  })

  it('survives a width without room', () => {
    for (const width of [0, 1, 5])
      expect(drawChart([1, 2], { width, height: 1, unicode: true, format })).toHaveLength(2)
  })
})

describe('the scale', () => {
  it.each([
    [[0], 1],
    [[], 1],
    [[0.3], 0.3],
    [[1], 1],
    [[10], 10],
    [[11], 12],
    [[99], 100],
    [[80, Number.NaN, 3], 80],
    [[1580], 2000],
  ])('of %j ends at %d', (values, top) => expect(ceiling(values)).toBeCloseTo(top, 12))
})

describe('beside', () => {
  it('puts blocks of different height next to each other', () => {
    expect(beside(['a', 'bb'], ['x'], 4)).toEqual(['a   x', 'bb'])
  })
})
