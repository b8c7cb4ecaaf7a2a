import path from 'node:path'
import { packageRoot } from './package-root.ts'
import { type Answer, errorFrom } from './worker-port.ts'

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

interface Patience {
  /** Without an answer or a beat for this long, the worker is given up. Default: it may take as long as it likes. */
  readonly silenceMs?: number | undefined
  /** Ends the worker. */
  readonly giveUp: () => void
}

/** What a worker is asked: one thing at a time, until it answers, falls silent or ends. After its end nothing has an answer. */
export class WorkerQuestion {
  readonly #patience: Patience
  #waiting: Waiting | undefined
  #timer: NodeJS.Timeout | undefined
  #ended: Error | undefined

  constructor(patience: Patience) {
    this.#patience = patience
  }

  /** @throws what the worker threw, SilentWorkerError or DeadWorkerError. */
  ask(send: () => void): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    if (this.#waiting !== undefined) throw new Error('a worker is asked one thing at a time')
    const { silenceMs } = this.#patience
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
      if (silenceMs !== undefined) this.#timer = setTimeout(() => this.#giveUp(silenceMs), silenceMs)
      send()
    })
  }

  /** It works on it. */
  beat(): void {
    this.#timer?.refresh()
  }

  settle(answer: Answer): void {
    const waiting = this.#take()
    if ('error' in answer) waiting?.reject(errorFrom(answer.error))
    else waiting?.resolve(answer.value)
  }

  /** The first reason is the one that is told. */
  end(reason: Error): void {
    this.#ended ??= reason
    this.#take()?.reject(this.#ended)
  }

  /** From now on silence is no reason. */
  stopWaiting(): void {
    clearTimeout(this.#timer)
  }

  #giveUp(silenceMs: number): void {
    this.end(new SilentWorkerError(`no answer for ${silenceMs / 1000} s`))
    this.#patience.giveUp()
  }

  #take(): Waiting | undefined {
    clearTimeout(this.#timer)
    const waiting = this.#waiting
    this.#waiting = undefined
    return waiting
  }
}

/** What a worker runs. The bundle has an entry of its own, and so have the TypeScript sources. */
export function workerFile(): string {
  const fromSource = import.meta.filename.endsWith('.ts')
  const file = fromSource ? ['scripts', 'dev-worker.mjs'] : ['bin', 'worker.js']
  return path.join(packageRoot(), ...file)
}
