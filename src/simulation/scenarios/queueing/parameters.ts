import type { QueueModel } from '../../../lib/queueing-formulas.ts'
import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'

export const parameters = [
  {
    id: 'rate_per_s',
    unit: 'per_s',
    default: 80,
    min: 0.1,
    max: 10_000,
    description: 'how many customers arrive per second on average (Poisson)',
  },
  {
    id: 'servers',
    unit: 'count',
    default: 1,
    min: 1,
    max: 100,
    whole: true,
    description: 'how many servers work off the one line',
  },
  {
    id: 'service_ms',
    unit: 'ms',
    default: 10,
    min: 0.1,
    max: 60_000,
    description: 'mean time of serving a customer',
  },
  {
    id: 'service_cv',
    unit: 'count',
    default: 1,
    min: 0,
    max: 10,
    description:
      'spread of the service time: its standard deviation over its mean (0: always the same, 1: exponential, above: hyperexponential)',
  },
  {
    id: 'capacity',
    unit: 'count',
    default: 0,
    min: 0,
    max: 1000,
    whole: true,
    description: 'places in all, those at the servers included; who finds none is refused (0: no bound)',
  },
  {
    id: 'duration_ms',
    unit: 'ms',
    default: 1_200_000,
    min: 1000,
    max: 3_600_000,
    description: 'how long customers arrive; then the queue empties',
  },
  {
    id: 'warm_up_ms',
    unit: 'ms',
    default: 60_000,
    min: 0,
    max: 3_600_000,
    description: 'left out of the measures, because the queue begins empty',
  },
] as const satisfies readonly Parameter[]

export interface Settings {
  readonly durationUs: number
  readonly warmUpUs: number
  /** Rates per second, times in seconds. */
  readonly queue: QueueModel
  /** The same queue with half its idle time gone. */
  readonly busier: QueueModel
}

export function settingsOf(values: Parameters): Settings {
  const { value, microseconds } = settingsReader(parameters, values)
  const servers = value('servers')
  const meanService = value('service_ms') / 1000
  const rate = value('rate_per_s')
  // Fewer places than servers would leave servers that nobody can reach.
  const capacity = value('capacity') === 0 ? Number.POSITIVE_INFINITY : Math.max(servers, value('capacity'))
  const queue = { arrivalRate: rate, meanService, serviceCv: value('service_cv'), servers, capacity }
  const mostRate = servers / meanService
  const busierRate = rate < mostRate ? (rate + mostRate) / 2 : rate * 1.5
  const durationUs = microseconds('duration_ms')
  return {
    durationUs,
    // At least half of the run is measured.
    warmUpUs: Math.min(microseconds('warm_up_ms'), Math.floor(durationUs / 2)),
    queue,
    busier: { ...queue, arrivalRate: busierRate },
  }
}
