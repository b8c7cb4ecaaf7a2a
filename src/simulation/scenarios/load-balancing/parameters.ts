import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'

const seconds = 1000
const minute = 60 * seconds

export const parameters = [
  {
    id: 'servers',
    unit: 'count',
    default: 10,
    min: 1,
    max: 100,
    whole: true,
    description: 'servers behind the balancer; each works on one request at a time, the others queue there',
  },
  {
    id: 'work_ms',
    unit: 'ms',
    default: 10,
    min: 0.01,
    max: 10 * seconds,
    description: 'mean work on a request, exponential',
  },
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 600,
    min: 1,
    max: 5000,
    description: 'requests that clients send, on average; they do not wait for answers',
  },
  {
    id: 'keys',
    unit: 'count',
    default: 1000,
    min: 1,
    max: 10_000,
    whole: true,
    description: 'different keys, such as users, that requests are about',
  },
  {
    id: 'key_skew',
    unit: 'count',
    default: 0.5,
    min: 0,
    max: 2,
    description: 'how much more popular some keys are: key k is asked for in proportion to 1/k^skew (Zipf)',
  },
  {
    id: 'virtual_nodes',
    unit: 'count',
    default: 100,
    min: 1,
    max: 500,
    whole: true,
    description: 'points that each server has on the ring of consistent hashing',
  },
  {
    id: 'load_info_ms',
    unit: 'ms',
    default: 0,
    min: 0,
    max: 10 * seconds,
    description: 'how often the balancer learns how many requests each server has; 0 means it always knows',
  },
  {
    id: 'slow_factor',
    unit: 'count',
    default: 1,
    min: 1,
    max: 100,
    description: 'how many times slower than the others the first server works',
  },
  {
    id: 'step_start_ms',
    unit: 'ms',
    default: 2 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'when load is added',
  },
  {
    id: 'step_ms',
    unit: 'ms',
    default: 3 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'how long the added load lasts',
  },
  {
    id: 'step_per_s',
    unit: 'per_s',
    default: 250,
    min: 0,
    max: 5000,
    description: 'requests that are added to the others, evenly',
  },
  {
    id: 'kill_servers',
    unit: 'count',
    default: 2,
    min: 0,
    max: 100,
    whole: true,
    description: 'servers that are killed at once; what they had to do fails',
  },
  {
    id: 'kill_start_ms',
    unit: 'ms',
    default: 7 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'when they are killed',
  },
  {
    id: 'kill_ms',
    unit: 'ms',
    default: 2 * seconds,
    min: 1,
    max: 10 * minute,
    description: 'how long until they are started again',
  },
  {
    id: 'detection_ms',
    unit: 'ms',
    default: 300,
    min: 0,
    max: minute,
    description: 'how long until the balancer notices that a server is gone or back',
  },
  {
    id: 'refusal_ms',
    unit: 'ms',
    default: 1,
    min: 0,
    max: minute,
    description:
      'how long until a request to a dead server fails: short when refused, long when it times out',
  },
  {
    id: 'duration_ms',
    unit: 'ms',
    default: 11 * seconds,
    min: seconds,
    max: 10 * minute,
    description: 'how long clients send requests',
  },
] as const satisfies readonly Parameter[]

/** The settings of a run; times in whole microseconds. */
export interface Settings {
  readonly servers: number
  readonly workUs: number
  readonly ratePerS: number
  readonly keys: number
  readonly keySkew: number
  readonly virtualNodes: number
  readonly loadInfoUs: number
  readonly slowFactor: number
  readonly stepStartUs: number
  readonly stepUs: number
  readonly stepPerS: number
  readonly killServers: number
  readonly killStartUs: number
  readonly killUs: number
  readonly detectionUs: number
  readonly refusalUs: number
  readonly durationUs: number
}

export function settingsOf(values: Parameters): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  return {
    servers: value('servers'),
    workUs: microseconds('work_ms'),
    ratePerS: value('rate_per_s'),
    keys: value('keys'),
    keySkew: value('key_skew'),
    virtualNodes: value('virtual_nodes'),
    loadInfoUs: microseconds('load_info_ms'),
    slowFactor: value('slow_factor'),
    stepStartUs: microseconds('step_start_ms'),
    stepUs: microseconds('step_ms'),
    stepPerS: value('step_per_s'),
    killServers: Math.min(value('kill_servers'), value('servers')),
    killStartUs: microseconds('kill_start_ms'),
    killUs: microseconds('kill_ms'),
    detectionUs: microseconds('detection_ms'),
    refusalUs: microseconds('refusal_ms'),
    durationUs: microseconds('duration_ms'),
  }
}
