import type { Parameter, Parameters } from '../../kernel/scenario.ts'

const seconds = 1000
const minute = 60 * seconds

export const parameters = [
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 100,
    min: 1,
    max: 2000,
    description: 'requests that clients send, on average; they do not wait for answers',
  },
  {
    id: 'dependent_share',
    unit: 'ratio',
    default: 0.6,
    min: 0,
    max: 1,
    description: 'share of the requests that need the dependency',
  },
  {
    id: 'client_timeout_ms',
    unit: 'ms',
    default: 2 * seconds,
    min: 1,
    max: minute,
    description: 'how long a client waits before it gives up',
  },
  {
    id: 'workers',
    unit: 'count',
    default: 20,
    min: 1,
    max: 10_000,
    whole: true,
    description: 'requests that the service works on at once',
  },
  {
    id: 'queue_limit',
    unit: 'count',
    default: 100,
    min: 0,
    max: 100_000,
    whole: true,
    description: 'requests that may wait for a worker; more are turned away',
  },
  {
    id: 'work_ms',
    unit: 'ms',
    default: 5,
    min: 0,
    max: minute,
    description: "mean of the service's own work on a request, exponential",
  },
  {
    id: 'call_timeout_ms',
    unit: 'ms',
    default: 500,
    min: 1,
    max: minute,
    description: 'how long the service waits for one call to the dependency',
  },
  {
    id: 'retries',
    unit: 'count',
    default: 1,
    min: 0,
    max: 5,
    whole: true,
    description: 'further calls after one that failed',
  },
  {
    id: 'backoff_ms',
    unit: 'ms',
    default: 50,
    min: 0,
    max: minute,
    description: 'longest wait before a retry; each wait is drawn evenly from 0 to this',
  },
  {
    id: 'dependency_slots',
    unit: 'count',
    default: 4,
    min: 1,
    max: 10_000,
    whole: true,
    description: 'calls that the dependency works on at once; others queue there',
  },
  {
    id: 'dependency_ms',
    unit: 'ms',
    default: 20,
    min: 0.001,
    max: minute,
    description: 'median time the dependency works on a call, log-normal',
  },
  {
    id: 'error_rate',
    unit: 'ratio',
    default: 0.01,
    min: 0,
    max: 1,
    description: 'share of calls that the dependency answers with an error',
  },
  {
    id: 'outage_start_ms',
    unit: 'ms',
    default: 15 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'when the outage begins',
  },
  {
    id: 'outage_ms',
    unit: 'ms',
    default: 20 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'how long the outage lasts',
  },
  {
    id: 'outage_slowdown',
    unit: 'count',
    default: 120,
    min: 1,
    max: 10_000,
    description: 'how many times slower the dependency works during the outage',
  },
  {
    id: 'outage_error_rate',
    unit: 'ratio',
    default: 0.01,
    min: 0,
    max: 1,
    description: 'share of errors during the outage',
  },
  {
    id: 'duration_ms',
    unit: 'ms',
    default: minute,
    min: seconds,
    max: 10 * minute,
    description: 'how long clients send requests',
  },
  {
    id: 'failure_threshold',
    unit: 'count',
    default: 5,
    min: 1,
    max: 10_000,
    whole: true,
    description: 'consecutive failures that open the breaker',
  },
  {
    id: 'reset_timeout_ms',
    unit: 'ms',
    default: 5 * seconds,
    min: 1,
    max: 10 * minute,
    description: 'how long the breaker stays open before it lets a trial through',
  },
  {
    id: 'half_open_max_calls',
    unit: 'count',
    default: 1,
    min: 1,
    max: 1000,
    whole: true,
    description: 'trials in flight at once while half-open',
  },
  {
    id: 'success_threshold',
    unit: 'count',
    default: 1,
    min: 1,
    max: 1000,
    whole: true,
    description: 'successful trials that close the breaker',
  },
] as const satisfies readonly Parameter[]

type ParameterId = (typeof parameters)[number]['id']

/** The settings of a run; times in whole microseconds. */
export interface Settings {
  readonly ratePerS: number
  readonly dependentShare: number
  readonly clientTimeoutUs: number
  readonly workers: number
  readonly queueLimit: number
  readonly workUs: number
  readonly callTimeoutUs: number
  readonly retries: number
  readonly backoffUs: number
  readonly dependencySlots: number
  readonly dependencyUs: number
  readonly errorRate: number
  readonly outageStartUs: number
  readonly outageEndUs: number
  readonly outageSlowdown: number
  readonly outageErrorRate: number
  readonly durationUs: number
  readonly failureThreshold: number
  readonly resetTimeoutUs: number
  readonly halfOpenMaxCalls: number
  readonly successThreshold: number
}

export function settingsOf(values: Parameters): Settings {
  const value = (id: ParameterId) => values[id] ?? missing(id)
  const microseconds = (id: ParameterId) => Math.round(value(id) * 1000)
  return {
    ratePerS: value('rate_per_s'),
    dependentShare: value('dependent_share'),
    clientTimeoutUs: microseconds('client_timeout_ms'),
    workers: value('workers'),
    queueLimit: value('queue_limit'),
    workUs: microseconds('work_ms'),
    callTimeoutUs: microseconds('call_timeout_ms'),
    retries: value('retries'),
    backoffUs: microseconds('backoff_ms'),
    dependencySlots: value('dependency_slots'),
    dependencyUs: microseconds('dependency_ms'),
    errorRate: value('error_rate'),
    outageStartUs: microseconds('outage_start_ms'),
    outageEndUs: microseconds('outage_start_ms') + microseconds('outage_ms'),
    outageSlowdown: value('outage_slowdown'),
    outageErrorRate: value('outage_error_rate'),
    durationUs: microseconds('duration_ms'),
    failureThreshold: value('failure_threshold'),
    resetTimeoutUs: microseconds('reset_timeout_ms'),
    halfOpenMaxCalls: value('half_open_max_calls'),
    successThreshold: value('success_threshold'),
  }
}

function missing(id: string): never {
  throw new Error(`the run was given no value for ${id}`)
}
