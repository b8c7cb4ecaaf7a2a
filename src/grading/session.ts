import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { waitInOwnTime } from '../platform/own-time.ts'
import { DEFAULT_LIMITS, type Ending, type RunningProcess, startProcess } from '../platform/process.ts'
import type { Language } from './languages.ts'
import type { Message } from './protocol.ts'
import type { Observation, Sequence } from './sequence.ts'
import { normalized } from './value.ts'
import { wireContract, wireText } from './wire.ts'

/** The learner's program, ready to be handed to a driver. */
export interface Program {
  /** Absolute. */
  readonly file: string
  readonly language: Language
  /** What the file became by bundling, with its source map, where the language asks for that. */
  readonly bundle?: { readonly code: string; readonly map: string }
  /** What starts it, where that is the user's own business. */
  readonly command?: readonly string[]
}

export type Event =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'ended'; readonly ending: Ending }
  /** `starved`: the machine gave the program no time. */
  | { readonly type: 'silence'; readonly starved?: true }

/** Address space is capped well above the limit on resident memory: threads and big libraries reserve a lot. */
const RESOURCE_LIMITS = { RLIMIT_AS: 8 * 1024 ** 3, RLIMIT_CORE: 0 }

/** One driver process and the conversation with it. */
export class Session {
  readonly #nonce = randomUUID()
  readonly #events: Event[] = []
  #wake: (() => void) | undefined
  #process: RunningProcess | undefined

  /** Starts the driver; whether the program could be loaded is its first message. */
  static async start(
    program: Program,
    contract: ExerciseContract,
    start: readonly string[],
  ): Promise<Session> {
    const session = new Session()
    const [command = '', ...args] = start
    session.#process = await startProcess({
      command,
      args: [...args, session.#nonce, program.file],
      cwd: path.dirname(program.file),
      env: { PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0', PYTHONUTF8: '1' },
      limits: DEFAULT_LIMITS,
      onLine: (line) => session.#receive(line),
    })
    void session.#process.ended.then((ending) => session.#push({ type: 'ended', ending }))
    session.#send({
      contract: wireContract(contract, program.language),
      limits: RESOURCE_LIMITS,
      ...program.bundle,
      ...(program.command === undefined ? {} : { command: program.command }),
    })
    return session
  }

  /**
   * Asks for sequences to be run. With `trace` every operation is announced and its output kept. `events`
   * tells how many events are expected of each operation.
   */
  request(
    sequences: readonly Sequence[],
    language: Language,
    trace: boolean,
    events?: (sequence: Sequence) => readonly number[],
  ): void {
    const wired = sequences.map((sequence) => wireText(sequence, language, events))
    this.#process?.send(`{"trace":${trace},"sequences":[${wired.join()}]}\n`)
  }

  /** The next thing that happens, or `silence` when nothing does within the time, which is the program's own. */
  async next(withinMs: number): Promise<Event> {
    const process = this.#process
    if (this.#events.length === 0 && process !== undefined) {
      const how = await waitInOwnTime(withinMs, process, (ms) => this.#comes(ms))
      if (how === 'starved') return { type: 'silence', starved: true }
    }
    return this.#events.shift() ?? { type: 'silence' }
  }

  async #comes(withinMs: number): Promise<boolean> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, withinMs))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = undefined
    // When we were held up ourselves, what the program has said meanwhile is still to be read.
    if (this.#events.length === 0) await new Promise((resolve) => setImmediate(resolve))
    return this.#events.length > 0
  }

  /** What the program wrote to stdout and stderr past its driver. */
  output(): string {
    return this.#process?.output() ?? ''
  }

  async stop(): Promise<void> {
    await this.#process?.stop()
  }

  #send(message: object): void {
    this.#process?.send(`${JSON.stringify(message)}\n`)
  }

  /** Only lines with our mark are replies; the program itself may write to the descriptor by accident. */
  #receive(line: string): void {
    if (!line.startsWith(`${this.#nonce} `)) return
    const message = JSON.parse(line.slice(this.#nonce.length + 1)) as Message
    this.#push({ type: 'message', message: readable(message) })
  }

  #push(event: Event): void {
    this.#events.push(event)
    this.#wake?.()
  }
}

/** The message with values as they are compared, however the driver's language writes them. */
function readable(message: Message): Message {
  if (!('observations' in message) || message.observations === undefined) return message
  return { ...message, observations: message.observations.map(steady) }
}

function steady(seen: Observation): Observation {
  if (typeof seen === 'string') return normalized(seen)
  return seen?.meant === undefined ? seen : { ...seen, meant: normalized(seen.meant) }
}
