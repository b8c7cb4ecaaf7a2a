import { describe, expect, it } from 'vitest'
import { firstError } from '../../src/grading/build/go-errors.ts'
import { readGoSource } from '../../src/grading/build/go-source.ts'

const names = (text: string): string[] =>
  readGoSource(text).declared.map(({ kind, name, generic }) => `${kind} ${name}${generic ? '[]' : ''}`)

describe('what a Go file declares', () => {
  it('is every name at the top level, in groups or alone', () => {
    const text = `package p
const A, b = 1, 2
var (
	c    int
	d, e = f(
		1,
	), "var x"
	g = []string{
		"h",
	} // var i
)
type (
	J struct{ k int }
	L = map[string]int
)
func M() { var n int; _ = n }
func (o *J) P() {}
var q = func() int { return 1 }; var r int`
    expect(names(text)).toEqual([
      'const A',
      'const b',
      ...['var c', 'var d', 'var e', 'var g', 'type J', 'type L', 'func M', 'var q', 'var r'],
    ])
  })

  it('is told from what stands in strings and comments', () => {
    const text =
      'package p /*\nvar a int */\nvar b = `\nvar c int\n`\nvar d = \'"\'\nvar e = "\\"var f"\n// var g\nvar h = 1'
    expect(names(text)).toEqual(['var b', 'var d', 'var e', 'var h'])
  })

  it('may have type parameters, which lists and arrays have not', () => {
    const text =
      'package p\ntype A[T any] struct{}\ntype B []int\ntype C [3]int\ntype D [N]int\nfunc E[K comparable, V any](k K) {}'
    expect(names(text)).toEqual(['type A[]', 'type B', 'type C', 'type D', 'func E[]'])
  })

  it('has a package and imports at their places, whatever is not Go', () => {
    const text = '\uFEFF// package x\npackage main\nimport "time"\nimport (\n\tt `time`; _ "fmt"\n)\n'
    const { package: found, imports } = readGoSource(text)
    expect(text.slice(found?.from, found?.to)).toBe('main')
    expect(imports.map(({ name, from, to }) => [name, text.slice(from, to)])).toEqual([
      ['time', '"time"'],
      ['time', '`time`'],
      ['fmt', '"fmt"'],
    ])
    for (const odd of ['', '"', '`', '/*', '}}}', 'package', 'type', 'var (', 'func ', "'", '\0'])
      expect(() => readGoSource(odd)).not.toThrow()
  })
})

describe('the first error of the Go compiler', () => {
  it('is the first in the own file, with its column in letters', () => {
    const output =
      '# compendium/program\nprogram/b.go:1:1: other\nprogram/compendium_learner.go:2:7: undefined: x\n\thave (int)\n\twant ()\nprogram/compendium_learner.go:3:1: later\n'
    const texts = new Map([['a.go', 'package p\n\té := x\n']])
    expect(firstError(output, '/f/a.go', texts)).toEqual({
      text: 'undefined: x have (int) want ()',
      file: '/f/a.go',
      line: 2,
      source: 'é := x',
      column: 4,
    })
    expect(firstError('no space left on device', '/f/a.go', texts)).toBeUndefined()
  })
})
