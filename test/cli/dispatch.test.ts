import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildTestProgram, type TestProgram } from './program/program.ts'

let program: TestProgram

beforeAll(async () => {
  program = await buildTestProgram()
})

afterAll(() => program.remove())

const hasFullDevice = existsSync('/dev/full')

describe('the built program', () => {
  it('prints its version in the form of oclif', async () => {
    const form = new RegExp(`^@compendium-ds/cli/\\d+\\.\\d+\\.\\d+ \\S+-\\S+ node-${process.version}\\n$`)
    for (const flag of ['--version', '-v']) {
      expect(await program.run([flag])).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(form),
        stderr: '',
      })
    }
  })

  it('shows the overview without arguments, and lists every command once', async () => {
    const { status, stdout } = await program.run([])
    expect(status).toBe(0)
    expect(stdout).toMatch(/^ {2}greet {5}greet somebody$/m)
    expect(stdout).toMatch(/^ {2}list old {2}list what is old$/m)
    expect((await program.run(['--help'])).stdout).toBe(stdout)
    expect((await program.run(['help'])).stdout).toBe(stdout)
  })

  it('speaks the language of the learner: overview, headings, errors', async () => {
    const env = { COMPENDIUM_LANG: 'es' }
    expect((await program.run([], env)).stdout).toMatch(
      /^Aprende .*\n\nUSO\n {2}\$ compendium ORDEN\n\nÓRDENES\n/,
    )
    const help = await program.run(['greet', '--help', '--color'], env)
    expect(help.stdout).toContain('\u001b[1mUSO\u001b[22m\n')
    expect(help.stdout).not.toMatch(/USAGE|FLAGS|ARGUMENTS/)
    expect(await program.run(['gret'], env)).toMatchObject({
      status: 2,
      stderr:
        'Error: No existe la orden "gret".\n  Quizá querías decir: compendium greet\n  La lista de órdenes: compendium --help\n',
    })
    const wrong = await program.run(['greet', 'Ada', '--times', '0', '--json'], env)
    expect(JSON.parse(wrong.stdout).error).toMatchObject({
      code: 'usage',
      message: '--times no puede ser "0": debe ser 1 como mínimo.',
    })
  })

  it('shows the help of a command wherever the help flag stands', async () => {
    const { stdout, status } = await program.run(['greet', '--help'])
    expect(status).toBe(0)
    expect(stdout).toMatch(/\$ compendium greet NAME/)
    expect((await program.run(['--help', 'greet'])).stdout).toBe(stdout)
    expect((await program.run(['help', 'greet'])).stdout).toBe(stdout)
    expect((await program.run(['greet', 'Ada', '--loud', '-h'])).stdout).toBe(stdout)
    expect((await program.run(['list', 'old', '--help'])).stdout).toMatch(/\$ compendium list old/)
  })

  it('wraps the description of a command for the screen, however its source was wrapped', async () => {
    const { stdout } = await program.run(['list', '--help'])
    expect(stdout).toContain('DESCRIPTION\n  One line of source and another line of source.\n')
    expect(stdout).toMatch(/source\.\n\n +Kinds:\n +old {3}from before\n +new {3}from now\n/)
    expect(stdout).not.toMatch(/list everything[\s\S]*list everything/)
  })

  it('runs a command with its arguments and flags', async () => {
    expect(await program.run(['greet', 'Ada', '--loud'])).toMatchObject({
      status: 0,
      stdout: 'HELLO Ada\n',
      stderr: '',
    })
    expect((await program.run(['hail', 'Ada'])).stdout).toBe('hello Ada\n')
    expect((await program.run(['list:old'])).stdout).toBe('old\n')
    expect((await program.run(['old', 'list'])).stdout).toBe('old\n')
  })

  it('does not read as help what comes after --', async () => {
    expect((await program.run(['greet', '--', '--help'])).stdout).toBe('hello --help\n')
  })

  it('prints one object under --json', async () => {
    const { stdout } = await program.run(['greet', 'Ada', '--json'])
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, greeting: 'hello Ada', color: 0 })
  })

  it('suggests the command that was meant, and exits with 2', async () => {
    const mistyped = await program.run(['gret'])
    expect(mistyped).toMatchObject({ status: 2, stdout: '' })
    expect(mistyped.stderr).toBe(
      'Error: There is no command "gret".\n  Did you mean: compendium greet\n  For the list of commands: compendium --help\n',
    )
    expect((await program.run(['version'])).stderr).toContain('\n  Did you mean: compendium --version\n')
    expect((await program.run(['-V'])).stderr).toContain('\n  Did you mean: compendium --version\n')
    expect((await program.run(['list', 'odl'])).stderr).toMatch(
      /"list odl".*\n {2}Did you mean: compendium list old/,
    )
  })

  it('reports an unknown command as an object under --json', async () => {
    const { status, stdout } = await program.run(['gret', '--json'])
    expect(status).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      error: { code: 'unknown-command', message: 'There is no command "gret".' },
    })
  })

  it('says that the command comes first when a flag does', async () => {
    expect(await program.run(['--json', 'greet'])).toMatchObject({ status: 2 })
  })

  it('exits with 2 for a flag or an argument that does not exist', async () => {
    expect(await program.run(['greet', 'Ada', '--laud'])).toMatchObject({ status: 2, stdout: '' })
    expect(await program.run(['greet'])).toMatchObject({ status: 2, stdout: '' })
  })

  it.each([
    [['greet', 'Ada', '--lod'], 'There is no flag --lod.\n  Did you mean: --loud\n'],
    [['greet'], 'NAME is missing: whom.\n'],
    [['greet', 'Ada', 'Bob'], '"Bob" is one argument too many.\n'],
    [['greet', 'Ada', '--times', 'x'], '--times cannot be "x": it must be a whole number.\n'],
    [['greet', 'Ada', '--times', '0'], '--times cannot be "0": it must be at least 1.\n'],
    [['greet', 'Ada', '--times'], '--times needs a value.\n'],
    [['greet', 'Ada', '--loud', '--times', '2'], '--times and --loud exclude each other.\n'],
    [['fail'], 'WAY is missing.\n'],
  ])('says in a sentence what is wrong with %j', async (args, said) => {
    const { status, stderr } = await program.run(args)
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `Error: ${said}  For its flags and examples: compendium ${args[0]} --help\n`,
    })
  })

  it.runIf(hasFullDevice)(
    'says on standard error that standard output is full, also under --json',
    async () => {
      const run = path.join(program.folder, 'bin', 'run.js')
      for (const flag of ['--no-color', '--json']) {
        const full = await program.shell(`'${process.execPath}' '${run}' greet Ada ${flag} > /dev/full`)
        expect(full).toMatchObject({
          status: 2,
          stderr: expect.stringMatching(/^Error: The output cannot be written: the disk is full\.\n/),
        })
      }
    },
  )

  it('exits with 2 and the next step for an error of the user, with 70 for a fault of ours', async () => {
    expect(await program.run(['fail', 'user'])).toMatchObject({
      status: 2,
      stderr: 'Error: No such thing.\n  Try another.\n',
    })
    const fault = await program.run(['fail', 'fault'])
    expect(fault.status).toBe(70)
    expect(fault.stderr).toMatch(/^Error: x is not a function \(this is a fault in compendium/)
    expect(fault.stderr).not.toMatch(/\n {4}at /)
    expect((await program.run(['fail', 'fault'], { DEBUG: '1' })).stderr).toMatch(/\n {4}at /)
  })

  it('shows where a file of the user failed only with DEBUG', async () => {
    const shown = 'Error: Your file failed.\n  Mend it.\n'
    expect((await program.run(['fail', 'cause'])).stderr).toBe(shown)
    const { status, stderr } = await program.run(['fail', 'cause'], { DEBUG: '1' })
    expect(status).toBe(2)
    expect(stderr.slice(shown.length)).toMatch(/^TypeError: y is not a function\n {4}at /)
  })

  it('exits with 70 when a promise is rejected that nobody waits for', async () => {
    expect(await program.run(['fail', 'rejection'])).toMatchObject({
      status: 70,
      stderr: expect.stringMatching(/^Error: nobody waited/),
    })
  })

  it('keeps the exit status that the command chose', async () => {
    expect(await program.run(['fail', 'status'])).toMatchObject({ status: 3 })
  })

  it('is quiet when the reader of its output goes away', async () => {
    const run = path.join(program.folder, 'bin', 'run.js')
    const child = spawn('sh', ['-c', `'${process.execPath}' '${run}' list | head -n 2`], {
      env: { PATH: process.env['PATH'] ?? '', HOME: program.folder },
    })
    let [out, err] = ['', '']
    child.stdout.on('data', (text) => {
      out += text
    })
    child.stderr.on('data', (text) => {
      err += text
    })
    await once(child, 'close')
    expect({ out, err }).toEqual({ out: 'line 0\nline 1\n', err: '' })
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('ends at once on %s', async (signal) => {
    const run = path.join(program.folder, 'bin', 'run.js')
    const child = spawn(process.execPath, [run, 'fail', 'wait'], { env: { HOME: program.folder } })
    await once(child.stdout, 'data')
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([null, signal])
  })

  it('colours the overview only when asked to', async () => {
    const bold = '\u001B[1m'
    expect((await program.run(['--help'])).stdout).not.toContain(bold)
    expect((await program.run(['--help', '--color'])).stdout).toContain(bold)
    expect((await program.run(['--help'], { FORCE_COLOR: '1' })).stdout).toContain(bold)
    expect((await program.run(['--help'], { FORCE_COLOR: '1', NO_COLOR: '1' })).stdout).not.toContain(bold)
  })
})
