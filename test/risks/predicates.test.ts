import { describe, expect, it } from 'vitest'
import { findRisks } from '../../src/risks/find-risks.ts'
import { codeLanguage, isTestFile } from '../../src/risks/languages.ts'
import type { CodeLanguage, RiskRule } from '../../src/risks/types.ts'

const rule = (...queries: string[]): RiskRule => ({
  ...{ id: 'r', title: 'r', why: 'r', fix: 'r', patterns: ['p'], confidence: 'likely' },
  ...{ source: 'https://example.org', python: { when: '.', queries } },
})

const PYTHON = codeLanguage('a.py') as CodeLanguage

async function lines(text: string, query: string): Promise<number[]> {
  const { findings } = await findRisks(text, PYTHON, [rule(query)])
  return findings.map(({ line }) => line)
}

const CALL = '((call function: (identifier) @name) @risk'

describe('predicates of rules', () => {
  it('look at the file without its comments', async () => {
    const query = `${CALL} (#file-match? "timeout"))`
    expect(await lines('f()\n# timeout\n', query)).toEqual([])
    expect(await lines('f()\ntimeout = 1\n', query)).toEqual([1])
  })

  it('stop at the function when they ask what a node is inside of', async () => {
    const query = `${CALL} (#eq? @name "f") (#inside? @risk "while_statement"))`
    expect(await lines('while True:\n    f()\n', query)).toEqual([2])
    expect(await lines('while True:\n    def g():\n        f()\n', query)).toEqual([])
  })

  it('fill in the text of a capture, whatever signs it has', async () => {
    const query = '((assignment left: (_) @x) @risk (#file-match? "use\\\\({x}\\\\)"))'
    expect(await lines('a[0] = 1\nuse(a[0])\n', query)).toEqual([1])
    expect(await lines('a[0] = 1\nuse(a0)\n', query)).toEqual([])
  })

  it('tell what stands before from what stands after', async () => {
    const text = 'def g():\n    first()\n    f()\n    last()\n'
    const ask = (predicate: string) => lines(text, `${CALL} (#eq? @name "f") (#${predicate}))`)
    expect(await ask('before-match? @risk "function" "first"')).toEqual([3])
    expect(await ask('before-match? @risk "function" "last"')).toEqual([])
    expect(await ask('after-match? @risk "function" "last"')).toEqual([3])
    expect(await ask('not-after-match? @risk "function" "last"')).toEqual([])
    expect(await ask('through-match? @risk "function" "first[^a]*f.."')).toEqual([3])
    expect(await ask('in-match? @risk "function" "(?i)LAST"')).toEqual([3])
  })

  it('refuse what is not known', async () => {
    await expect(lines('f()\n', `${CALL} (#no-such? @risk))`)).rejects.toThrow(
      /no-such\?, which is not known/,
    )
  })

  it('say nothing of lines that nobody wrote by hand', async () => {
    const query = `${CALL} (#eq? @name "f"))`
    expect(await lines(`f()\n${'g(); '.repeat(500)}f()\n`, query)).toEqual([1])
  })

  it('count several queries that see the same line once', async () => {
    const { findings } = await findRisks('f(g())\n', PYTHON, [rule(`${CALL})`, `${CALL})`)])
    expect(findings).toHaveLength(1)
  })

  it('give places as people count them, after signs of two units too', async () => {
    const { findings } = await findRisks('x = "\u{1F600}"; f()\n', PYTHON, [rule(`${CALL})`)])
    expect(findings).toMatchObject([{ line: 1, column: 11, snippet: 'x = "\u{1F600}"; f()' }])
  })
})

describe('a file of tests', () => {
  it('is one by its name and its content', () => {
    expect(isTestFile('src/test_pay.py', 'def test_pay():\n')).toBe(true)
    expect(isTestFile('src/pay.spec.ts', "it('pays', pay)\n")).toBe(true)
    expect(isTestFile('src/test_bench.py', 'def run():\n')).toBe(false)
    expect(isTestFile('src/pay.py', 'def test_pay():\n')).toBe(false)
    expect(isTestFile('src/pay.test.ts', 'export const isPaid = (text: string) => /paid/.test(text)\n')).toBe(
      false,
    )
  })

  it('is one by its folder, with the helpers that stand there', () => {
    expect(isTestFile('shop/test/pay.js', "test('pays', pay)\n")).toBe(true)
    expect(isTestFile('tests/_util.py', 'class StubBroker:\n    pass\n')).toBe(true)
    expect(isTestFile('test/app.py', 'import requests\nrequests.get(url)\n')).toBe(false)
    expect(isTestFile('latest/pay.js', "test('pays', pay)\n")).toBe(false)
  })
})
