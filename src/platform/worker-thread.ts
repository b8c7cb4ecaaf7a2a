import { Worker, type WorkerOptions as WorkerSettings } from 'node:worker_threads'
import { type Answer, BEAT } from './worker-port.ts'
import { DeadWorkerError, WorkerQuestion, workerFile } from './worker-question.ts'

export interface WorkerOptions {
  /** Given to the function that `serve` was called with. */
  readonly data: unknown
  /** Without an answer or a beat for this long, the worker is ended. Default: it may take as long as it likes. */
  readonly silenceMs?: number
  /** With more objects than this in memory, the worker is ended. Default: as Node.js has it. */
  readonly memoryMb?: number
}

/** Newer versions of Node.js tell of a worker's memory from outside, also while it is busy. */
interface Observed {
  getHeapStatistics?(): Promise<{ readonly used_heap_size: number }>
}

const LOOK_MS = 100
const MEBIBYTE = 1024 ** 2

/** Whether the memory of workers can be watched; where not, V8's own limit ends them. */
const IS_OBSERVED = typeof (Worker.prototype as Observed).getHeapStatistics === 'function'

/** A thread that answers one question after the other. Nothing it prints reaches our standard output. */
export class WorkerThread {
  #looks: NodeJS.Timeout | undefined
  readonly #question: WorkerQuestion
  readonly #worker: Worker

  constructor({ data, silenceMs, memoryMb }: WorkerOptions) {
    this.#question = new WorkerQuestion({ silenceMs, giveUp: () => void this.stop() })
    this.#worker = new Worker(workerFile(), workerOptions(data, memoryMb))
    this.#worker.stdout.on('data', (text) => process.stderr.write(text))
    this.#worker.on('message', (message: Answer | typeof BEAT) => {
      if (message === BEAT) this.#question.beat()
      else this.#question.settle(message)
    })
    this.#worker.on('messageerror', (error) => this.#end(error))
    this.#worker.on('error', (error: Error) => this.#end(deathOf(error, memoryMb)))
    this.#worker.on('exit', (code) => this.#end(new DeadWorkerError(`a worker thread ended with ${code}`)))
    if (memoryMb !== undefined && IS_OBSERVED) this.#watchMemory(memoryMb)
  }

  /** With V8's own limit, Node.js 24 may end the whole process when a worker asks for much at once. */
  #watchMemory(limitMb: number): void {
    const worker = this.#worker as Worker & Observed
    this.#looks = setInterval(async () => {
      const found = await worker.getHeapStatistics?.().catch(() => undefined)
      if (found === undefined || found.used_heap_size <= limitMb * MEBIBYTE) return
      this.#end(filled(limitMb))
      void this.#worker.terminate()
    }, LOOK_MS).unref()
  }

  /** @throws what the worker threw, SilentWorkerError or DeadWorkerError. */
  ask(question: unknown): Promise<unknown> {
    return this.#question.ask(() => this.#worker.postMessage(question))
  }

  async stop(): Promise<void> {
    this.#question.stopWaiting()
    clearInterval(this.#looks)
    await this.#worker.terminate()
  }

  #end(error: Error): void {
    clearInterval(this.#looks)
    this.#question.end(error)
  }
}

function deathOf(error: NodeJS.ErrnoException, memoryMb: number | undefined): Error {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY' && memoryMb !== undefined) return filled(memoryMb)
  return new DeadWorkerError(`a worker thread ended: ${error.message}`, { cause: error })
}

function filled(memoryMb: number): Error {
  return new DeadWorkerError(`it filled the ${memoryMb} MB of memory that it may use`)
}

function workerOptions(data: unknown, memoryMb: number | undefined): WorkerSettings {
  const limits =
    memoryMb === undefined || IS_OBSERVED ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }
  return { workerData: data, stdout: true, execArgv: [], argv: ['simulation'], ...limits }
}
