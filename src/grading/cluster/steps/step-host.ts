import { waitInOwnTime } from '../../../platform/own-time.ts'
import { type RunningProcess, startProcess } from '../../../platform/process.ts'
import type { Json } from '../../sequence.ts'
import { endingText, LAST_LINES } from '../real/ending-text.ts'
import type { NodeProgram } from '../real/node-process.ts'
import type { Slip } from '../slips.ts'
import { excerpt } from '../wire/message.ts'
import { beginLine, type Deed, readDeeds, readDigest, type StepEvent } from './step-lines.ts'

/** Why there is no answer to an event. The host can be used no more. */
export interface StepProblem {
  readonly kind: Slip['kind']
  /** What happened, as a sentence without its subject, the node. */
  readonly text: string
  readonly excerpt: string
}

const MB = 1024 ** 2
const LIMITS = { memoryBytes: 1024 * MB, processes: 64, outputBytes: 64 * MB }
const POLL_MS = 250
/** How long one step may take, in the node's own time. */
const STEP_MS = 5000
const END = '{"end":true}'

type Waiting = (line: string | undefined) => void

/** A process that plays one life of a node after the other, one event at a time. */
export class StepHost {
  readonly #running: RunningProcess
  /** Who waits for the lines to come, in their order. */
  readonly #waiting: Waiting[] = []
  #lastEnd = Promise.resolve()
  readonly #unsent: string[] = []
  #isEnding = false
  #problem: StepProblem | undefined
  #steps = 0
  #isStopping = false
  #watched = -1
  #isLooking = false
  readonly #watch: NodeJS.Timeout

  private constructor(running: RunningProcess) {
    this.#running = running
    this.#watch = setInterval(() => void this.#look(), STEP_MS / 5)
    void running.ended.then((ending) => {
      clearInterval(this.#watch)
      const last = running.output().trimEnd().split('\n').slice(-LAST_LINES).join('\n')
      this.#fail({ kind: 'ended', text: endingText(ending), excerpt: last })
    })
  }

  static async start({ command: [command = '', ...args], cwd, env }: NodeProgram): Promise<StepHost> {
    let read = (_line: string): void => {}
    const running = await startProcess({
      command,
      args,
      cwd,
      env: { ...env, COMPENDIUM_NODE: 'steps' },
      limits: LIMITS,
      channel: 'standard',
      pollMs: POLL_MS,
      onLine: (line) => read(line),
    })
    const host = new StepHost(running)
    read = (line) => host.#read(line)
    return host
  }

  /** Whether it waits for a next life. */
  get isFree(): boolean {
    return this.#problem === undefined && this.#waiting.length === 0
  }

  /** The life that was ended last is over by then. */
  async settled(): Promise<void> {
    await this.#lastEnd
  }

  begin(seed: number, life: number, saved: ReadonlyMap<string, Json>): void {
    this.#send(beginLine(seed, life, saved))
  }

  /** What the node does about an event. */
  step(event: StepEvent): Promise<readonly Deed[] | StepProblem> {
    return this.#ask(JSON.stringify(event), (line) => this.#deedsOf(line))
  }

  /** A text that two states share only if they behave alike; undefined when the node cannot tell. */
  digest(): Promise<string | undefined> {
    return this.#ask('{"digest":true}', (line) => (line === undefined ? undefined : readDigest(line)))
  }

  /** The life is over; a next one may begin at once. */
  end(): void {
    this.#lastEnd = this.#ask(END, () => {
      this.#isEnding = false
      this.#flush()
    })
  }

  /** The first that it wrote to stderr. */
  log(): string {
    return this.#running.output()
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#running.stop()
  }

  /** Sends a line, and reads the one that answers it before any other line is looked at. */
  #ask<Result>(line: string, read: (line: string | undefined) => Result): Promise<Result> {
    if (this.#problem !== undefined) return Promise.resolve(read(undefined))
    this.#steps += 1
    this.#send(line)
    return new Promise((resolve) => this.#waiting.push((answer) => resolve(read(answer))))
  }

  #deedsOf(line: string | undefined): readonly Deed[] | StepProblem {
    if (line === undefined) return this.#problem as StepProblem
    const deeds = readDeeds(line)
    if (typeof deeds !== 'string') return deeds
    const text = `answered an event by a line that does not say what it did: ${deeds}`
    this.#fail({ kind: 'not-a-message', text, excerpt: excerpt(line) })
    return this.#problem as StepProblem
  }

  #send(line: string): void {
    this.#unsent.push(line)
    this.#flush()
  }

  /** What is meant for the next life must not be read by the last one: it is sent when that has ended. */
  #flush(): void {
    while (!this.#isEnding) {
      const line = this.#unsent.shift()
      if (line === undefined) return
      this.#isEnding = line === END
      this.#running.send(`${line}\n`)
    }
  }

  #read(line: string): void {
    const waiting = this.#waiting.shift()
    if (waiting !== undefined) waiting(line)
    else if (!this.#isStopping) {
      const text = 'wrote a line though nothing was asked: in virtual time a node only answers'
      this.#fail({ kind: 'not-a-message', text, excerpt: excerpt(line) })
    }
  }

  #fail(problem: StepProblem): void {
    this.#problem ??= problem
    for (const waiting of this.#waiting.splice(0)) waiting(undefined)
  }

  /** Ends a node that is still at the same step as at the last look, and has been busy or asleep for too long. */
  async #look(): Promise<void> {
    const step = this.#steps
    if (this.#waiting.length === 0 || this.#watched !== step) {
      this.#watched = this.#waiting.length === 0 ? -1 : step
      return
    }
    if (this.#isLooking) return
    this.#isLooking = true
    const moved = () => this.#steps !== step || this.#waiting.length === 0
    await waitInOwnTime(STEP_MS, this.#running, (withinMs) => happensWithin(withinMs, moved))
    this.#isLooking = false
    if (moved()) return
    const text = `did not finish with an event within ${STEP_MS / 1000} s: is it in an endless loop, or waiting for something?`
    this.#fail({ kind: 'stuck', text, excerpt: '' })
    await this.stop()
  }
}

const TICK_MS = 50

/** Asks again and again, for so long. */
async function happensWithin(withinMs: number, happens: () => boolean): Promise<boolean> {
  for (let leftMs = withinMs; leftMs > 0; leftMs -= TICK_MS) {
    if (happens()) return true
    await new Promise((resolve) => void setTimeout(resolve, Math.min(TICK_MS, leftMs)))
  }
  return happens()
}
