import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type GoCase, goFile, goText } from './go-programs.ts'
import { hasGo } from './go-runner.ts'
import { fileWith, grade } from './helpers.ts'

const MINUTE = 60_000

describe.skipIf(!hasGo)('a Go program that cannot be judged (skipped: no go)', () => {
  it.each<[string, string, RegExp, GoCase]>([
    ['a syntax error', 'syntax-error', /^breaker\.go:32: syntax error: /, { call: 'if {' }],
    ['a name that is not there', 'syntax-error', /^breaker\.go:32: undefined: wrong/, { call: 'wrong()' }],
    ['an unused import', 'syntax-error', /^breaker\.go:6: .*imported and not used/, { imports: '"time"' }],
    [
      'an import that is not there',
      'import-error',
      /^breaker\.go:6: Could not resolve "github\.com\/x\/y": only the standard library/,
      { imports: '_ "github.com/x/y"' },
    ],
    [
      'no constructor',
      'missing-name',
      /defines no NewCircuitBreaker \(it defines CircuitBreaker, CircuitBreakerOptions, ErrCircuitOpen, MakeBreaker\)/,
      { edit: ['NewCircuitBreaker', 'MakeBreaker'] },
    ],
    ['no error', 'missing-name', /defines no ErrCircuitOpen/, { edit: ['ErrCircuitOpen', 'ErrOpen'] }],
    [
      'an error that is none',
      'wrong-signature',
      /ErrCircuitOpen is no error/,
      { edit: ['errors.New("the circuit is open")', '"open"\nvar _ = errors.New'] },
    ],
    ['no method', 'missing-method', /CircuitBreaker has no method Call/, { edit: [') Call(', ') call('] }],
    [
      'a method of another type',
      'wrong-signature',
      /the method Call is a func\(func\(\)\) error/,
      {
        edit: [
          'Call(fn func() (any, error)) (any, error) {',
          'Call(fn func()) error {\n\tfn()\n\treturn nil\n}\n\nfunc run(fn func() (any, error)) (any, error) {',
        ],
      },
    ],
    [
      'a missing option',
      'wrong-signature',
      /CircuitBreakerOptions has no exported field HalfOpenMaxCalls/,
      { edit: ['HalfOpenMaxCalls', 'MaxCalls'] },
    ],
    [
      'a duration for milliseconds',
      'wrong-signature',
      /the field ResetTimeoutMs of CircuitBreakerOptions is a time\.Duration/,
      { imports: '"time"', edit: ['ResetTimeoutMs   int64', 'ResetTimeoutMs time.Duration'] },
    ],
    [
      'a constructor of another type',
      'wrong-signature',
      /NewCircuitBreaker is a func\(int\) \*CircuitBreaker/,
      {
        edit: [
          '(options CircuitBreakerOptions) *CircuitBreaker {',
          '(n int) *CircuitBreaker {\n\tvar options CircuitBreakerOptions',
        ],
      },
    ],
    [
      'a constructor that gives nil',
      'constructor',
      /could not be created as the contract says: NewCircuitBreaker returned nil/,
      { edit: ['return &CircuitBreaker{options}', 'return nil'] },
    ],
    [
      'a generic type',
      'wrong-signature',
      /NewCircuitBreaker has type parameters/,
      { edit: ['func NewCircuitBreaker(', 'func NewCircuitBreaker[T any]('] },
    ],
  ])('%s: %s', { timeout: MINUTE }, async (_name, code, message, one) => {
    const { verdict, fault } = await grade(await goFile(one))
    expect({ verdict, code: fault?.code, message: fault?.message }).toEqual({
      verdict: 'fail',
      code,
      message: expect.stringMatching(message),
    })
    expect(fault?.next).not.toEqual([])
  })

  it('shows the place of an error with a caret, and what was expected', { timeout: MINUTE }, async () => {
    const { fault } = await grade(await goFile({ call: 'é := "é"; wrong(é)' }))
    expect(fault?.excerpt).toEqual(['é := "é"; wrong(é)', '          ^'])
    const other = await grade(
      await goFile({
        edit: [') State() string {', ') State() int {\n\treturn 1\n}\n\nfunc state() string {'],
      }),
    )
    expect(other.fault?.next).toEqual(['The contract asks for func (*CircuitBreaker) State() string'])
  })
})

describe.skipIf(!hasGo)('a Go file (skipped: no go)', () => {
  const options = goText({}).replace(/\ntype CircuitBreakerOptions[^}]*}\n/, '')
  const rest =
    'package main\n\ntype CircuitBreakerOptions struct {\n\tFailureThreshold, HalfOpenMaxCalls, SuccessThreshold uint\n\tResetTimeoutMs float64\n\tClock func() float64\n}\n'

  it('may be of package main, with a file beside it, in a broken module', { timeout: MINUTE }, async () => {
    const text = `${options.replace('package breaker', 'package main')}\nfunc main() {}\n`
    const file = await fileWith('breaker.go', text)
    const folder = path.dirname(file)
    await writeFile(path.join(folder, 'options.go'), rest)
    await writeFile(path.join(folder, 'options_test.go'), 'package main\n\nbroken\n')
    await writeFile(path.join(folder, 'other.go'), 'package other\n\nbroken\n')
    await writeFile(path.join(folder, 'go.mod'), 'broken\n')
    const result = await grade(file)
    expect(result.fault).toBeUndefined()
    expect(result.diagnosis?.ids).toEqual(['never-opens'])
  })

  it('is judged alone where the files beside it are solutions as well', { timeout: MINUTE }, async () => {
    const file = await fileWith('breaker.go', `//go:build ignore\n\n${goText({})}`)
    await writeFile(path.join(path.dirname(file), 'breaker_old.go'), goText({}))
    const result = await grade(file)
    expect(result.fault).toBeUndefined()
    expect(result.diagnosis?.ids).toEqual(['never-opens'])
  })

  it('is told of an error in the file beside it', { timeout: MINUTE }, async () => {
    const file = await fileWith('a b/breaker.go', options)
    await writeFile(path.join(path.dirname(file), 'options.go'), 'package breaker\n\nfunc {\n')
    expect((await grade(file)).fault?.message).toMatch(/^options\.go:3: syntax error/)
  })

  it('may be named and placed in odd ways', { timeout: MINUTE }, async () => {
    const file = await goFile({})
    const odd = path.join(path.dirname(file), 'ünd "so" $(x)', '_breaker_test.go')
    await mkdir(path.dirname(odd))
    await rename(file, odd)
    expect((await grade(odd)).diagnosis?.ids).toEqual(['never-opens'])
  })
})
