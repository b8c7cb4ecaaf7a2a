import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'

const seconds = 1000
const minute = 60 * seconds

export const parameters = [
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 80,
    min: 1,
    max: 2000,
    description: 'items that the producer makes, on average, while nothing holds it up',
  },
  {
    id: 'surge_start_ms',
    unit: 'ms',
    default: 4 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'when the producer becomes faster',
  },
  {
    id: 'surge_ms',
    unit: 'ms',
    default: 5 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'how long it stays faster',
  },
  {
    id: 'surge_per_s',
    unit: 'per_s',
    default: 200,
    min: 1,
    max: 2000,
    description: 'items that it makes then',
  },
  {
    id: 'stages',
    unit: 'count',
    default: 3,
    min: 1,
    max: 8,
    whole: true,
    description: 'stages that each item passes; each works on one item at a time',
  },
  {
    id: 'stage_ms',
    unit: 'ms',
    default: 4,
    min: 0.01,
    max: 10 * seconds,
    description: 'mean work of a stage on an item, exponential',
  },
  {
    id: 'slow_ms',
    unit: 'ms',
    default: 10,
    min: 0.01,
    max: 10 * seconds,
    description: 'the same for the last stage',
  },
  {
    id: 'buffer',
    unit: 'count',
    default: 20,
    min: 1,
    max: 10_000,
    whole: true,
    description: 'items that the buffer before each stage holds',
  },
  {
    id: 'credit_batch',
    unit: 'count',
    default: 5,
    min: 1,
    max: 1000,
    whole: true,
    description: 'credits that a stage gives back at once (at most as many as the buffer holds)',
  },
  {
    id: 'credit_delay_ms',
    unit: 'ms',
    default: 2,
    min: 0,
    max: 10 * seconds,
    description: 'how long credits take to come back',
  },
  {
    id: 'stall_start_ms',
    unit: 'ms',
    default: 14 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'when the last stage stands still, as in a long garbage collection',
  },
  {
    id: 'stall_ms',
    unit: 'ms',
    default: seconds,
    min: 0,
    max: 10 * minute,
    description: 'how long it stands still',
  },
  {
    id: 'duration_ms',
    unit: 'ms',
    default: 20 * seconds,
    min: seconds,
    max: 10 * minute,
    description: 'how long the producer works',
  },
] as const satisfies readonly Parameter[]

/** The settings of a run; times in whole microseconds. */
export interface Settings {
  readonly ratePerS: number
  readonly surgeStartUs: number
  readonly surgeUs: number
  readonly surgePerS: number
  readonly stages: number
  readonly stageUs: number
  readonly slowUs: number
  readonly buffer: number
  readonly creditBatch: number
  readonly creditDelayUs: number
  readonly stallStartUs: number
  readonly stallUs: number
  readonly durationUs: number
}

export function settingsOf(values: Parameters): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  return {
    ratePerS: value('rate_per_s'),
    surgeStartUs: microseconds('surge_start_ms'),
    surgeUs: microseconds('surge_ms'),
    surgePerS: value('surge_per_s'),
    stages: value('stages'),
    stageUs: microseconds('stage_ms'),
    slowUs: microseconds('slow_ms'),
    buffer: value('buffer'),
    creditBatch: Math.min(value('credit_batch'), value('buffer')),
    creditDelayUs: microseconds('credit_delay_ms'),
    stallStartUs: microseconds('stall_start_ms'),
    stallUs: microseconds('stall_ms'),
    durationUs: microseconds('duration_ms'),
  }
}
