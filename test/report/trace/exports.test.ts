import { describe, expect, it } from 'vitest'
import { asciicast } from '../../../src/report/trace/asciicast.ts'
import { spaceTimeSvg } from '../../../src/report/trace/space-time-svg.ts'
import { timelineHtml } from '../../../src/report/trace/timeline-html.ts'
import { traceFrame } from '../../../src/report/trace/trace-frame.ts'
import { readableWindow } from '../../../src/report/trace/window.ts'
import type { Trace } from '../../../src/simulation/kernel/trace.ts'

const trace: Trace = {
  nodes: [
    { name: 'server 0', role: 'server' },
    { name: 'server 1', role: 'server' },
  ],
  changes: [
    { atUs: 0, node: 0, status: 'up', view: { role: 'leader', fields: { term: 1 }, log: ['1:0'] } },
    { atUs: 0, node: 1, status: 'up', view: { role: 'follower', fields: { term: 1 } } },
    { atUs: 30_000, node: 1, status: 'down', view: { role: '', fields: {} } },
  ],
  messages: [
    { from: 0, to: 1, sentUs: 10_000, arrivesUs: 20_000, text: 'a <b> & "c"' },
    { from: 0, to: 1, sentUs: 25_000, arrivesUs: 25_000, text: 'gone', lost: 'network' },
    { from: 0, to: 1, sentUs: 29_000, arrivesUs: 35_000, text: 'to nobody', lost: 'receiver-down' },
  ],
  notes: [
    { atUs: 12_000, node: 0, text: 'leads', kind: 'node' },
    { atUs: 30_000, node: -1, text: 'server 1 crashes </script>', kind: 'fault' },
    { atUs: 40_000, node: 0, text: 'two leaders', kind: 'violation' },
  ],
  faults: [],
  healUs: undefined,
  endUs: 50_000,
  truncated: false,
}

const count = (text: string, part: string) => text.split(part).length - 1

describe('a space-time diagram', () => {
  const svg = spaceTimeSvg(trace, { title: 'two <servers>' })

  it('has an arrow for what arrived and a cross for what was lost', () => {
    expect(count(svg, 'marker-end')).toBe(1)
    expect(count(svg, '<path class="lost"')).toBe(2)
    expect(svg).toContain('(lost: by the network)')
    expect(svg).toContain('(lost: the receiver is down)')
  })

  it('lets no text of a model out of its place', () => {
    expect(svg).toContain('two &lt;servers&gt;')
    expect(svg).toContain('a &lt;b&gt; &amp; &quot;c&quot;')
    expect(svg).not.toContain('<b>')
  })

  it('says roles and status in words', () => {
    for (const word of ['leader', 'follower', 'down']) expect(svg).toContain(`>${word}</text>`)
  })

  it('names the nodes of a note, but not those of a violation twice', () => {
    expect(svg).toContain('server 0 leads')
    expect(svg).toContain('BROKEN: two leaders')
  })

  it('stays inside its height however many notes there are', () => {
    const many = Array.from({ length: 500 }, (_, n) => ({ ...trace.notes[0], atUs: 49_000 + n }))
    const tall = spaceTimeSvg({ ...trace, notes: many as Trace['notes'] }, { title: 'many' })
    const height = Number(/height="(\d+)"/.exec(tall)?.[1])
    const ys = [...tall.matchAll(/ y="([\d.]+)"/g)].map(([, y]) => Number(y))
    expect(Math.max(...ys)).toBeLessThanOrEqual(height)
  })
})

describe('the readable window', () => {
  it('ends at the first violation', () => {
    expect(readableWindow(trace)).toEqual({ fromUs: 5000, toUs: 40_001 })
  })

  it('leaves out what nobody could follow', () => {
    const messages = Array.from({ length: 1000 }, (_, n) => ({
      ...trace.messages[0],
      sentUs: n,
      arrivesUs: n + 5,
    }))
    const long = { ...trace, notes: [], messages: messages as Trace['messages'] }
    expect(readableWindow(long)).toEqual({ fromUs: 0, toUs: 300 })
    expect(readableWindow({ ...long, notes: trace.notes }).fromUs).toBe(700)
  })
})

describe('a frame', () => {
  it('shows what is under way and hides what was lost on the way', () => {
    const lines = traceFrame(trace, 15_000, { title: 't', columns: 80, rows: 24 })
    expect(lines).toContain('  server 0 -> server 1  a <b> & "c"')
    expect(traceFrame(trace, 25_000, { title: 't', columns: 80, rows: 24 }).join('\n')).not.toContain('gone')
  })

  it('fits its rows and columns', () => {
    const lines = traceFrame(trace, 40_000, { title: 'long '.repeat(40), columns: 30, rows: 8 })
    expect(lines.length).toBeLessThanOrEqual(8)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30)
  })
})

describe('an asciicast', () => {
  const lines = asciicast(trace, { title: 't' })
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

  it('begins with a header of version 2', () => {
    expect(lines[0]).toMatchObject({ version: 2, width: 80, height: 24 })
  })

  it('has frames whose times rise', () => {
    const times = lines.slice(1).map(([time]) => time)
    expect(times.length).toBe(5)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(new Set(times).size).toBe(times.length)
  })
})

describe('the timeline page', () => {
  const html = timelineHtml(trace, { title: 'two <servers>', facts: ['a < b'], stories: [['x', 'y & z']] })

  it('asks for nothing outside of itself', () => {
    expect(html).not.toMatch(/(?:src|href)=/)
    expect(html).toContain("default-src 'none'")
  })

  it('cannot be broken out of by a text of the run', () => {
    expect(count(html, '</script>')).toBe(2)
    expect(html).toContain('y &amp; z')
  })
})
