import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { gradeFile } from '../../src/grading/grade.ts'
import type { Grade } from '../../src/grading/verdict.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { contractOf } from './contracts.ts'
import { FIXTURES, failing, fileWith } from './helpers.ts'

async function gradeCommand(slug: string, command: readonly string[], cwd = '/'): Promise<Grade> {
  const contract = contractOf(slug)
  return gradeFile({
    file: command.join(' '),
    command,
    cwd,
    pattern: slug,
    contract,
    now: () => performance.now(),
  })
}

async function perlOfTheGuide(): Promise<string> {
  const guide = await readFile(path.join(packageRoot(), 'docs', 'any-language.md'), 'utf8')
  const [, program] = /```perl\n([\s\S]+?)```/.exec(guide) ?? []
  return program ?? ''
}

async function gradePerl(text: string): Promise<Grade> {
  const file = await fileWith('bucket.pl', text)
  return gradeCommand('token-bucket', ['perl', path.basename(file)], path.dirname(file))
}

const breaker = (...flags: string[]) =>
  gradeCommand('circuit-breaker', ['python3', 'breaker.py', ...flags], path.join(FIXTURES, 'lines'))

const bulkhead = (...flags: string[]) =>
  gradeCommand('bulkhead', ['python3', 'bulkhead.py', ...flags], path.join(FIXTURES, 'lines'))

describe('a program that speaks lines of JSON', () => {
  it('passes as the guide shows it', async () => {
    const result = await gradePerl(await perlOfTheGuide())
    expect(failing(result)).toEqual([])
    expect(result.verdict).toBe('pass')
    expect(result.replay).toBe('compendium test --pattern token-bucket --seed 1 -- perl bucket.pl')
  })

  it('is diagnosed like any other', async () => {
    const wrong = (await perlOfTheGuide()).replace('if $b->{tokens} < $n', 'if $b->{tokens} <= $n')
    const result = await gradePerl(wrong)
    expect(failing(result)).toEqual(['takes-what-it-grants'])
    expect(result.diagnosis?.ids).toEqual(['needs-more'])
  })

  it('can be handed functions', async () => {
    const result = await breaker()
    expect(failing(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it('is diagnosed when it handles functions wrongly', async () => {
    const result = await breaker('--one-late')
    expect(failing(result)).toEqual(['opens-after-threshold'])
    expect(result.diagnosis?.ids).toEqual(['opens-one-late'])
  })

  it('can have many calls in flight', { timeout: 30_000 }, async () => {
    const result = await bulkhead()
    expect(failing(result)).toEqual([])
    expect(result.verdict).toBe('pass')
  })

  it('is diagnosed when it confuses calls in flight', { timeout: 30_000 }, async () => {
    const result = await bulkhead('--last-come-first')
    expect(failing(result)).toEqual(['first-come-first-served'])
    expect(result.diagnosis?.ids).toEqual(['last-come-first'])
  })
})

describe('a program that does not keep to the protocol', () => {
  it.each([
    [
      'greets wrongly',
      'print \'{"hello":"you"}\', "\\n" while <STDIN>;',
      'it answered {"hello":"you"}, not {"ready":1}',
    ],
    [
      'prints text',
      'print "Hello\\n" while <STDIN>;',
      'it wrote "Hello" where one JSON object a line is due',
    ],
    ['answers without end', 'print "{}\\n" while 1;', 'it answered {}'],
    ['says nothing', 'sleep 60 while 1;', 'it answered nothing'],
  ])('%s', { timeout: 30_000 }, async (_title, program, told) => {
    const result = await gradePerl(`$| = 1; ${program}`)
    expect(result).toMatchObject({ verdict: 'fail', fault: { code: 'protocol-error' } })
    expect(result.fault?.message).toContain(told)
  })

  it('ends early', async () => {
    const result = await gradePerl('exit 3;')
    expect(result).toMatchObject({ verdict: 'fail', fault: { code: 'ended-early' } })
    expect(result.fault?.message).toContain('exit status 3')
  })

  it('hangs in the middle', { timeout: 60_000 }, async () => {
    const result = await gradePerl((await perlOfTheGuide()).replace('floor($_[0]{tokens})', 'sleep 60'))
    expect(result.verdict).toBe('fail')
    expect(failing(result)).toContain('available-tells-whole-tokens')
  })

  it('is no program at all', async () => {
    await expect(gradeCommand('token-bucket', ['no-such-program-here'])).rejects.toMatchObject({
      code: 'missing-program',
    })
  })
})
