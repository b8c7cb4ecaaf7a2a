import { describe, expect, it } from 'vitest'
import { castFile } from '../../../src/report/cast-file.ts'
import { chartsHtml } from '../../../src/report/charts/charts-html.ts'
import { chartsSvg } from '../../../src/report/charts/charts-svg.ts'
import type { RunResult, Scenario, Series } from '../../../src/simulation/kernel/scenario.ts'
import { recordSimulation } from '../../../src/ui/screens/simulation/record-simulation.ts'

const series = (id: string, values: readonly number[]): Series => ({
  id,
  title: 'wait <all>',
  unit: 'ms',
  bucketUs: 1_000_000,
  values,
})

const scenario: Pick<Scenario, 'title' | 'variants' | 'metrics'> = {
  title: 'Two queues',
  variants: [
    { prefix: '', title: 'one' },
    { prefix: 'two.', title: 'two & more' },
  ],
  metrics: [
    { id: 'p99', unit: 'ms', description: 'a </script> b' },
    { id: 'two.p99', unit: 'ms', description: 'the same' },
  ],
}

const result: Pick<RunResult, 'series' | 'spans' | 'captions' | 'metrics' | 'endUs'> = {
  series: [series('wait', [10, Number.NaN, 30, 40]), series('two.wait', [0, 80, 0, 20])],
  spans: [{ fromUs: 1_000_000, toUs: 9_000_000, text: 'outage' }],
  captions: [{ atUs: 2_000_000, text: 'it <breaks>', variant: 'two.' }],
  metrics: { p99: 38, 'two.p99': 79 },
  endUs: 4_000_000,
}

const count = (text: string, part: string) => text.split(part).length - 1

describe('charts as a picture', () => {
  const svg = chartsSvg(scenario, result, { title: 'two <queues>', told: ['One is shorter.'] })

  it('has a panel for each variant of a series, all on one scale', () => {
    expect(count(svg, '<g class="panel"')).toBe(2)
    expect(count(svg, '>80 ms</text>')).toBe(2)
    expect(svg).toContain('wait &lt;all&gt;, two &amp; more</text>')
  })

  it('draws a gap where there is no value', () => {
    const [one = '', two = ''] = svg.split('<g class="panel"').slice(1)
    expect([count(one, 'class="line"'), count(two, 'class="line"')]).toEqual([2, 1])
  })

  it('marks a span no further than the run goes', () => {
    const [, x = 0, width = 0] = (
      /class="span" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/.exec(svg) ?? []
    ).map(Number)
    const [, left = 0, plot = 0] = (
      /data-left="([\d.]+)" data-top="[\d.]+" data-width="([\d.]+)"/.exec(svg) ?? []
    ).map(Number)
    expect(x + width).toBeCloseTo(left + plot, 0)
  })

  it('lets no text of a model out of its place', () => {
    expect(svg).toContain('two &lt;queues&gt;')
    expect(svg).not.toContain('<all>')
  })

  it('says so when there is nothing to draw', () => {
    const empty = chartsSvg(scenario, { series: [], spans: [] }, { title: 't', told: [] })
    expect(empty).toContain('asks for no series')
  })
})

describe('charts as a page', () => {
  const html = chartsHtml(scenario, result, {
    title: 'two <queues>',
    facts: ['a < b'],
    stories: [['x', 'y & z']],
  })

  it('asks for nothing outside of itself', () => {
    expect(html).not.toMatch(/(?:src|href)=/)
    expect(html).toContain("default-src 'none'")
  })

  it('cannot be broken out of by a text of the run', () => {
    expect(count(html, '</script>')).toBe(2)
    expect(html).toContain('it &lt;breaks&gt;')
  })

  it('has a row for each metric and a column for each variant', () => {
    expect(html).toContain('<td>p99</td><td>38 ms</td><td>79 ms</td>')
    expect(count(html, '<tr>')).toBe(2)
  })

  it('has the value of each time for who points at it', () => {
    const [, data = ''] = /id="data">(.*?)<\/script>/.exec(html) ?? []
    const { panels } = JSON.parse(data)
    expect(panels[0]).toEqual({ bucketUs: 1_000_000, values: ['10 ms', 'none', '30 ms', '40 ms'] })
  })
})

describe('charts as a recording', () => {
  const shown = { scenario, result, summary: ['One is shorter.'] }
  const [header, ...events] = recordSimulation(shown, 'queues, seed 1')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const text = events.map(([, , output]) => output).join('')

  it('plays the run and ends with what it showed', () => {
    expect(header).toMatchObject({ version: 2, width: 80, height: 24, title: 'queues, seed 1' })
    expect(text).toContain('two & more: it <breaks>')
    expect(text).toContain('4.0 s of 4 s')
    expect(text).toContain('One is shorter.')
  })

  it('leaves the last screen to be read', () => {
    const [before, last] = events.slice(-2).map(([time]) => time)
    expect(last - before).toBeGreaterThanOrEqual(3)
  })
})

describe('a recording of screens', () => {
  it('writes the rows that changed and no others', () => {
    const frames = [
      { atS: 0, lines: ['a', 'b', 'c'] },
      { atS: 1, lines: ['a', 'B'] },
    ]
    const [, , second] = castFile({ title: 't', columns: 9, rows: 3, frames }).trimEnd().split('\n')
    expect(JSON.parse(second ?? '')).toEqual([1, 'o', '\u001B[2;1H\u001B[2KB\u001B[3;1H\u001B[2K'])
  })
})
