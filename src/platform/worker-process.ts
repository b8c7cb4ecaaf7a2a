import path from 'node:path'
import process from 'node:process'
import { deserialize, serialize } from 'node:v8'
import { onCore } from './one-core.ts'
import { packageRoot } from './package-root.ts'
import { type ProcessLimits, type RunningProcess, startProcess } from './process.ts'
import { type Answer, errorFrom } from './worker-port.ts'
import { DeadWorkerError, SilentWorkerError } from './worker-thread.ts'

export interface WorkerProcessOptions {
  /** Which of our programs it runs, by the name that the bundle's entry has for it. */
  readonly work: string
  /** Given to the function that `serve` was called with. */
  readonly data: unknown
  /** Of it and all that it starts. */
  readonly limits: ProcessLimits
  /** The core that it keeps to. */
  readonly core?: number | undefined
}

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** It beats every second while its event loop turns, and no search of ours stops that for so long. */
const SILENCE_MS = 120_000
const LOOK_MS = 2000

/**
 * A process of ours that answers one question after the other: for work that starts processes itself, which then end with
 * it. Questions and answers may hold whatever can be cloned; each is a line of base64, an empty line is a beat.
 */
export class WorkerProcess {
  readonly #running: RunningProcess
  #waiting: Waiting | undefined
  #timer: NodeJS.Timeout | undefined
  #ended: Error | undefined

  private constructor(running: RunningProcess) {
    this.#running = running
    void running.ended.then(({ cause }) => {
      const last = running.output().trim().split('\n').at(-1) ?? ''
      this.#end(new DeadWorkerError(`a worker process ended (${cause}): ${last}`))
    })
  }

  static async start({ work, data, limits, core }: WorkerProcessOptions): Promise<WorkerProcess> {
    let read = (_line: string): void => {}
    const running = await startProcess({
      ...onCore(core, { command: process.execPath, args: [workerFile(), work] }),
      cwd: packageRoot(),
      limits,
      channel: 'standard',
      pollMs: LOOK_MS,
      onLine: (line) => read(line),
    })
    const worker = new WorkerProcess(running)
    read = (line) => worker.#read(line)
    worker.#send(data)
    return worker
  }

  /** @throws what the worker threw, SilentWorkerError or DeadWorkerError. */
  ask(question: unknown): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    if (this.#waiting !== undefined) throw new Error('a worker process is asked one thing at a time')
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      this.#timer = setTimeout(() => this.#giveUp(), SILENCE_MS)
      this.#send(question)
    })
  }

  /** Ends it, and all that it started. */
  async stop(): Promise<void> {
    await this.#running.stop()
  }

  #send(value: unknown): void {
    this.#running.send(`${serialize(value).toString('base64')}\n`)
  }

  #read(line: string): void {
    if (line === '') this.#timer?.refresh()
    else this.#settle(deserialize(Buffer.from(line, 'base64')) as Answer)
  }

  #settle(answer: Answer): void {
    const waiting = this.#take()
    if ('error' in answer) waiting?.reject(errorFrom(answer.error))
    else waiting?.resolve(answer.value)
  }

  #giveUp(): void {
    this.#end(new SilentWorkerError(`no sign of life for ${SILENCE_MS / 1000} s`))
    void this.stop()
  }

  #end(error: Error): void {
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

function workerFile(): string {
  const fromSource = import.meta.filename.endsWith('.ts')
  const file = fromSource ? ['scripts', 'dev-worker.mjs'] : ['bin', 'worker.js']
  return path.join(packageRoot(), ...file)
}
