import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'

export const parameters = [
  {
    id: 'workers',
    unit: 'count',
    default: 24,
    min: 1,
    max: 200,
    whole: true,
    description: 'how many work on the same data',
  },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 100,
    min: 1,
    max: 1000,
    description: 'operations per second of one worker that is alone',
  },
  {
    id: 'contention',
    unit: 'ratio',
    default: 0.05,
    min: 0,
    max: 1,
    description: 'share of an operation that must hold the lock',
  },
  {
    id: 'crosstalk',
    unit: 'ratio',
    default: 0.001,
    min: 0,
    max: 0.1,
    description: 'what telling one other worker of a change takes, as a share of an operation',
  },
  {
    id: 'duration_ms',
    unit: 'ms',
    default: 60_000,
    min: 1000,
    max: 3_600_000,
    description: 'how long they work',
  },
] as const satisfies readonly Parameter[]

export interface Settings {
  readonly workers: number
  readonly durationUs: number
  /** As the law has them. */
  readonly law: { readonly rate: number; readonly contention: number; readonly crosstalk: number }
}

export function settingsOf(values: Parameters): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  return {
    workers: value('workers'),
    durationUs: microseconds('duration_ms'),
    law: { rate: value('rate_per_s'), contention: value('contention'), crosstalk: value('crosstalk') },
  }
}
