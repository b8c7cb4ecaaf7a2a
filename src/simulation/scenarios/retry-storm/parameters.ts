import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'

const seconds = 1000
const minute = 60 * seconds

export const parameters = [
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 140,
    min: 1,
    max: 2000,
    description: 'requests that begin, on average; clients do not wait for each other (open loop)',
  },
  {
    id: 'workers',
    unit: 'count',
    default: 10,
    min: 1,
    max: 1000,
    whole: true,
    description: 'attempts that the server works on at once',
  },
  {
    id: 'work_ms',
    unit: 'ms',
    default: 50,
    min: 0.1,
    max: 10 * seconds,
    description: 'mean work on an attempt, exponential',
  },
  {
    id: 'queue_limit',
    unit: 'count',
    default: 1000,
    min: 0,
    max: 100_000,
    whole: true,
    description: 'attempts that may wait for a worker; more are refused at once',
  },
  {
    id: 'timeout_ms',
    unit: 'ms',
    default: 500,
    min: 1,
    max: minute,
    description: 'how long a client waits for one attempt; the server works on it all the same',
  },
  {
    id: 'error_rate',
    unit: 'ratio',
    default: 0.02,
    min: 0,
    max: 1,
    description: 'share of the attempts that the server answers with an error: what retries are for',
  },
  {
    id: 'retries',
    unit: 'count',
    default: 3,
    min: 0,
    max: 10,
    whole: true,
    description: 'further attempts after one that failed',
  },
  {
    id: 'backoff_ms',
    unit: 'ms',
    default: 100,
    min: 0,
    max: minute,
    description: 'the fixed wait before a retry; with backoff the longest wait before the first',
  },
  {
    id: 'backoff_cap_ms',
    unit: 'ms',
    default: 2 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'the longest wait with backoff, which doubles from retry to retry',
  },
  {
    id: 'budget_ratio',
    unit: 'ratio',
    default: 0.1,
    min: 0,
    max: 1,
    description: 'retries that each request adds to the budget',
  },
  {
    id: 'budget_burst',
    unit: 'count',
    default: 20,
    min: 0,
    max: 10_000,
    whole: true,
    description: 'most retries that the budget can save up; it begins full',
  },
  {
    id: 'trigger_start_ms',
    unit: 'ms',
    default: 5 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'when the trigger begins',
  },
  {
    id: 'outage_ms',
    unit: 'ms',
    default: 2 * seconds,
    min: 0,
    max: 10 * minute,
    description: 'how long the server starts no work; 0 for no outage',
  },
  {
    id: 'spike_ms',
    unit: 'ms',
    default: 0,
    min: 0,
    max: 10 * minute,
    description: 'how long more requests come; 0 for no spike',
  },
  {
    id: 'spike_per_s',
    unit: 'per_s',
    default: 200,
    min: 0,
    max: 5000,
    description: 'requests that come on top of the others during the spike',
  },
  {
    id: 'duration_ms',
    unit: 'ms',
    default: 25 * seconds,
    min: seconds,
    max: 10 * minute,
    description: 'how long requests begin',
  },
] as const satisfies readonly Parameter[]

/** The settings of a run; times in whole microseconds. */
export interface Settings {
  readonly ratePerS: number
  readonly workers: number
  readonly workUs: number
  readonly queueLimit: number
  readonly timeoutUs: number
  readonly errorRate: number
  readonly retries: number
  readonly backoffUs: number
  readonly backoffCapUs: number
  /** In thousandths of a retry, so that the budget is exact. */
  readonly budgetPerRequest: number
  readonly budgetCap: number
  readonly triggerStartUs: number
  readonly outageUs: number
  readonly spikeUs: number
  readonly spikePerS: number
  readonly durationUs: number
}

export function settingsOf(values: Parameters): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  return {
    ratePerS: value('rate_per_s'),
    workers: value('workers'),
    workUs: microseconds('work_ms'),
    queueLimit: value('queue_limit'),
    timeoutUs: microseconds('timeout_ms'),
    errorRate: value('error_rate'),
    retries: value('retries'),
    backoffUs: microseconds('backoff_ms'),
    backoffCapUs: microseconds('backoff_cap_ms'),
    budgetPerRequest: Math.round(value('budget_ratio') * 1000),
    budgetCap: value('budget_burst') * 1000,
    triggerStartUs: microseconds('trigger_start_ms'),
    outageUs: microseconds('outage_ms'),
    spikeUs: microseconds('spike_ms'),
    spikePerS: value('spike_per_s'),
    durationUs: microseconds('duration_ms'),
  }
}
