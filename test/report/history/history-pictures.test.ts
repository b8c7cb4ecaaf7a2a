import { describe, expect, it } from 'vitest'
import type { Operation, Outcome } from '../../../src/history/operation.ts'
import { historyHtml } from '../../../src/report/history/history-html.ts'
import { historySvg } from '../../../src/report/history/history-svg.ts'

const operation = (process: number, at: number, outcome: Outcome = 'ok', value = at): Operation => ({
  process,
  f: 'write',
  input: value,
  output: value,
  outcome,
  call: 2 * at,
  return: outcome === 'info' ? Number.POSITIVE_INFINITY : 2 * at + 1,
  callNs: at * 1e9,
  returnNs: at * 1e9 + 5e8,
})

const OPERATIONS = [operation(0, 0), operation(1, 1, 'fail'), operation(0, 2, 'info')]
const page = { title: 'A <run>', facts: ['FAIL'], stories: [] }
const count = (text: string, part: string) => text.split(part).length - 1

describe('a history as SVG', () => {
  it('has a row for each process, a bar for each operation, each with its outcome in words', () => {
    const svg = historySvg({ operations: OPERATIONS, focus: [2] }, { title: 'h & co' })
    expect(count(svg, '<rect class="')).toBe(3)
    expect(svg).toContain('>process 0</text>')
    expect(svg).toContain('<rect class="fail focus"')
    expect(svg).toContain('<title>write 1: failed, process 1, asked at 1.000 s, answered at 1.500 s</title>')
    expect(svg).toContain('aria-label="h &amp; co"')
  })

  it('is the same for the same history, and draws by order what has no times', () => {
    const bare = OPERATIONS.map(({ callNs: _, returnNs: __, ...one }) => one)
    expect(historySvg({ operations: bare }, page)).toBe(historySvg({ operations: bare }, page))
    expect(historySvg({ operations: bare }, page)).toContain('calls and returns in their order')
  })

  it('stands an empty history', () => {
    expect(historySvg({ operations: [] }, page)).toContain('</svg>')
    expect(historyHtml({ operations: [] }, page)).toContain('</html>')
  })
})

describe('a history as a page', () => {
  const faults = [{ fromUs: 1e6, toUs: 2e6, text: 'n1 was killed' }]
  const nodeOf = new Map([[0, 'n0']])
  const html = historyHtml({ operations: OPERATIONS, faults, nodeOf, focus: [0] }, page)

  it('has a button for each operation that says all in words, and a table with the same', () => {
    expect(count(html, '<button type="button" class="op ')).toBe(3)
    expect(html).toContain(
      'aria-label="write 2 ?: unknown, process 0, asked at 2.000 s, given up at 2.500 s"',
    )
    expect(count(html, '<tr>')).toBe(4)
    expect(html).toContain('<td>n0, process 0</td><td>0.000</td><td>0.500</td><td>done</td><td>write 0</td>')
  })

  it('draws faults as bands, and lists them', () => {
    expect(html).toContain('style="left:40%;width:40%" title="n1 was killed, 1.000 s to 2.000 s"')
    expect(html).toContain('<li>n1 was killed, 1.000 s to 2.000 s</li>')
  })

  it('asks nobody for anything, and lets no text out of its place', () => {
    expect(html).not.toMatch(/(?:src|href)=|https?:\/\//)
    expect(html).toContain('<title>A &lt;run&gt;</title>')
    const evil = operation(0, 0)
    const text = historyHtml(
      { operations: [{ ...evil, input: '</script><img>', output: '</script><img>' }] },
      page,
    )
    expect(count(text, '</script>')).toBe(2)
    expect(text).not.toContain('<img>')
  })

  it('draws the last five thousand operations before the failure of a long run, and says so', () => {
    const many = Array.from({ length: 6000 }, (_, at) => operation(at % 3, at))
    const long = historyHtml({ operations: many, focus: [11_990] }, page)
    expect(long).toContain('5000 of 6000 operations are drawn')
    expect(long).toContain('class="op ok focus"')
  })
})
