import { chmod } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { emptyFolder, FIXTURES, fileWith, grade, solutionFile } from './helpers.ts'

const malformed = (name: string) => path.join(FIXTURES, 'malformed', name)

describe('a program that cannot be judged', () => {
  it.each([
    ['syntax.py', 'syntax-error', /^syntax\.py:2: SyntaxError/],
    ['syntax.mjs', 'syntax-error', /^syntax\.mjs:2: Expected "\)"/],
    ['import_error.py', 'import-error', /^import_error\.py:1: ModuleNotFoundError: .*no_such_module_here/],
    ['import_error.mjs', 'import-error', /^import_error\.mjs:1: Could not resolve "\.\/nowhere\.mjs"/],
    ['raises_at_import.py', 'import-error', /^raises_at_import\.py:2: RuntimeError: at import/],
    ['raises_at_import.ts', 'import-error', /^raises_at_import\.ts:2: Error: at import 3/],
    ['missing_class.py', 'missing-name', /defines no CircuitBreaker \(it defines Breaker/],
    ['missing_class.mjs', 'missing-name', /defines no CircuitBreaker \(it defines Breaker/],
    ['missing_error.py', 'missing-name', /defines no CircuitOpenError/],
    ['not_a_class.py', 'not-a-class', /CircuitBreaker is not a class/],
    ['not_an_error.py', 'not-an-error', /CircuitOpenError is not an exception class/],
    ['constructor.py', 'constructor', /could not be created as the contract says: TypeError/],
    ['constructor.mjs', 'constructor', /^constructor\.mjs:4: .*TypeError/],
    ['missing_method.py', 'missing-method', /CircuitBreaker has no method call/],
    ['missing_method.mjs', 'missing-method', /CircuitBreaker has no method call/],
    ['async_call.py', 'async-method', /call is an async def/],
    ['state_method.py', 'attribute-is-method', /state is a method/],
    ['state_method.mjs', 'attribute-is-method', /state is a method/],
  ])('%s: %s', async (name, code, message) => {
    const result = await grade(malformed(name))
    expect(result.verdict).toBe('fail')
    expect(result.fault).toMatchObject({ code, message: expect.stringMatching(message) })
    expect(result.fault?.next).not.toEqual([])
    expect(result.checks[0]).toMatchObject({ id: 'runs', verdict: 'fail' })
    expect(result.checks.slice(1).every((check) => check.verdict === 'inconclusive')).toBe(true)
  })

  it('shows the place of a syntax error with a caret', async () => {
    const { fault } = await grade(malformed('syntax.mjs'))
    expect(fault?.excerpt).toEqual(['async call(fn {', '              ^'])
  })

  it('has no verdict without an interpreter, and says how to get one', async () => {
    const before = process.env['PATH']
    process.env['PATH'] = await emptyFolder()
    try {
      const result = await grade(solutionFile('python'))
      expect(result.verdict).toBe('inconclusive')
      expect(result.fault).toMatchObject({ code: 'missing-interpreter' })
      expect(result.fault?.next.join('\n')).toMatch(/apt install python3[\s\S]*brew[\s\S]*winget/)
    } finally {
      process.env['PATH'] = before
    }
  })
})

describe('a file that cannot be a program', () => {
  it.each([
    ['missing-file', async () => path.join(await emptyFolder(), 'nowhere.py')],
    ['directory-file', async () => await emptyFolder()],
    ['empty-file', () => fileWith('empty.py', '  \n\n')],
    ['binary-file', () => fileWith('binary.py', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2]))],
    ['unknown-extension', () => fileWith('breaker.rb', 'class CircuitBreaker\nend\n')],
  ])('is refused: %s', async (code, make) => {
    await expect(grade(await make())).rejects.toMatchObject({ code, exitCode: 2 })
  })

  it.skipIf(process.getuid?.() === 0)('is refused: unreadable-file', async () => {
    const file = await fileWith('secret.py', 'x = 1\n')
    await chmod(file, 0)
    await expect(grade(file)).rejects.toMatchObject({ code: 'unreadable-file', exitCode: 2 })
  })

  it('is refused when it is of another language than was said', async () => {
    await expect(grade(solutionFile('python'), { language: 'typescript' })).rejects.toMatchObject({
      code: 'wrong-language',
      exitCode: 2,
    })
  })
})
