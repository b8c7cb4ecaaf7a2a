import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mutantFile, mutants, solutionFile } from '../grading/helpers.ts'
import { gradingProgram, type Program } from './grading-program.ts'

let program: Program

beforeAll(async () => {
  program = await gradingProgram()
  await copyFile(solutionFile('python'), path.join(program.folder, 'right.py'))
  const [wrong] = mutants
  if (wrong) await copyFile(await mutantFile(wrong, 'python'), path.join(program.folder, 'wrong.py'))
})

afterAll(() => program.remove())

const test = (file: string, ...more: string[]) =>
  program.run(['test', file, '--pattern', 'circuit-breaker', ...more])

describe('compendium test', () => {
  it('passes a right program with status 0 and leaves nothing beside it', async () => {
    const { status, stdout, stderr } = await test('right.py')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/^PASS {2}16 of 16 checks passed/m)
    expect((await readdir(program.folder)).filter((name) => !name.startsWith('.')).sort()).toEqual([
      'right.py',
      'wrong.py',
    ])
  })

  it('fails a wrong program with status 1, and the replay command says the same again', async () => {
    const { status, stdout } = await test('wrong.py', '--seed', '5')
    expect(status).toBe(1)
    const replay = /^Replay {2}compendium (.+)$/m.exec(stdout)?.[1] ?? ''
    expect(replay).toBe('test wrong.py --pattern circuit-breaker --seed 5')
    expect((await program.run(replay.split(' '))).stdout).toBe(stdout)
  })

  it('tries threads when asked where the contract leaves that open, and replays them', async () => {
    const unlocked = (await readFile(solutionFile('python'), 'utf8')).replaceAll(
      'with self._lock:',
      'if True:',
    )
    await writeFile(path.join(program.folder, 'unlocked.py'), unlocked)
    expect((await test('unlocked.py')).status).toBe(0)
    const { status, stdout } = await test('unlocked.py', '--threads')
    expect(status).toBe(1)
    expect(stdout).toContain('✘ answers threads at the same time as if they came in turn')
    expect(stdout).toMatch(/^Replay .* --threads --seed \d+$/m)
    await rm(path.join(program.folder, 'unlocked.py'))
  })

  it('says where a contract says nothing of threads', async () => {
    const { status, stderr } = await program.run(['test', 'right.py', '--pattern', 'saga', '--threads'])
    expect(status).toBe(2)
    expect(stderr).toContain('The contract of saga says nothing of threads.')
  })

  it('says with --explain whence the broken rule comes, and gives a hint', async () => {
    const { stdout } = await test('wrong.py', '--explain')
    expect(stdout).toContain('Source: a rule of this exercise')
    expect(stdout).toMatch(/^Hint: Where the usual faults are$/m)
    expect(stdout).toMatch(/^Lesson {2}compendium learn circuit-breaker$/m)
    expect(stdout.match(/^Cause /gm)).toHaveLength(1)
    const { explanation } = JSON.parse((await test('wrong.py', '--explain', '--json')).stdout)
    expect(explanation).toMatchObject({
      ...{ rules: [{ id: 'opens-after-threshold' }], hint: { level: 2 } },
      cause: expect.stringContaining('opens one failure too late'),
    })
    expect((await test('right.py', '--explain')).stdout).not.toContain('Hint')
  })

  it('prints one object with --json, and nothing else', async () => {
    const { status, stdout, stderr } = await test('wrong.py', '--json')
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({
      schemaVersion: 1,
      verdict: 'fail',
      pattern: 'circuit-breaker',
      language: 'python',
      seed: 1,
      diagnosis: { ids: ['opens-one-late'] },
      replay: 'compendium test wrong.py --pattern circuit-breaker --seed 1',
    })
    for (const check of result.checks) {
      expect(check).toMatchObject({
        id: expect.any(String),
        verdict: expect.any(String),
        message: expect.any(String),
      })
    }
  })

  it('writes JUnit with one case a check', async () => {
    const { status } = await test('wrong.py', '--reporter', 'junit=reports/breaker.xml')
    expect(status).toBe(1)
    const xml = await readFile(path.join(program.folder, 'reports', 'breaker.xml'), 'utf8')
    expect(xml).toContain('tests="16" failures="1"')
    expect(xml).toContain(
      'name="opens-after-threshold: opens after exactly failure_threshold failures in a row"',
    )
  })

  it.each([
    [['nowhere.py'], 'There is no file nowhere.py.'],
    [['.home'], '.home is a directory'],
    [['right.py', '--language', 'typescript'], 'right.py is a Python file, not TypeScript'],
    [['right.py', '--language', 'cobol'], 'cobol'],
    [['right.py', '--reporter', 'html=x'], '--reporter html=x is not a reporter'],
    [['right.py', '--watch'], '--watch needs a terminal'],
    [['right.py', '--timeout', '0'], 'timeout'],
  ])('%j is a wrong call: status 2 and %s', async ([file = '', ...more], message) => {
    const { status, stdout, stderr } = await test(file, ...more)
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain(message)
  })

  it('suggests the pattern that was meant', async () => {
    const { status, stderr } = await program.run(['test', 'right.py', '--pattern', 'circuit-braker'])
    expect(status).toBe(2)
    expect(stderr).toContain('Did you mean circuit-breaker?')
  })

  it('has status 3 when Python is missing, and says how to install it', async () => {
    const args = ['test', 'right.py', '--pattern', 'circuit-breaker']
    const { status, stdout } = await program.run(args, { PATH: path.join(program.folder, '.home') })
    expect(status).toBe(3)
    expect(stdout).toMatch(/^INCONCLUSIVE/m)
    expect(stdout).toContain('apt install python3')
  })

  it('records every attempt', async () => {
    const { stdout } = await program.run(['progress', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ passed: ['circuit-breaker'] })
  })
})

describe('compendium generate exercise', () => {
  it.each(['python', 'javascript', 'typescript'])(
    'writes a starter in %s that the printed command grades',
    async (language) => {
      const { status, stdout } = await program.run([
        'generate',
        'exercise',
        'circuit-breaker',
        '--language',
        language,
        '--dir',
        language,
      ])
      expect(status).toBe(0)
      const command = /compendium (test .+)$/m.exec(stdout)?.[1]?.split(' ') ?? []
      const [verb = '', file = '', ...flags] = command
      const graded = await program.run([verb, path.join(language, file), ...flags])
      expect(graded.status).toBe(1)
      expect(graded.stdout).toContain('call is yours to write')
    },
  )

  it('changes nothing when asked again, and keeps what you wrote', async () => {
    const args = ['generate', 'exercise', 'circuit-breaker', '--language', 'python', '--dir', 'again']
    await program.run(args)
    expect((await program.run(args)).stdout).toMatch(/^unchanged {2}again\/circuit_breaker\.py/m)
    const file = path.join(program.folder, 'again', 'circuit_breaker.py')
    await writeFile(file, '# mine\n')
    const refused = await program.run(args)
    expect(refused.status).toBe(2)
    expect(refused.stderr).toContain('circuit_breaker.py would be overwritten')
    expect(await readFile(file, 'utf8')).toBe('# mine\n')
    expect((await program.run([...args, '--force'])).status).toBe(0)
    expect(await readFile(file, 'utf8')).not.toBe('# mine\n')
  })

  it('names the way into a folder so that a shell takes it as one word', async () => {
    const args = ['generate', 'exercise', 'circuit-breaker', '--language', 'python', '--dir', 'my breaker']
    expect((await program.run(args)).stdout).toMatch(/^Next {2}cd 'my breaker'\n {6}compendium test /m)
  })

  it('says what is in the way when the folder is a file', async () => {
    await writeFile(path.join(program.folder, 'taken'), 'mine')
    const args = ['generate', 'exercise', 'circuit-breaker', '--language', 'python', '--dir', 'taken']
    const { status, stderr } = await program.run(args)
    expect(status).toBe(2)
    expect(stderr).toMatch(/^Error: Cannot write to .*taken: part of the path is a file\.\n/)
  })

  it('writes nothing with --dry-run', async () => {
    const args = [
      'generate',
      'exercise',
      'circuit-breaker',
      '--language',
      'python',
      '--dir',
      'dry',
      '--dry-run',
      '--json',
    ]
    expect(JSON.parse((await program.run(args)).stdout)).toMatchObject({
      schemaVersion: 1,
      dryRun: true,
      files: ['circuit_breaker.py', 'README.md'],
      changes: [
        { path: 'circuit_breaker.py', change: 'create' },
        { path: 'README.md', change: 'create' },
      ],
    })
    expect(await readdir(program.folder)).not.toContain('dry')
  })

  it('suggests the language that was meant', async () => {
    const { status, stderr } = await program.run([
      'generate',
      'exercise',
      'circuit-breaker',
      '--language',
      'pyton',
    ])
    expect(status).toBe(2)
    expect(stderr).toContain('Did you mean python?')
  })
})

describe('compendium hint', () => {
  it('goes one level further each time, and stays at the last', async () => {
    const home = { COMPENDIUM_HOME: path.join(program.folder, '.hints') }
    const levels: number[] = []
    for (let turn = 0; turn < 4; turn += 1) {
      levels.push(JSON.parse((await program.run(['hint', 'circuit-breaker', '--json'], home)).stdout).level)
    }
    expect(levels).toEqual([1, 2, 3, 3])
  })

  it('gives the level that was asked for, and refuses one that is not there', async () => {
    expect((await program.run(['hint', 'circuit-breaker', '--level', '2'])).stdout).toMatch(/^Hint 2 of 3/)
    expect((await program.run(['hint', 'circuit-breaker', '--level', '4'])).status).toBe(2)
  })
})
