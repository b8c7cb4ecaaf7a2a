import { copyFile, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { gradingProgram, type Program } from './grading-program.ts'

const SOLUTION = path.join(exerciseFolder('token-bucket'), 'solution', 'python', 'token_bucket.py')

let program: Program

beforeAll(async () => {
  program = await gradingProgram()
})

afterAll(() => program.remove())

const exercise = (...args: string[]) => program.run(['exercise', ...args])

describe('compendium exercise list', () => {
  it('names every exercise, each in five languages', async () => {
    const { status, stdout } = await exercise('list', '--json')
    expect(status).toBe(0)
    const { exercises } = JSON.parse(stdout)
    expect(exercises).toContainEqual(
      expect.objectContaining({
        ...{ slug: 'token-bucket', kind: 'component', mutants: expect.any(Number) },
      }),
    )
    const components = exercises.filter((one: { kind: string }) => one.kind === 'component')
    expect(components).toHaveLength(44)
    for (const one of components) {
      expect(one.languages, one.slug).toEqual(['python', 'javascript', 'typescript', 'go', 'java'])
    }
    expect((await exercise('list')).stdout).toMatch(
      /^token-bucket +Token Bucket \(python, javascript, typescript, go, java\)$/m,
    )
  })
})

describe('an exercise on a cluster', () => {
  it('is listed after the components, with its stages', async () => {
    const { exercises } = JSON.parse((await exercise('list', '--json')).stdout)
    expect(exercises).toContainEqual(
      expect.objectContaining({ slug: 'echo', kind: 'cluster', stages: expect.any(Array) }),
    )
    expect((await exercise('list')).stdout).toMatch(/\nOn a cluster of nodes\n[\s\S]*^echo +Echo \(python, /m)
  })

  it('is shown with its task, stages and sources', async () => {
    const { stdout } = await exercise('show', 'echo')
    expect(stdout).toMatch(/^# Echo\n[\s\S]*^## Task\n[\s\S]*^## Stages\n\n1\. \*\*[\s\S]*^## Sources\n\n- /m)
  })

  it('gives hints, and names its lesson after the last', async () => {
    const first = await program.run(['hint', 'echo', '--level', '1'])
    expect(first.stdout).toContain('More: compendium hint echo --level 2')
    const last = await program.run(['hint', 'echo', '--level', '3'])
    expect(last.stdout).toMatch(/The lesson: compendium learn [a-z-]+$/m)
  })

  it('is written with the SDK and a README, and never over what is there', async () => {
    const args = ['generate', 'exercise', 'echo', '--language', 'python', '--dir', 'echo']
    const written = await program.run([...args, '--json'])
    expect(JSON.parse(written.stdout)).toMatchObject({
      files: ['echo.py', 'compendium_node.py', 'README.md'],
      test: 'compendium test echo.py --pattern echo',
    })
    const readme = await readFile(path.join(program.folder, 'echo', 'README.md'), 'utf8')
    expect(readme).toContain('# Echo, in Python\n')
    expect(readme).toContain('compendium test echo.py --pattern echo --time real')
    await writeFile(path.join(program.folder, 'echo', 'echo.py'), '# mine\n')
    const again = await program.run(args)
    expect(again).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('echo.py would be overwritten'),
    })
    expect(await readFile(path.join(program.folder, 'echo', 'echo.py'), 'utf8')).toBe('# mine\n')
  })

  it('is named when a name of either kind is mistyped, and takes no flags of components', async () => {
    const run = (...args: string[]) => program.run(['test', 'x.py', '--pattern', ...args])
    expect((await run('brodcast')).stderr).toContain('Did you mean broadcast?')
    expect((await run('circuit-braker')).stderr).toContain('Did you mean circuit-breaker?')
    const threads = await run('echo', '--threads')
    expect(threads).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--threads is for components'),
    })
    const stage = await run('token-bucket', '--stage', 'one')
    expect(stage).toMatchObject({ status: 2, stderr: expect.stringContaining('--stage is for the nodes') })
    const missing = await run('echo', '--stage', 'two')
    expect(missing).toMatchObject({ status: 2, stderr: expect.stringContaining('echo has no stage "two"') })
  })
})

describe('compendium exercise show', () => {
  it('shows the contract in the words of a language', async () => {
    const { stdout } = await exercise('show', 'token-bucket', '--language', 'go')
    expect(stdout).toContain(
      '`NewTokenBucket(TokenBucketOptions{Capacity: ..., RefillPerSecond: ..., Clock: ...})`',
    )
    expect(stdout).toContain('- `RetryAfterMs(tokens)`')
  })

  it('gives the contract as data', async () => {
    const { stdout } = await exercise('show', 'circuit-breaker', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ slug: 'circuit-breaker', type: 'CircuitBreaker', kind: 'component' },
      methods: [{ name: 'call', parameters: [{ name: 'fn', type: 'function' }] }],
    })
  })

  it.each([
    [['show', 'token-buckt'], 'Did you mean token-bucket?'],
    [['show', 'token-bucket', '--language', 'pyton'], 'Did you mean python?'],
    [['show', 'chain-replication'], 'chain-replication has no exercise.'],
  ])('refuses %s with status 2', async (args, told) => {
    const { status, stderr } = await exercise(...args)
    expect(status).toBe(2)
    expect(stderr).toContain(told)
  })
})

describe('compendium generate exercise', () => {
  it('writes a starter and a README that speak JavaScript', async () => {
    const args = ['event-sourcing', '--language', 'javascript', '--dir', 'js']
    const { status, stdout } = await program.run(['generate', 'exercise', ...args])
    expect(status).toBe(0)
    expect(stdout).toContain('compendium test event-sourced-account.js --pattern event-sourcing')
    const starter = await readFile(path.join(program.folder, 'js', 'event-sourced-account.js'), 'utf8')
    expect(starter).toContain('   * @param {number | null} [expectedVersion]\n')
    expect(starter).toContain('// - withdraw(cents, expectedVersion): As deposit')
    const readme = await readFile(path.join(program.folder, 'js', 'README.md'), 'utf8')
    expect(readme).toContain('# Event Sourcing, in JavaScript\n')
    expect(readme).toContain('throws VersionConflictError if `expectedVersion` is given')
    expect(readme).not.toMatch(/\w_\w|\b[Rr]aise/)
  })
})

describe('compendium exercise solution', () => {
  it('is locked until a program has passed, then prints the reference', async () => {
    const locked = await exercise('solution', 'token-bucket', '--language', 'python')
    expect(locked.status).toBe(2)
    expect(locked.stderr).toContain('unlocks when a program of yours has passed')
    await copyFile(SOLUTION, path.join(program.folder, 'mine.py'))
    const passed = await program.run(['test', 'mine.py', '--pattern', 'token-bucket'])
    expect(passed.status).toBe(0)
    const open = await exercise('solution', 'token-bucket', '--language', 'python')
    expect(open).toMatchObject({ status: 0, stdout: (await readFile(SOLUTION, 'utf8')).trimEnd() })
    const other = await exercise('solution', 'token-bucket', '--language', 'rust')
    expect(other.stderr).toContain('There is no token-bucket exercise in rust.')
    const javascript = await exercise('solution', 'token-bucket', '--language', 'javascript')
    expect(javascript.stdout).toContain('  #capacity\n')
    expect(javascript.stdout).toContain(' * @param {number} tokens\n')
  })
})

describe('compendium exercise verify', () => {
  it('tries programs of one kind alone when told so', async () => {
    const args = ['verify', 'token-bucket', '--language', 'python', '--seeds', '2', '--only', 'reference']
    const { status, stdout } = await exercise(...args)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^token-bucket +✔$/m)
    expect(stdout).toMatch(/^PASS {2}references 1\/1 pass · 0 false alarms$/m)
  })

  it('prints the matrix, and one object with --json', { timeout: 60_000 }, async () => {
    const args = ['verify', 'token-bucket', '--language', 'python', '--seeds', '2', '--shard', '1/3']
    const { status, stdout } = await exercise(...args)
    expect(status).toBe(0)
    expect(stdout).toMatch(/^token-bucket {2}✔ \d+\/\d+$/m)
    const json = JSON.parse((await exercise(...args, '--json')).stdout)
    expect(json).toMatchObject({ references: { passed: 1, total: 1 }, falseAlarms: 0, missing: [] })
    expect(json.rows[0]).toMatchObject({
      slug: 'token-bucket',
      language: 'python',
      kind: 'reference',
      ok: true,
    })
  })
})

describe('compendium test of a command', () => {
  it('refuses a file and a command together, none of both, and a command that is not there', async () => {
    const run = (...args: string[]) => program.run(['test', ...args])
    const both = await run('x.py', '--pattern', 'token-bucket', '--', './x')
    expect(both).toMatchObject({ status: 2, stderr: expect.stringContaining('not both') })
    const none = await run('--pattern', 'token-bucket')
    expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining('Nothing to grade was named') })
    const missing = await run('--pattern', 'token-bucket', '--', './no-such-binary')
    expect(missing).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('There is no program ./no-such-binary'),
    })
  })
})
