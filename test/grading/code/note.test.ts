import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { functionsIn } from '../../../src/grading/code/functions.ts'
import { noteOn } from '../../../src/grading/code/note.ts'
import { linesOfCode, stripped } from '../../../src/grading/code/strip.ts'
import { builtFolder, exerciseFolder } from '../../../src/grading/exercise-files.ts'
import type { LanguageStyle } from '../../../src/grading/languages.ts'
import { packageRoot } from '../../../src/platform/package-root.ts'

const PYTHON = `import json
import os.path
from math import ceil, floor as down
# if this and that or the other

LIMIT = 3


class Bucket:
    """A text if it is one, and 'another'."""

    def take(self, n):
        if n > 1 and n < 5 or n == ceil(9.5):
            return "while # not a comment"
        for one in range(n):
            while one: one -= 1
        return [x for x in () if x]

    def _left_over(self):
        return None
`

describe('a note on code', () => {
  it('counts lines without blanks, comments and texts that stand alone', () => {
    expect(linesOfCode(stripped(PYTHON, 'python'))).toBe(13)
    expect(linesOfCode(stripped("const a = '//' // b\n\n/* c\n d */ e()\n", 'javascript'))).toBe(2)
  })

  it('counts the decisions of each function, and none in comments and texts', () => {
    expect(functionsIn(stripped(PYTHON, 'python'), 'python')).toEqual([
      { name: 'take', line: 12, complexity: 8 },
      { name: '_left_over', line: 19, complexity: 1 },
    ])
    const script =
      'export class A {\n  #b = 1\n  async c<T>(d: () => T, e?: T): Promise<T> {\n    if (d && e || !e) return d() ?? e\n    return e ? e : d()\n  }\n}\nfunction f(g) { for (const h of g) h() }'
    expect(functionsIn(stripped(script, 'javascript'), 'javascript')).toEqual([
      { name: 'c', line: 3, complexity: 6 },
      { name: 'f', line: 8, complexity: 2 },
    ])
    const go =
      'func (b *B) Take(n int) (bool, error) {\n\tif n > 1 && n < 3 {\n\t\treturn true, nil\n\t}\n\tfor {\n\t}\n}\n'
    expect(functionsIn(stripped(go, 'go'), 'go')).toEqual([{ name: 'Take', line: 1, complexity: 4 }])
    const java =
      'class A {\n  <T> T call(Callable<T> fn) throws Exception {\n    try { return fn.call(); } catch (IOException e) { return x ? a : b; }\n  }\n}'
    expect(functionsIn(stripped(java, 'java'), 'java')).toEqual([{ name: 'call', line: 2, complexity: 3 }])
  })

  it('names what is declared and never used', () => {
    expect(noteOn(PYTHON, PYTHON, 'python').unused).toEqual([
      { name: 'json', line: 1 },
      { name: 'down', line: 3 },
      { name: 'LIMIT', line: 6 },
      { name: '_left_over', line: 19 },
    ])
    const script =
      "import { a, b as c } from 'x'\nexport class D {\n  #e = a\n  #f() { return this.#e }\n}\nconst g = 1\n"
    expect(noteOn(script, script, 'javascript').unused.map(({ name }) => name)).toEqual(['c', '#f', 'g'])
  })

  it('remarks on a function with many decisions and on a program of twice the length', () => {
    const many = `def all(x):\n${Array.from({ length: 11 }, (_, n) => `    if x == ${n}:\n        pass\n`).join('')}`
    const { remarks } = noteOn(many, 'def all(x):\n    return x\n', 'python')
    expect(remarks).toEqual([
      'all (line 1) makes 11 decisions: take it apart.',
      '23 lines of code, where the reference has 2.',
    ])
  })
})

const STYLES: Readonly<Record<string, LanguageStyle>> = {
  python: 'python',
  javascript: 'javascript',
  typescript: 'javascript',
  go: 'go',
  java: 'java',
}

describe('the references', () => {
  const slugs = readdirSync(path.join(packageRoot(), 'content', 'patterns'))
  const files = slugs.flatMap((slug) =>
    Object.entries(STYLES).flatMap(([language, style]) =>
      filesOf(slug, language).map((file) => ({ file, style })),
    ),
  )

  it('are there', () => expect(files.length).toBeGreaterThan(80))

  it.each(files)('leave nothing to remark: $file', ({ file, style }) => {
    const text = readFileSync(file, 'utf8')
    expect(noteOn(text, text, style).remarks).toEqual([])
  })
})

function filesOf(slug: string, language: string): string[] {
  const exercise = language === 'javascript' ? builtFolder(slug) : exerciseFolder(slug)
  const folder = path.join(exercise, 'solution', language)
  try {
    return readdirSync(folder).map((name) => path.join(folder, name))
  } catch {
    return []
  }
}
