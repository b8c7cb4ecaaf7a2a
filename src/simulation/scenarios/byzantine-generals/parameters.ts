import type { Parameter } from '../../kernel/scenario.ts'

const time = { unit: 'ms', min: 1, max: 60_000 } as const
const whole = { unit: 'count', whole: true } as const

export const parameters: readonly Parameter[] = [
  { ...whole, id: 'generals', default: 7, min: 2, max: 10, description: 'generals, the traitors among them' },
  {
    ...whole,
    id: 'traitors',
    default: 2,
    min: 0,
    max: 4,
    description: 'generals that lie to each other general',
  },
  {
    ...whole,
    id: 'depth',
    default: 2,
    min: 0,
    max: 3,
    description: 'rounds of hearsay, the m of OM(m); the paper needs as many as there are traitors',
  },
  { ...whole, id: 'battles', default: 21, min: 1, max: 200, description: 'agreements, one after the other' },
  { ...time, id: 'latency_min_ms', default: 5, description: 'fastest delivery of a message' },
  {
    ...time,
    id: 'latency_max_ms',
    default: 15,
    description: 'slowest delivery of a message; a round is as long, and a millisecond',
  },
]
