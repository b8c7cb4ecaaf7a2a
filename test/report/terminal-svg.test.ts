import { describe, expect, it } from 'vitest'
import { styledRows } from '../../src/report/terminal/styled-text.ts'
import { terminalSvg } from '../../src/report/terminal-svg.ts'

const ESC = '\u001B['
const rowsOf = (text: string, columns = 80) => styledRows(text, columns)
const texts = (text: string, columns = 80) =>
  rowsOf(text, columns).map((row) => row.map((run) => run.text).join(''))

describe('styledRows', () => {
  it('gives every run its column, width and style', () => {
    expect(rowsOf(`a ${ESC}31mred${ESC}39m b`)).toEqual([
      [
        { text: 'a ', column: 0, columns: 2, style: {} },
        { text: 'red', column: 2, columns: 3, style: { foreground: 1 } },
        { text: ' b', column: 5, columns: 2, style: {} },
      ],
    ])
  })

  it('counts the columns of wide characters', () => {
    const [row] = rowsOf(`漢字${ESC}1m🔥${ESC}22mx`)
    expect(row?.map(({ column, columns }) => [column, columns])).toEqual([
      [0, 4],
      [4, 2],
      [6, 1],
    ])
  })

  it('wraps where the terminal would', () => {
    expect(texts('abcdef', 4)).toEqual(['abcd', 'ef'])
    expect(texts('abc漢', 4)).toEqual(['abc', '漢'])
  })

  it('understands 16, 256 and true colours, in front and behind', () => {
    const colors = [
      `${ESC}97;41m.`,
      `${ESC}0;38;5;208m.`,
      `${ESC}0;48;5;244m.`,
      `${ESC}0;38;2;1;2;255;1m.`,
    ].join('')
    expect(rowsOf(colors)[0]?.map(({ style }) => style)).toEqual([
      { foreground: 15, background: 1 },
      { foreground: '#ff8700' },
      { background: '#808080' },
      { foreground: '#0102ff', bold: true },
    ])
  })

  it('ends each style with its own code, and all with 0', () => {
    const [row] = rowsOf(`${ESC}1;2;3;4;7m.${ESC}22;23;24;27m.${ESC}31;1m.${ESC}m.`)
    expect(row?.map(({ style }) => style)).toEqual([
      { bold: true, dim: true, italic: true, underline: true, inverse: true },
      { bold: false, dim: false, italic: false, underline: false, inverse: false },
      { bold: true, dim: false, italic: false, underline: false, inverse: false, foreground: 1 },
      {},
    ])
  })

  it('drops links and cursor movements, and keeps their text', () => {
    expect(texts(`${ESC}?25l\u001B]8;;https://example.org\u0007here\u001B]8;;\u0007${ESC}2K`)).toEqual([
      'here',
    ])
  })
})

describe('terminalSvg', () => {
  const svg = terminalSvg({
    text: `a < b & "c"\n${ESC}7m on ${ESC}27m\n│\n│\n\n`,
    columns: 20,
    title: 'x > y',
  })

  it('escapes what XML would read as markup', () => {
    expect(svg).toContain('a &lt; b &amp; &quot;c&quot;')
    expect(svg).toContain('<title>x &gt; y</title>')
  })

  it('holds every run to its columns', () => {
    expect(svg).toMatch(/<text x="18" y="\d+" textLength="92.4"[^>]*>a &lt;/)
  })

  it('draws reversed text as text on a ground', () => {
    expect(svg).toMatch(/<rect x="18" y="\d+" width="33.6" height="18" fill="#d8dee9"\/>/)
    expect(svg).toMatch(/fill="#1b1f27"> on <\/text>/)
  })

  it('draws no empty rows at the end', () => {
    expect(svg).toContain('height="132"')
  })

  it('gives the same bytes for the same input, and no character that XML forbids', () => {
    const again = () => terminalSvg({ text: 'bell \u0007 null \u0000 end', columns: 20, title: 't' })
    expect(again()).toBe(again())
    expect([...again()].every((character) => character >= ' ' || character === '\n')).toBe(true)
  })
})
