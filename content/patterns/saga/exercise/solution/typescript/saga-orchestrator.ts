export interface Options {
  act: (step: string, saga: string) => Promise<void>
  compensate: (step: string, saga: string) => Promise<void>
  record: (saga: string, entry: string) => Promise<void>
  stepAttempts?: number
  compensationAttempts?: number
}

export type Outcome = 'completed' | 'compensated' | 'stuck'

/** The step was refused and has not happened. */
export class StepRefusedError extends Error {
  override name = 'StepRefusedError'
}

/** An orchestrator of sagas. All that it knows of a saga is in the log, so that any other can go on. */
export class SagaOrchestrator {
  readonly #options: Required<Options>

  constructor(options: Options) {
    this.#options = { stepAttempts: 3, compensationAttempts: 5, ...options }
  }

  run(saga: string, steps: readonly string[]): Promise<Outcome> {
    return this.resume(saga, steps, [])
  }

  async resume(saga: string, steps: readonly string[], log: readonly string[]): Promise<Outcome> {
    const progress = new Progress(log)
    if (progress.givenUp === undefined) await this.#forward(saga, steps, progress)
    return progress.givenUp === undefined ? 'completed' : this.#back(saga, progress)
  }

  async #forward(saga: string, steps: readonly string[], progress: Progress): Promise<void> {
    const { record } = this.#options
    const already = new Set(progress.done)
    for (const step of steps) {
      if (already.has(step)) continue
      const isInDoubt = step === progress.inDoubt
      if (!isInDoubt) await record(saga, `doing ${step}`)
      const outcome = await this.#attempt(saga, step, isInDoubt)
      await record(saga, `${outcome} ${step}`)
      if (outcome !== 'done') {
        progress.givenUp = { step, why: outcome }
        return
      }
      progress.done.push(step)
    }
  }

  async #attempt(saga: string, step: string, isInDoubt: boolean): Promise<'done' | Why> {
    let mayHaveHappened = isInDoubt
    for (let attempt = 1; attempt <= this.#options.stepAttempts; attempt += 1) {
      try {
        await this.#options.act(step, saga)
        return 'done'
      } catch (error) {
        if (error instanceof StepRefusedError) return mayHaveHappened ? 'unknown' : 'refused'
        mayHaveHappened = true
      }
    }
    return 'unknown'
  }

  async #back(saga: string, progress: Progress): Promise<Outcome> {
    const { record } = this.#options
    for (const step of progress.toUndo()) {
      if (!(await this.#undo(saga, step))) {
        await record(saga, `stuck ${step}`)
        return 'stuck'
      }
      await record(saga, `undone ${step}`)
    }
    return 'compensated'
  }

  async #undo(saga: string, step: string): Promise<boolean> {
    for (let attempt = 1; attempt <= this.#options.compensationAttempts; attempt += 1) {
      try {
        await this.#options.compensate(step, saga)
        return true
      } catch {
        // It is tried again, or else the saga is stuck.
      }
    }
    return false
  }
}

type Why = 'refused' | 'unknown'

/** How a saga stands, as its log has it. */
class Progress {
  readonly done: string[] = []
  inDoubt: string | undefined
  givenUp: { step: string; why: Why } | undefined
  readonly #undone = new Set<string>()

  constructor(log: readonly string[]) {
    for (const entry of log) {
      const blank = entry.indexOf(' ')
      this.#read(entry.slice(0, blank), entry.slice(blank + 1))
    }
  }

  #read(word: string, step: string): void {
    if (word === 'doing') this.inDoubt = step
    if (word === 'done') {
      this.done.push(step)
      this.inDoubt = undefined
    }
    if (word === 'refused' || word === 'unknown') this.givenUp = { step, why: word }
    if (word === 'undone') this.#undone.add(step)
  }

  /** The steps that are left to compensate, in the order in which to do so. */
  toUndo(): string[] {
    const { givenUp, done } = this
    const began = givenUp?.why === 'unknown' ? [...done, givenUp.step] : done
    return began.filter((step) => !this.#undone.has(step)).reverse()
  }
}
