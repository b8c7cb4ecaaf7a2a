import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'

const seconds = 1000
const minute = 60 * seconds

export const parameters = [
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 1500,
    min: 1,
    max: 5000,
    description: 'requests that clients send, on average; they do not wait for answers',
  },
  {
    id: 'processes',
    unit: 'count',
    default: 4,
    min: 1,
    max: 100,
    whole: true,
    description: 'processes that serve requests before one shared cache; each coalesces its own requests',
  },
  {
    id: 'keys',
    unit: 'count',
    default: 100,
    min: 1,
    max: 10_000,
    whole: true,
    description: 'different keys that are asked for; all are in the cache at the start',
  },
  {
    id: 'key_skew',
    unit: 'count',
    default: 0.9,
    min: 0,
    max: 2,
    description: 'how much more popular some keys are: key k is asked for in proportion to 1/k^skew (Zipf)',
  },
  {
    id: 'ttl_ms',
    unit: 'ms',
    default: 2 * seconds,
    min: 1,
    max: 10 * minute,
    description: 'how long a value may be served after it was stored',
  },
  {
    id: 'fetch_ms',
    unit: 'ms',
    default: 60,
    min: 0.01,
    max: 5 * seconds,
    description: 'median time that the origin works on one fetch, log-normal',
  },
  {
    id: 'origin_slots',
    unit: 'count',
    default: 20,
    min: 1,
    max: 10_000,
    whole: true,
    description: 'fetches that the origin works on at once; others queue there',
  },
  {
    id: 'error_rate',
    unit: 'ratio',
    default: 0.02,
    min: 0,
    max: 1,
    description: 'share of the fetches that end in an error; who waits for one fails',
  },
  {
    id: 'flush_at_ms',
    unit: 'ms',
    default: 7 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'when the cache loses all that it holds, as by a restart',
  },
  {
    id: 'lock_ms',
    unit: 'ms',
    default: seconds,
    min: 1,
    max: 10 * minute,
    description: 'after this a lock lapses, and somebody else may fetch',
  },
  {
    id: 'poll_ms',
    unit: 'ms',
    default: 50,
    min: 1,
    max: 10 * seconds,
    description: 'how often those who found a lock look again',
  },
  {
    id: 'early_beta',
    unit: 'count',
    default: 1,
    min: 0,
    max: 100,
    description: 'how eagerly early expiration fetches before the end of the TTL',
  },
  {
    id: 'grace_ms',
    unit: 'ms',
    default: 5 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'how long after its TTL a value may still be served while it is fetched anew',
  },
  {
    id: 'ttl_jitter',
    unit: 'ratio',
    default: 0.5,
    min: 0,
    max: 1,
    description: 'with TTL jitter each TTL is drawn from this share below ttl_ms up to it',
  },
  {
    id: 'duration_ms',
    unit: 'ms',
    default: 10 * seconds,
    min: seconds,
    max: 10 * minute,
    description: 'how long clients send requests',
  },
] as const satisfies readonly Parameter[]

/** The settings of a run; times in whole microseconds. */
export interface Settings {
  readonly ratePerS: number
  readonly processes: number
  readonly keys: number
  readonly keySkew: number
  readonly ttlUs: number
  readonly fetchUs: number
  readonly originSlots: number
  readonly errorRate: number
  readonly flushAtUs: number
  readonly lockUs: number
  readonly pollUs: number
  readonly earlyBeta: number
  readonly graceUs: number
  readonly ttlJitter: number
  readonly durationUs: number
}

export function settingsOf(values: Parameters): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  return {
    ratePerS: value('rate_per_s'),
    processes: value('processes'),
    keys: value('keys'),
    keySkew: value('key_skew'),
    ttlUs: microseconds('ttl_ms'),
    fetchUs: microseconds('fetch_ms'),
    originSlots: value('origin_slots'),
    errorRate: value('error_rate'),
    flushAtUs: microseconds('flush_at_ms'),
    lockUs: microseconds('lock_ms'),
    pollUs: microseconds('poll_ms'),
    earlyBeta: value('early_beta'),
    graceUs: microseconds('grace_ms'),
    ttlJitter: value('ttl_jitter'),
    durationUs: microseconds('duration_ms'),
  }
}
