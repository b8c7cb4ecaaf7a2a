import {
  type RegisterSettings,
  registerLoad,
  registerNetwork,
  registerRetry,
  registerServers,
  registerSettings,
  registerTime as time,
} from '../../kernel/cluster/replicated-register.ts'
import type { Parameter, Parameters } from '../../kernel/scenario.ts'
import { settingsReader } from '../../kernel/settings.ts'
import type { Mistake } from './mutants.ts'

export const parameters = [
  registerServers(3, 'servers: a primary, a backup, and the rest in reserve'),
  ...registerLoad,
  { ...time, id: 'ping_ms', default: 50, description: 'how often a server pings the view service' },
  {
    ...time,
    id: 'dead_after_ms',
    default: 200,
    description: 'silence after which the view service takes a server for dead',
  },
  {
    ...time,
    id: 'resend_ms',
    default: 50,
    description: 'how often a primary sends again what the backup has not confirmed',
  },
  {
    ...time,
    id: 'transfer_ms',
    default: 100,
    description: 'how long a copy of the state for a new backup takes',
  },
  registerRetry(100),
  ...registerNetwork,
] as const satisfies readonly Parameter[]

export interface Settings extends RegisterSettings {
  readonly pingUs: number
  readonly deadAfterUs: number
  readonly resendUs: number
  readonly transferUs: number
  readonly mistake: Mistake | undefined
}

export function settingsOf(values: Parameters, mutant: string | undefined): Settings {
  const reader = settingsReader(parameters, values)
  const { microseconds } = reader
  return {
    ...registerSettings(reader),
    pingUs: microseconds('ping_ms'),
    deadAfterUs: microseconds('dead_after_ms'),
    resendUs: microseconds('resend_ms'),
    transferUs: microseconds('transfer_ms'),
    mistake: mutant as Mistake | undefined,
  }
}
