import { waitInOwnTime } from '../../../platform/own-time.ts'
import { type RunningProcess, startProcess } from '../../../platform/process.ts'
import type { Json } from '../../sequence.ts'
import { crashReason } from '../real/crash-reason.ts'
import { endingKind, endingText, lastLines } from '../real/ending-text.ts'
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
const STUCK = `did not finish with an event within ${STEP_MS / 1000} s: is it in an endless loop, or waiting for something?`
const NO_PRINTING = '. In virtual time standard output belongs to the SDK of nodes: print to standard error'
const NOT_IN_STEPS =
  '. In virtual time it is told events (docs/node-protocol.md); without the SDK of nodes, run it with --time real'
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
  #hasAnswered = false
  #hasLife = false
  #watched = -1
  #isLooking = false
  readonly #watch: NodeJS.Timeout

  private constructor(running: RunningProcess, command: readonly string[]) {
    this.#running = running
    this.#watch = setInterval(() => void this.#look(), STEP_MS / 10)
    void running.ended.then((ending) => {
      clearInterval(this.#watch)
      const log = running.output()
      const reason = crashReason({ ending, log, command })
      const why = reason === undefined ? '' : `: ${reason}`
      this.#fail({
        kind: endingKind(ending),
        text: `${endingText(ending)}${why}${this.#advice(log)}`,
        excerpt: lastLines(log),
      })
    })
  }

  static async start({ command: words, cwd, env }: NodeProgram): Promise<StepHost> {
    const [command = '', ...args] = words
    let read = (_line: string, _isUtf8: boolean): void => {}
    const running = await startProcess({
      command,
      args,
      cwd,
      env: { ...env, COMPENDIUM_NODE: 'steps' },
      limits: LIMITS,
      channel: 'standard',
      pollMs: POLL_MS,
      onLine: (line, isUtf8) => read(line, isUtf8),
    })
    const host = new StepHost(running, words)
    read = (line, isUtf8) => host.#read(line, isUtf8)
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
    this.#hasLife = true
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
    if (!this.#hasLife) return
    this.#hasLife = false
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
    const advice = deeds.endsWith('not JSON') ? NO_PRINTING : ''
    const text = `answered an event by a line that does not say what it did: ${deeds}${advice}`
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

  #read(line: string, isUtf8: boolean): void {
    if (!isUtf8 && !this.#isStopping) {
      const text = 'wrote a line that holds bytes that are not UTF-8'
      this.#fail({ kind: 'not-utf8', text, excerpt: excerpt(line) })
      return
    }
    const waiting = this.#waiting.shift()
    if (waiting !== undefined) {
      this.#hasAnswered = true
      waiting(line)
    } else if (!this.#isStopping) {
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
    let looks = 0
    const rests = () => {
      looks = this.#running.waitsForInput() ? looks + 1 : 0
      return looks >= IDLE_LOOKS
    }
    const over = () => moved() || rests()
    await waitInOwnTime(STEP_MS, this.#running, (withinMs) => happensWithin(withinMs, over))
    this.#isLooking = false
    if (moved()) return
    const text = looks >= IDLE_LOOKS ? this.#restText() : STUCK
    this.#fail({ kind: 'stuck', text, excerpt: excerpt(this.#running.unfinished()) })
    await this.stop()
  }

  /** It reads on, and an answer is due. */
  #restText(): string {
    if (this.#running.unfinished() !== '') {
      return 'answered an event without a newline after it, and waits for the next. Every answer ends with a newline'
    }
    return `has read an event, answered nothing, and waits for the next: each is answered by one line {"did": [...]}, which must be flushed${this.#advice(this.#running.output())}`
  }

  /** What may be meant for real time: it never said a line that it must say, and its log knows nothing of the SDK. */
  #advice(log: string): string {
    const isOther = this.#hasAnswered || /compendium[-_]?node|SyntaxError|No module|Cannot find/i.test(log)
    return isOther ? '' : NOT_IN_STEPS
  }
}

const TICK_MS = 50
/** So many looks in a row must find it at rest: 400 ms. */
const IDLE_LOOKS = 8

/** Asks again and again, for so long. */
async function happensWithin(withinMs: number, happens: () => boolean): Promise<boolean> {
  for (let leftMs = withinMs; leftMs > 0; leftMs -= TICK_MS) {
    if (happens()) return true
    await new Promise((resolve) => void setTimeout(resolve, Math.min(TICK_MS, leftMs)))
  }
  return happens()
}
