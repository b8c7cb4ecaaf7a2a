import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'

const seconds = 1000
const minute = 60 * seconds

export const parameters = [
  {
    id: 'clients',
    unit: 'count',
    default: 10,
    min: 1,
    max: 200,
    whole: true,
    description: 'clients, each with a limiter of its own',
  },
  {
    id: 'limit',
    unit: 'count',
    default: 20,
    min: 1,
    max: 10_000,
    whole: true,
    description: 'requests that a client may send in each window; also what buckets let through in that time',
  },
  {
    id: 'window_ms',
    unit: 'ms',
    default: seconds,
    min: 1,
    max: minute,
    description: 'length of the window',
  },
  {
    id: 'bucket',
    unit: 'count',
    default: 10,
    min: 1,
    max: 10_000,
    whole: true,
    description: 'tokens that the token bucket holds: what it lets through at once',
  },
  {
    id: 'queue_limit',
    unit: 'count',
    default: 10,
    min: 0,
    max: 10_000,
    whole: true,
    description: 'requests of a client that may wait in the leaky bucket',
  },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 5,
    min: 0,
    max: 500,
    description: 'requests of one client between its bursts, on average',
  },
  {
    id: 'burst_every_ms',
    unit: 'ms',
    default: 3 * seconds,
    min: 100,
    max: 10 * minute,
    description: 'mean time from one burst of a client to the next',
  },
  {
    id: 'burst_size',
    unit: 'count',
    default: 50,
    min: 0,
    max: 1000,
    whole: true,
    description: 'requests of one burst',
  },
  {
    id: 'burst_ms',
    unit: 'ms',
    default: 300,
    min: 0,
    max: minute,
    description: 'how long a burst lasts',
  },
  {
    id: 'duration_ms',
    unit: 'ms',
    default: 30 * seconds,
    min: seconds,
    max: 10 * minute,
    description: 'how long clients send requests',
  },
] as const satisfies readonly Parameter[]

/** The settings of a run; times in whole microseconds. */
export interface Settings {
  readonly clients: number
  readonly limit: number
  readonly windowUs: number
  readonly bucket: number
  readonly queueLimit: number
  readonly ratePerS: number
  readonly burstEveryUs: number
  readonly burstSize: number
  readonly burstUs: number
  readonly durationUs: number
}

export function settingsOf(values: Parameters): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  return {
    clients: value('clients'),
    limit: value('limit'),
    windowUs: microseconds('window_ms'),
    bucket: value('bucket'),
    queueLimit: value('queue_limit'),
    ratePerS: value('rate_per_s'),
    burstEveryUs: microseconds('burst_every_ms'),
    burstSize: value('burst_size'),
    burstUs: microseconds('burst_ms'),
    durationUs: microseconds('duration_ms'),
  }
}
