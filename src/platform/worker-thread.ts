import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { packageRoot } from './package-root.ts'
import { type Answer, BEAT, errorFrom } from './worker-port.ts'

export interface WorkerOptions {
  /** Given to the function that `serve` was called with. */
  readonly data: unknown
  /** Without an answer or a beat for this long, the worker is ended. Default: it may take as long as it likes. */
  readonly silenceMs?: number
  /** With more objects than this in memory, the worker is ended. Default: as Node.js has it. */
  readonly memoryMb?: number
}

/** The worker did not answer in time and was ended. */
export class SilentWorkerError extends Error {
  override readonly name = 'SilentWorkerError'
}

/** The worker ended by itself; what it was asked has no answer. */
export class DeadWorkerError extends Error {
  override readonly name = 'DeadWorkerError'
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
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
  #waiting: Waiting | undefined
  #timer: NodeJS.Timeout | undefined
  #ended: Error | undefined
  #looks: NodeJS.Timeout | undefined
  readonly #worker: Worker
  readonly #silenceMs: number | undefined

  constructor({ data, silenceMs, memoryMb }: WorkerOptions) {
    this.#silenceMs = silenceMs
    this.#worker = new Worker(...workerFile(data, memoryMb))
    this.#worker.stdout.on('data', (text) => process.stderr.write(text))
    this.#worker.on('message', (message: Answer | typeof BEAT) => {
      if (message === BEAT) this.#timer?.refresh()
      else this.#settle(message)
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
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    if (this.#waiting !== undefined) throw new Error('a worker thread is asked one thing at a time')
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      if (this.#silenceMs !== undefined) this.#timer = setTimeout(() => this.#giveUp(), this.#silenceMs)
      this.#worker.postMessage(question)
    })
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    clearInterval(this.#looks)
    await this.#worker.terminate()
  }

  #giveUp(): void {
    this.#end(new SilentWorkerError(`no answer for ${(this.#silenceMs ?? 0) / 1000} s`))
    void this.#worker.terminate()
  }

  #settle(answer: Answer): void {
    const waiting = this.#take()
    if ('error' in answer) waiting?.reject(errorFrom(answer.error))
    else waiting?.resolve(answer.value)
  }

  #end(error: Error): void {
    clearInterval(this.#looks)
    this.#ended ??= error
    this.#take()?.reject(this.#ended)
  }

  #take(): Waiting | undefined {
    clearTimeout(this.#timer)
    const waiting = this.#waiting
    this.#waiting = undefined
    return waiting
  }
}

function deathOf(error: NodeJS.ErrnoException, memoryMb: number | undefined): Error {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY' && memoryMb !== undefined) return filled(memoryMb)
  return new DeadWorkerError(`a worker thread ended: ${error.message}`, { cause: error })
}

function filled(memoryMb: number): Error {
  return new DeadWorkerError(`it filled the ${memoryMb} MB of memory that it may use`)
}

/** The bundle has an entry of its own, and so have the TypeScript sources. */
function workerFile(data: unknown, memoryMb: number | undefined): ConstructorParameters<typeof Worker> {
  const fromSource = import.meta.filename.endsWith('.ts')
  const file = fromSource ? ['scripts', 'dev-worker.mjs'] : ['bin', 'worker.js']
  const limits =
    memoryMb === undefined || IS_OBSERVED ? {} : { resourceLimits: { maxOldGenerationSizeMb: memoryMb } }
  return [
    path.join(packageRoot(), ...file),
    { workerData: data, stdout: true, execArgv: [], argv: ['simulation'], ...limits },
  ]
}
