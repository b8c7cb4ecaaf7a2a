import { monotonicMs } from '../../../platform/clock.ts'
import { WorkerProcess } from '../../../platform/worker-process.ts'
import { type ClusterOptions, nodeNamesOf } from '../options.ts'
import type { NodeProgram } from '../real/node-process.ts'
import type { SeedsTask } from './seeds-worker.ts'
import type { Trials } from './trial.ts'
import { scheduleOf, type Tried, triedOf } from './tried.ts'

/** Who else may try seeds, and where. */
export interface Help {
  readonly program: NodeProgram
  /** How many seeds may be tried at a time, we included; undefined: as many as pay. */
  readonly jobs: number | undefined
  /** How many can run at the same time. */
  readonly cores: number
  /** The cores for the others, where they can be chosen. */
  readonly others: readonly number[]
}

interface SeedsOptions {
  readonly trials: Trials
  readonly options: ClusterOptions
  readonly help?: Help | undefined
  /** Told of each seed that is begun, counted from 0. */
  readonly onSeed: (at: number) => void
}

/** Less than this for a worker to do is done sooner without: it has to start, and so have its nodes. */
const WORTH_MS = 1000
const GIB = 1024 ** 3
/** Of a worker and all its nodes. Each node is held to its own limits by the worker. */
const OUTPUT_BYTES = GIB / 4
const PROCESSES_PER_NODE = 64

/**
 * Tries the seeds of a sweep, here and in workers, and hands out what came of them in their order, up to the first that
 * fails: exactly what one would see who tried them one after the other. A worker that is lost costs time and nothing
 * else, as its seed is tried here.
 */
export class Seeds {
  readonly #options: SeedsOptions
  /** Tried before their turn to be handed out. */
  readonly #known = new Map<number, Tried>()
  readonly #asked = new Map<number, Promise<unknown>>()
  /** Given back by workers that were lost. */
  readonly #left: number[] = []
  readonly #workers = new Set<WorkerProcess>()
  readonly #helping: Promise<void>[] = []
  #next = 0
  /** After the first that is known to fail nothing need be tried. */
  #end: number

  constructor(options: SeedsOptions) {
    this.#options = options
    this.#end = options.options.seeds
  }

  async *inOrder(): AsyncGenerator<Tried> {
    try {
      for (let at = 0; at < this.#end; at += 1) {
        const fromMs = monotonicMs()
        const tried = await this.#result(at)
        if (at === 0 && tried.failure === undefined) this.#callHelp(monotonicMs() - fromMs)
        yield tried
      }
    } finally {
      await this.#stop()
    }
  }

  /** What came of a seed. While others are at it we try the next ones. */
  async #result(at: number): Promise<Tried> {
    for (;;) {
      const known = this.#known.get(at)
      if (known !== undefined) {
        this.#known.delete(at)
        return known
      }
      const next = this.#take()
      if (next === undefined) await this.#asked.get(at)
      else await this.#tryHere(next)
    }
  }

  #take(): number | undefined {
    const at = this.#left.pop() ?? this.#next
    if (at >= this.#end) return undefined
    if (at === this.#next) this.#next += 1
    this.#options.onSeed(at)
    return at
  }

  async #tryHere(at: number): Promise<void> {
    const { trials, options } = this.#options
    this.#learn(at, triedOf(await trials.attempt(scheduleOf(options, at)), at))
  }

  #learn(at: number, tried: Tried): void {
    this.#known.set(at, tried)
    if (tried.failure !== undefined) this.#end = Math.min(this.#end, at + 1)
  }

  /** As many workers as have enough to do, judging by the first run. */
  #callHelp(runMs: number): void {
    const { help } = this.#options
    if (help === undefined) return
    const left = this.#end - this.#next
    const paying = Math.min(help.cores - 1, Math.floor((left * runMs) / WORTH_MS))
    const workers = Math.min(left, help.jobs === undefined ? paying : help.jobs - 1)
    for (let at = 0; at < workers; at += 1) this.#helping.push(this.#helped(help, at))
  }

  async #helped({ program, others }: Help, number: number): Promise<void> {
    const { options } = this.#options
    const nodes = nodeNamesOf(options).length
    const data: SeedsTask = { program, options }
    const worker = await WorkerProcess.start({
      ...{ work: 'seeds', data, core: others[number % others.length] },
      limits: {
        memoryBytes: (1 + nodes) * GIB,
        processes: (1 + nodes) * PROCESSES_PER_NODE,
        outputBytes: OUTPUT_BYTES,
      },
    })
    this.#workers.add(worker)
    let isThere = true
    while (isThere) {
      const at = this.#take()
      if (at === undefined) break
      const asked = worker.ask(at).then(
        (answer) => this.#learn(at, answer as Tried),
        () => {
          this.#left.push(at)
          isThere = false
        },
      )
      this.#asked.set(at, asked)
      await asked
      this.#asked.delete(at)
    }
    this.#workers.delete(worker)
    await worker.stop()
  }

  async #stop(): Promise<void> {
    this.#end = 0
    await Promise.all([...this.#workers].map((worker) => worker.stop()))
    await Promise.all(this.#helping)
  }
}
