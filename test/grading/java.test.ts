import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Fault, isFault } from '../../src/grading/fault.ts'
import { languageById } from '../../src/grading/languages.ts'
import { type Prepared, prepare } from '../../src/grading/prepare.ts'
import { Runner } from '../../src/grading/runner.ts'
import { writeExercise } from '../../src/grading/write-exercise.ts'
import { verdictLines } from '../../src/report/verdict-text.ts'
import {
  contract,
  emptyFolder,
  FIXTURES,
  failing,
  fileWith,
  grade,
  mutantFile,
  mutants,
  solutionFile,
} from './helpers.ts'
import { hasJava, javaRunner } from './java-runner.ts'

const MINUTE = 60_000

/** The others are verified with all exercises. */
const SAMPLE = ['late-results-count', 'one-call-at-a-time', 'own-clock', 'shared-count']

describe.skipIf(!hasJava)('a circuit breaker in Java (skipped: no javac)', { timeout: MINUTE }, () => {
  it('passes when it is right', async () => {
    const result = await grade(solutionFile('java'), { seeds: 10, timeout: 30 })
    expect(result).toMatchObject({ verdict: 'pass', seeds: 10 })
  })

  it('says what is yours to write when it is not begun', async () => {
    const dir = await emptyFolder()
    const request = { slug: 'circuit-breaker', title: 'Circuit Breaker', contract, language: 'java', dir }
    await writeExercise({ ...request, force: false, dryRun: false })
    const result = await grade(path.join(dir, 'CircuitBreaker.java'))
    expect(failing(result)).toEqual(['passes-results-through'])
    expect(JSON.stringify(result.checks)).toContain('call is yours to write')
  })

  it.each(SAMPLE)('%s fails on the property it breaks, and is diagnosed', async (id) => {
    const mutant = mutants.find((one) => one.id === id)
    if (mutant === undefined) throw new Error(`no mutant ${id}`)
    const result = await grade(await mutantFile(mutant, 'java'))
    expect(failing(result)).toEqual([mutant.breaks])
    expect(result.diagnosis?.ids).toEqual([mutant.misconception])
    await matchesGolden(`java-${id}`, verdictLines(result, { color: 0, width: 80 }).join('\n'))
  })
})

/** UPDATE_GOLDEN=1 rewrites the files: look at the difference before you commit it. */
async function matchesGolden(name: string, found: string): Promise<void> {
  const golden = path.join(import.meta.dirname, 'golden', `${name}.txt`)
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(golden, `${found}\n`)
  expect(`${found}\n`).toBe(await readFile(golden, 'utf8'))
}

describe.skipIf(!hasJava)('a Java file that cannot be compiled', { timeout: MINUTE }, () => {
  async function faultOf(text: string, beside: Readonly<Record<string, string>> = {}): Promise<Fault> {
    const file = await fileWith('CircuitBreaker.java', text)
    for (const [name, other] of Object.entries(beside))
      await writeFile(path.join(path.dirname(file), name), other)
    const found = await javaRunner(file, contract)
    if (isFault(found)) return found
    throw new Error('it was compiled')
  }

  it('is shown at the place of its first error', async () => {
    expect(await faultOf('public class CircuitBreaker {\n  int x = 1\n  int y = z;\n}\n')).toMatchObject({
      code: 'syntax-error',
      message: "CircuitBreaker.java:2: ';' expected",
      line: 2,
      excerpt: ['int x = 1', '         ^'],
    })
  })

  it('is told which symbol there is not', async () => {
    expect(await faultOf('public class CircuitBreaker {\n  long y = z;\n}\n')).toMatchObject({
      message: 'CircuitBreaker.java:2: cannot find symbol: variable z',
      excerpt: ['long y = z;', '         ^'],
    })
  })

  it('is told of an error in another file that it needs, and of none in those that it does not', async () => {
    const text = 'package a.b;\npublic class CircuitBreaker { Helper h; }\n'
    const beside = { 'Helper.java': 'package a.b;\nclass Helper { int x = ""; }\n', 'Other.java': 'nonsense' }
    expect(await faultOf(text, beside)).toMatchObject({
      message: 'Helper.java:2: incompatible types: String cannot be converted to int',
    })
  })

  it('is told that a public class gives its file the name', async () => {
    expect(await faultOf('public class Breaker {}\n')).toMatchObject({
      message:
        'CircuitBreaker.java:1: class Breaker is public, should be declared in a file named Breaker.java',
    })
  })
})

describe.skipIf(!hasJava)('a Java program that lacks what the contract asks for', { timeout: MINUTE }, () => {
  const file = path.join(FIXTURES, 'java', 'Shapes.java')
  let prepared: Prepared

  beforeAll(async () => {
    const language = languageById('java')
    const found = language && (await prepare(file, language, contract))
    if (found === undefined || isFault(found)) throw new Error(found?.message)
    prepared = found
    return () => found.dispose()
  }, MINUTE)

  async function loaded(type: string, error = 'CircuitOpenError'): Promise<Fault | undefined> {
    const asked = { ...contract, type, errors: [{ name: error, meaning: '' }] }
    const now = () => performance.now()
    const runner = new Runner({ ...prepared, contract: asked, timeoutMs: 20_000, now })
    const fault = await runner.load()
    await runner.stop()
    return fault
  }

  it.each(['Right', 'OtherClock'])('%s has all of it', async (type) => {
    expect(await loaded(type)).toBeUndefined()
  })

  it.each([
    [
      'Nothing',
      'missing-name',
      'defines no Nothing (it defines Abstract, AllOptions, AnInterface, BoringException',
    ],
    ['AnInterface', 'not-a-class', 'AnInterface is not a class'],
    ['NoCall', 'missing-method', 'NoCall has no method call'],
    ['TakesRunnable', 'wrong-signature', 'call is written as boolean call(Runnable)'],
    ['NoState', 'missing-method', 'NoState has no method state'],
    ['NoOptions', 'constructor', 'it has no constructor NoOptions(Options options)'],
    ['MissingField', 'constructor', 'Options has no field "public long resetTimeoutMs"'],
    ['WrongField', 'constructor', 'Options.failureThreshold is of type String, which cannot hold 5'],
    ['FinalField', 'constructor', 'that can be set: it is public final'],
    ['InnerOptions', 'constructor', 'Options must be a static class'],
    ['WrongClock', 'constructor', 'Options.clock must be a LongSupplier'],
    ['Throws', 'constructor', 'IllegalStateException: not today'],
    ['Abstract', 'constructor', 'InstantiationException'],
  ])('%s: %s', async (type, code, message) => {
    const fault = await loaded(type)
    expect(fault).toMatchObject({ code, message: expect.stringContaining(message) })
  })

  it('says what the contract asks for instead', async () => {
    const next = ['The contract asks for <T> T call(Callable<T>) throws Exception']
    expect(await loaded('TakesRunnable')).toMatchObject({ next })
    expect(await loaded('Throws')).toMatchObject({ line: 129 })
  })

  it.each([
    ['NowhereError', 'missing-name', 'defines no NowhereException'],
    ['BoringError', 'not-an-error', 'BoringException is not an exception class'],
  ])('%s: %s', async (error, code, message) => {
    expect(await loaded('Right', error)).toMatchObject({ code, message: expect.stringContaining(message) })
  })
})
