// {{contract}}

export interface Options {
  act: (step: string, saga: string) => Promise<void>
  compensate: (step: string, saga: string) => Promise<void>
  record: (saga: string, entry: string) => Promise<void>
  stepAttempts?: number
  compensationAttempts?: number
}

export class StepRefusedError extends Error {}

export class SagaOrchestrator {
  constructor(options: Options) {
    // TODO: keep the options and the functions.
  }

  async run(saga: string, steps: string[]): Promise<string> {
    // TODO: call the steps in order, or go back; tell 'completed', 'compensated' or 'stuck'.
    throw new Error('run is yours to write')
  }

  async resume(saga: string, steps: string[], log: string[]): Promise<string> {
    // TODO: find out from the log how far the saga has come, and go on from there.
    throw new Error('resume is yours to write')
  }
}
