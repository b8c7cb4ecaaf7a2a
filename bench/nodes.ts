// The SDK of nodes in one language, over the pipe: steps of virtual time, lives, and messages in real time.
import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import type { PreparedNode } from '../src/grading/cluster/real/prepare-node.ts'
import { prepareNode } from '../src/grading/cluster/real/prepare-node.ts'
import { isFault } from '../src/grading/fault.ts'
import { languageById } from '../src/grading/languages.ts'

const FIXTURES = path.resolve(import.meta.dirname, '..', 'test', 'fixtures', 'sdk-nodes')
const FILES: Readonly<Record<string, string>> = {
  python: 'node.py',
  javascript: 'node.mjs',
  typescript: 'node.ts',
  go: 'main.go',
  java: 'SdkNode.java',
}
const WARM = 3_000
const STEPS = 2_000
/** The best of so many is told: others on the machine make a turn slower, nothing makes one quicker. */
const TURNS = 5
const LIVES = 20

/** A process that answers each line by a line. */
class Pipe {
  readonly #child
  #rest = ''
  #answered = (): void => {}

  constructor({ program }: PreparedNode, env: Readonly<Record<string, string>>) {
    const [command = '', ...args] = program.command
    this.#child = spawn(command, args, {
      cwd: program.cwd,
      env: { ...process.env, ...program.env, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#rest += text
      if (!this.#rest.endsWith('\n')) return
      this.#rest = ''
      this.#answered()
    })
  }

  say(line: unknown): void {
    this.#child.stdin.write(`${JSON.stringify(line)}\n`)
  }

  ask(line: unknown): Promise<void> {
    const answered = new Promise<void>((resolve) => {
      this.#answered = resolve
    })
    this.say(line)
    return answered
  }

  end(): void {
    this.#child.stdin.end()
  }
}

const init = {
  src: 'c0',
  dest: 'n0',
  body: { type: 'init', msg_id: 1, node_id: 'n0', node_ids: ['n0', 'n1', 'n2'] },
}
const echo = (at: number) => ({
  src: 'c1',
  dest: 'n0',
  body: { type: 'echo', msg_id: at, echo: `please echo ${at}` },
})

async function perSecond(times: number, act: (at: number) => Promise<void>): Promise<number> {
  const from = performance.now()
  for (let at = 1; at <= times; at += 1) await act(at)
  return (1000 * times) / (performance.now() - from)
}

async function best(times: number, act: (at: number) => Promise<void>): Promise<number> {
  const turns: number[] = []
  for (let turn = 0; turn < TURNS; turn += 1) turns.push(await perSecond(times, act))
  return Math.max(...turns)
}

async function inSteps(made: PreparedNode): Promise<{ stepsPerS: number; lifeMs: number }> {
  const pipe = new Pipe(made, { COMPENDIUM_NODE: 'steps' })
  const live = (life: number) => {
    pipe.say({ begin: { seed: 1, life, saved: {} } })
    return pipe.ask({ now: 0, message: init })
  }
  const step = (at: number) => pipe.ask({ now: at, message: echo(at) })
  await live(0)
  await perSecond(WARM, step)
  const stepsPerS = await best(STEPS, step)
  const livesPerS = await best(LIVES, async (life) => {
    await pipe.ask({ end: true })
    await live(life)
  })
  pipe.end()
  return { stepsPerS, lifeMs: 1000 / livesPerS }
}

async function asProcess(made: PreparedNode): Promise<number> {
  const pipe = new Pipe(made, {})
  const ask = (at: number) => pipe.ask(echo(at))
  await pipe.ask(init)
  await perSecond(WARM, ask)
  const repliesPerS = await best(STEPS, ask)
  pipe.end()
  return repliesPerS
}

async function measured(id: string): Promise<object> {
  const language = languageById(id)
  if (language === undefined) throw new Error(`there is no ${id}`)
  const file = path.join(FIXTURES, id, FILES[id] ?? '')
  const [steps, real] = [await prepareNode(file, language, 'steps'), await prepareNode(file, language)]
  if (isFault(steps) || isFault(real)) return { missing: true }
  const result = { ...(await inSteps(steps)), repliesPerS: await asProcess(real) }
  steps.dispose()
  real.dispose()
  return result
}

measured(process.argv[2] ?? '').then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error: unknown) => {
    process.exitCode = 1
    process.stderr.write(String(error))
  },
)
