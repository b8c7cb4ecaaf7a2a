import process from 'node:process'
import { deserialize, serialize } from 'node:v8'
import { onCore } from './one-core.ts'
import { packageRoot } from './package-root.ts'
import { type ProcessLimits, type RunningProcess, startProcess } from './process.ts'
import type { Answer } from './worker-port.ts'
import { DeadWorkerError, WorkerQuestion, workerFile } from './worker-question.ts'

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

/** It beats every second while its event loop turns, and no search of ours stops that for so long. */
const SILENCE_MS = 120_000
const LOOK_MS = 2000

/**
 * A process of ours that answers one question after the other: for work that starts processes itself, which then end with
 * it. Questions and answers may hold whatever can be cloned; each is a line of base64, an empty line is a beat.
 */
export class WorkerProcess {
  readonly #running: RunningProcess
  readonly #question = new WorkerQuestion({ silenceMs: SILENCE_MS, giveUp: () => void this.stop() })

  private constructor(running: RunningProcess) {
    this.#running = running
    void running.ended.then(({ cause }) => {
      const last = running.output().trim().split('\n').at(-1) ?? ''
      this.#question.end(new DeadWorkerError(`a worker process ended (${cause}): ${last}`))
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
    return this.#question.ask(() => this.#send(question))
  }

  /** Ends it, and all that it started. */
  async stop(): Promise<void> {
    await this.#running.stop()
  }

  #send(value: unknown): void {
    this.#running.send(`${serialize(value).toString('base64')}\n`)
  }

  #read(line: string): void {
    if (line === '') this.#question.beat()
    else this.#question.settle(deserialize(Buffer.from(line, 'base64')) as Answer)
  }
}
