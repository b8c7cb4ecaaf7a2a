import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { citations } from '../../src/corpus/compile/citations.ts'
import { parseMarkdown } from '../../src/corpus/compile/markdown.ts'
import { Problems } from '../../src/corpus/compile/problem.ts'
import { TexError, texToText } from '../../src/corpus/compile/tex.ts'
import { toBlocks } from '../../src/corpus/compile/to-blocks.ts'
import { drawLesson } from '../../src/report/lesson-text.ts'

const FILE = path.join(import.meta.dirname, 'torture.md')

function compile(markdown: string) {
  const problems = new Problems()
  const blocks = toBlocks(parseMarkdown(markdown), { file: 'lesson.md', problems, citations: citations() })
  return { blocks, problems: problems.list }
}

const torture = compile(readFileSync(FILE, 'utf8'))

// biome-ignore lint/suspicious/noControlCharactersInRegex: styles begin with a control character
const STYLE = /\u001B\[([0-9;]*)m/g

describe('a lesson with everything in it', () => {
  it('compiles without a problem', () => {
    expect(torture.problems).toEqual([])
  })

  it.each([
    ['80', { width: 80, color: 0, unicode: true }],
    ['40', { width: 40, color: 0, unicode: true }],
    ['ascii', { width: 80, color: 0, unicode: false }],
  ] as const)('is drawn as text, %s', async (name, options) => {
    const { lines } = drawLesson(torture.blocks, options)
    const golden = path.join(import.meta.dirname, 'golden', `torture-${name}.txt`)
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden)
  })

  it('is never wider than the page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 140 }), (width) => {
        const { lines } = drawLesson(torture.blocks, { width, color: 1, unicode: true })
        expect(lines.filter((line) => stringWidth(line) > width)).toEqual([])
      }),
      { numRuns: 30, seed: 1 },
    )
  })

  it('uses only colours that a terminal of 16 has, and the default background', () => {
    const { lines } = drawLesson(torture.blocks, { width: 80, color: 1, unicode: true })
    const codes = lines.flatMap((line) => [...line.matchAll(STYLE)].map(([, code]) => Number(code)))
    const allowed = new Set([0, 1, 2, 3, 4, 22, 23, 24, 31, 32, 33, 34, 35, 36, 39])
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.filter((code) => !allowed.has(code))).toEqual([])
  })
})

describe('formulas as text', () => {
  it.each([
    ['\\frac{a+b}{2}', '(a+b)/2'],
    ['\\frac{\\rho}{1-\\rho}', 'ρ/(1−ρ)'],
    ['2^{10}', '2¹⁰'],
    ['x_{i+1}', 'xᵢ₊₁'],
    ['e^{-\\lambda t}', 'e^(−λ t)'],
    ['\\sqrt{n}', '√n'],
    ['\\lceil n/2 \\rceil', '⌈ n/2 ⌉'],
  ])('%s is %s', (tex, text) => {
    expect(texToText(tex)).toBe(text)
  })

  it.each(['\\frac{a}', '{a', 'a}', '\\unknown', 'a_'])('%s is refused', (tex) => {
    expect(() => texToText(tex)).toThrow(TexError)
  })

  it('one that cannot be told is a problem of the lesson, with its line', () => {
    expect(compile('Text.\n\n```math\nx\n\\nonsense\n```\n').problems).toMatchObject([
      { line: 5, rule: 'formula', message: '\\nonsense is not known' },
    ])
  })
})

it('a footnote leads to the notes, which stand at the end in the order of their first reference', () => {
  const { blocks } = compile('One[^b], two[^a].\n\n[^a]: Second.\n[^b]: First.\n')
  const { lines, links } = drawLesson(blocks, { width: 60, color: 0, unicode: true })
  expect(lines.join('\n')).toContain('One¹, two².')
  expect(lines.slice(-2)).toEqual(['1. First.', '2. Second.'])
  expect(links.map(({ href }) => href)).toEqual(['#notes', '#notes'])
})
