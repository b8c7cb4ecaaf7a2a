import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/platform/package-root.ts'

const STALE = `{:process 0, :type :invoke, :f :write, :value 1}
{:process 0, :type :ok, :f :write, :value 1}
{:process 0, :type :invoke, :f :write, :value 2}
{:process 0, :type :ok, :f :write, :value 2}
{:process 1, :type :invoke, :f :read, :value nil}
{:process 1, :type :ok, :f :read, :value 1}
`

let folder = ''

/** The program as TypeScript, so that the test needs no build. */
function check(input: string, ...args: string[]) {
  const program = path.join(packageRoot(), 'bin', 'dev.js')
  return execa(process.execPath, [program, 'check', ...args], { cwd: folder, reject: false, input })
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'compendium-check-'))
  await writeFile(path.join(folder, 'stale.edn'), STALE)
})

afterAll(async () => {
  await rm(folder, { recursive: true })
})

describe('compendium check', () => {
  it('exits with 1 for a stale read, with the fields of the verdict, and exports what fails', async () => {
    const { exitCode, stdout } = await check(
      '',
      'stale.edn',
      '--model',
      'cas-register',
      '--json',
      '--export',
      'small.jsonl',
      '--export',
      'svg',
      '--export',
      'html=page.html',
    )
    expect(exitCode).toBe(1)
    expect(await readFile(path.join(folder, 'stale-counterexample.svg'), 'utf8')).toContain('>write 2</text>')
    expect(await readFile(path.join(folder, 'page.html'), 'utf8')).toContain('3 of 3 operations')
    expect((await readFile(path.join(folder, 'small.jsonl'), 'utf8')).split('\n')[0]).toBe(
      '{"index":0,"type":"invoke","process":0,"f":"write","value":1}',
    )
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'stale.edn',
      format: 'edn',
      valid: false,
      model: 'cas-register',
      operations: 3,
      reason: expect.stringContaining('it could only have been told 2'),
      exported: ['small.jsonl', 'stale-counterexample.svg', 'page.html'],
      counterexample: [
        { process: 0, f: 'write', input: 1 },
        { process: 0, f: 'write', input: 2 },
        { process: 1, f: 'read', output: 1 },
      ],
    })
  })

  it('exits with 0 for a valid history from standard input, and names the key that it passes over', async () => {
    const right = STALE.replace(':read, :value 1', ':read, :value 2').replace(':f', ':shape 4, :f')
    const { exitCode, stdout, stderr } = await check(right, '-', '--model', 'register', '--witness', '--json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, witness: [0, 1, 2] })
    expect(stderr).toContain('line 1, column 30: the key shape is not known and passed over')
  })

  it('exits with 2 for a history that is cut off, with line and column', async () => {
    const { exitCode, stderr } = await check(STALE.slice(0, -20), '-', '--model', 'register')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('line 6, column 1: the event that begins here never ends')
  })

  it('exits with 2 for a model that there is not, and names the nearest', async () => {
    const { exitCode, stderr } = await check('', 'stale.edn', '--model', 'registr')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Did you mean: --model register')
  })
})
