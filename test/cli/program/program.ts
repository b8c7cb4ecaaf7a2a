import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildProgram } from '../../../scripts/build/program.ts'

const root = path.resolve(import.meta.dirname, '../../..')

export interface Outcome {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface TestProgram {
  readonly folder: string
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Outcome>
  /** The same process by way of a shell, for redirections. */
  shell(line: string): Promise<Outcome>
  remove(): Promise<void>
}

const HEAD = `import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { UserError } from '../src/lib/user-error.ts'
`

/** Commands of our own base class that do the few things a front door must get right. */
const COMMANDS: Readonly<Record<string, string>> = {
  'greet.ts': `${HEAD}
export default class Greet extends BaseCommand {
  static override readonly summary = 'greet somebody'
  static override readonly aliases = ['hail']
  static override readonly args = { name: Args.string({ description: 'whom', required: true }) }
  static override readonly flags = {
    loud: Flags.boolean({ description: 'shout', exclusive: ['times'] }),
    times: Flags.integer({ description: 'how often', min: 1 }),
  }
  async run() {
    const { args, flags } = await this.parse(Greet)
    const greeting = flags.loud ? 'HELLO ' + args.name : 'hello ' + args.name
    this.log(greeting)
    return { greeting, color: this.colorLevel }
  }
}`,
  'list.ts': `${HEAD}
export default class List extends BaseCommand {
  static override readonly summary = 'list everything'
  static override readonly description = 'One line of source\\nand another line of source.\\n\\nKinds:\\n  old   from before\\n  new   from now'
  async run() {
    await this.parse(List)
    for (let i = 0; i < 20000; i++) this.log('line ' + i)
    return {}
  }
}`,
  'list/old.ts': `${HEAD.replaceAll("'../", "'../../")}
export default class ListOld extends BaseCommand {
  static override readonly summary = 'list what is old'
  async run() {
    await this.parse(ListOld)
    this.log('old')
    return {}
  }
}`,
  'fail.ts': `${HEAD}
export default class Fail extends BaseCommand {
  static override readonly summary = 'fail in one of several ways'
  static override readonly args = { way: Args.string({ required: true }) }
  async run(): Promise<object> {
    const { args } = await this.parse(Fail)
    if (args.way === 'user') throw new UserError('No such thing.', { code: 'no-thing', next: ['Try another.'] })
    if (args.way === 'cause') {
      const cause = new TypeError('y is not a function')
      throw new UserError('Your file failed.', { code: 'failed', next: ['Mend it.'], cause })
    }
    if (args.way === 'fault') throw new TypeError('x is not a function')
    if (args.way === 'rejection') void Promise.reject(new Error('nobody waited'))
    if (args.way === 'status') this.setExit(3)
    if (args.way === 'signal-exit') process.exitCode = 130
    if (args.way === 'wait') {
      this.log('waiting')
      await new Promise((resolve) => setTimeout(resolve, 60000))
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
    return { done: true }
  }
}`,
}

/** Builds a whole program around these commands, with our own src/, bin/ and build. */
export async function buildTestProgram(): Promise<TestProgram> {
  const folder = await mkdtemp(path.join(tmpdir(), 'program-'))
  for (const name of ['src', 'scripts', 'node_modules'])
    await symlink(path.join(root, name), path.join(folder, name))
  await cp(path.join(root, 'bin'), path.join(folder, 'bin'), { recursive: true })
  await cp(path.join(root, 'package.json'), path.join(folder, 'package.json'))
  await mkdir(path.join(folder, 'content'))
  for (const [name, text] of Object.entries(COMMANDS)) await write(path.join(folder, 'commands', name), text)
  const { chunks, entry, manifest } = await buildProgram(folder)
  for (const [name, text] of chunks) await write(path.join(folder, 'dist', name), text)
  await write(path.join(folder, 'dist', 'entry'), entry)
  await write(path.join(folder, 'oclif.manifest.json'), JSON.stringify(manifest))
  return {
    folder,
    run: (args, env = {}) => runNode([path.join(folder, 'bin', 'run.js'), ...args], { HOME: folder, ...env }),
    shell: (line) => runChild('sh', ['-c', line], { HOME: folder }),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** A real process with nothing in its environment but PATH and what is given. */
export function runNode(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Outcome> {
  return runChild(process.execPath, args, env)
}

function runChild(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Outcome> {
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.stderr += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (status, signal) => resolve({ status, signal, ...texts }))
  })
}

export async function filesIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true }).catch(() => [])).sort()
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}
