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
  registerServers(4, 'servers of the chain'),
  ...registerLoad,
  {
    ...time,
    id: 'heartbeat_ms',
    default: 50,
    description: 'how often a server shows the master that it is alive',
  },
  {
    ...time,
    id: 'dead_after_ms',
    default: 250,
    description: 'silence after which the master takes a server out; its lease lasts three quarters of that',
  },
  {
    ...time,
    id: 'resend_ms',
    default: 50,
    description: 'how often a server sends again what its successor has not confirmed',
  },
  registerRetry(150),
  ...registerNetwork,
] as const satisfies readonly Parameter[]

export interface Settings extends RegisterSettings {
  readonly heartbeatUs: number
  readonly deadAfterUs: number
  /** Shorter than `deadAfterUs` by more than clocks drift apart (10 % at most), so that it ends first. */
  readonly leaseUs: number
  readonly resendUs: number
  readonly mistake: Mistake | undefined
}

export function settingsOf(values: Parameters, mutant: string | undefined): Settings {
  const reader = settingsReader(parameters, values)
  const { microseconds } = reader
  const deadAfterUs = microseconds('dead_after_ms')
  return {
    ...registerSettings(reader),
    heartbeatUs: microseconds('heartbeat_ms'),
    deadAfterUs,
    leaseUs: Math.floor(deadAfterUs * 0.75),
    resendUs: microseconds('resend_ms'),
    mistake: mutant as Mistake | undefined,
  }
}
