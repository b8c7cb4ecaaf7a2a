import type { RandomStream } from '../../../lib/prng.ts'
import type { Network } from '../network/network.ts'
import type { Slips } from '../slips.ts'
import type { Timeline } from '../timeline.ts'
import type { Message } from '../wire/message.ts'
import { type Ask, type Asking, CRASH, type Workload } from '../workloads/workload.ts'
import { Client } from './client.ts'
import { endingOf } from './outcome.ts'
import type { Recorder } from './recorder.ts'

export interface LoadOptions {
  readonly workload: Workload
  readonly asking: Asking
  readonly nodes: readonly string[]
  readonly clients: number
  /** Operations a second, of all clients together. */
  readonly rate: number
  readonly timeoutMs: number
  readonly network: Network
  readonly timeline: Timeline
  readonly random: RandomStream
  readonly recorder: Recorder
  readonly slips: Slips
  /** Turns in which nothing is asked; the questions of the others stay as they are. */
  readonly skip: ReadonlySet<number>
}

/** A client and the process that acts through it. After an operation of unknown outcome both are replaced. */
interface Worker {
  readonly index: number
  readonly node: string
  process: number
  client: Client
}

const US_PER_MS = 1000
/** Last questions may be asked again so many times in the time that they have. */
const LAST_QUESTIONS = 40
/** The least time that they have, in a run that gave the cluster none to settle. */
const LEAST_GRACE_US = 100_000

/** All clients of a run: they ask at random times, each one thing at a time. */
export class Load {
  readonly #options: LoadOptions
  readonly #workers: Worker[]
  #idle: Worker[]
  #draws = 0
  /** How often it was somebody's turn to ask. */
  turns = 0
  #isOver = false
  /** When the last of what was asked before `stop` had ended. */
  #quietUs = 0
  /** How long last questions may be asked again, and until when. */
  #graceUs = 0
  #deadlineUs = 0
  #onQuiet: (() => void) | undefined

  constructor(options: LoadOptions) {
    this.#options = options
    this.#workers = Array.from({ length: options.clients }, (_, index) => ({
      index,
      node: options.nodes[index % options.nodes.length] ?? '',
      process: index,
      client: this.#newClient(),
    }))
    this.#idle = [...this.#workers]
  }

  /** Asks from now on, at random times, until `stop`. */
  start(): void {
    this.#wait()
  }

  /** Begins nothing more, and calls back when all that was begun has ended. */
  stop(onQuiet: () => void): void {
    this.#isOver = true
    this.#onQuiet = () => {
      this.#quietUs = this.#options.timeline.nowUs()
      onQuiet()
    }
    this.#settle()
  }

  /**
   * Every client asks its last questions; calls back when none has any more, or when it has taken as long as the cluster
   * had to settle between `stop` and this. A deed (`Workload.deeds`) gives it as long again.
   */
  finish(onQuiet: () => void): void {
    const nowUs = this.#options.timeline.nowUs()
    this.#graceUs = Math.max(LEAST_GRACE_US, nowUs - this.#quietUs)
    this.#deadlineUs = nowUs + this.#graceUs
    this.#onQuiet = onQuiet
    const idle = this.#idle
    this.#idle = []
    for (const worker of idle) this.#last(worker, 0)
    this.#settle()
  }

  #last(worker: Worker, nth: number): void {
    const { asking, timeline } = this.#options
    const ask = asking.final?.(worker.index, nth)
    if (ask === undefined) {
      this.#rest(worker)
      return
    }
    const go = () => {
      if (timeline.nowUs() > this.#deadlineUs) this.#rest(worker)
      else this.#begin(worker, ask, () => this.#last(worker, nth + 1))
    }
    if (nth === 0) go()
    else timeline.after(this.#graceUs / LAST_QUESTIONS, go)
  }

  #wait(): void {
    const { random, rate, timeline } = this.#options
    const gapUs = (1_000_000 / rate) * random.exponential(this.#draws++)
    timeline.after(gapUs, () => this.#turn())
  }

  #turn(): void {
    if (this.#isOver) return
    const { random, asking, skip } = this.#options
    const at = random.integer(this.#draws++, Math.max(1, this.#idle.length))
    const [worker] = this.#idle.splice(at, 1)
    const isSkipped = skip.has(this.turns++)
    if (worker !== undefined && asking.rests?.(worker.index) === true) this.#rest(worker)
    else if (worker !== undefined) {
      const ask = asking.next(worker.index)
      if (ask !== CRASH && !isSkipped) this.#begin(worker, ask, () => this.#rest(worker))
      else {
        // Whoever asks believes that the client is gone, so it must be.
        if (ask === CRASH) this.#replace(worker)
        this.#rest(worker)
      }
    }
    this.#wait()
  }

  #begin(worker: Worker, ask: Ask, then: () => void): void {
    const { workload, recorder, timeoutMs } = this.#options
    const { process } = worker
    recorder.begin(process, ask)
    if (workload.deeds?.[ask.f] !== undefined) {
      this.#do(worker, ask)
      then()
      return
    }
    const request = workload.request(ask)
    worker.client.ask(worker.node, request, timeoutMs * US_PER_MS, (answer) => {
      const ended = endingOf(workload, ask, request, answer)
      recorder.end(process, ask, ended)
      if (ended.problem !== undefined && answer.kind === 'reply') {
        this.#slip(ended.problem.kind, answer.from, ended.problem.text, JSON.stringify(answer.body))
      }
      if (ended.outcome === 'info') this.#replace(worker)
      this.#options.asking.told?.(worker.index, ask, ended)
      then()
    })
  }

  #do({ process, index }: Worker, ask: Ask): void {
    const { workload, recorder, network, timeline, asking } = this.#options
    workload.deeds?.[ask.f]?.(ask.value, network)
    const ended = { outcome: 'ok', value: ask.value } as const
    recorder.end(process, ask, ended)
    this.#deadlineUs = timeline.nowUs() + this.#graceUs
    asking.told?.(index, ask, ended)
  }

  /** The process is gone: another acts in its place, and hears nothing that was meant for it. */
  #replace(worker: Worker): void {
    worker.process += this.#workers.length
    worker.client = this.#newClient()
  }

  #rest(worker: Worker): void {
    this.#idle.push(worker)
    this.#settle()
  }

  #settle(): void {
    if (this.#idle.length < this.#workers.length) return
    const onQuiet = this.#onQuiet
    this.#onQuiet = undefined
    onQuiet?.()
  }

  #newClient(): Client {
    const { network, timeline } = this.#options
    return new Client({
      name: network.newClientName(),
      network,
      timeline,
      onUnasked: (message) => this.#unasked(message),
    })
  }

  #unasked({ src, dest, body }: Message): void {
    const how =
      body.in_reply_to === undefined
        ? 'without in_reply_to: say which request it answers'
        : `in reply to ${body.in_reply_to}, which ${dest} has never asked`
    this.#slip('unasked-reply', src, `${body.type} to ${dest} came ${how}`, JSON.stringify(body))
  }

  #slip(
    kind: 'bad-reply' | 'bad-error' | 'unasked-reply',
    node: string,
    text: string,
    excerpt: string,
  ): void {
    const atUs = this.#options.timeline.nowUs()
    this.#options.slips.add({ kind, node, atUs, text: `${node}: ${text}`, excerpt })
  }
}
