import type { Variant } from '../../kernel/scenario.ts'
import {
  type Balancer,
  type BalancerOptions,
  ConsistentHashing,
  LeastConnections,
  RandomChoice,
  RoundRobin,
  TwoChoices,
} from './balancers.ts'

export type PolicyId = 'two-choices' | 'random' | 'round-robin' | 'least' | 'hashing'

export type Policies = Readonly<Record<PolicyId, new (options: BalancerOptions) => Balancer>>

export const policies: Policies = {
  'two-choices': TwoChoices,
  random: RandomChoice,
  'round-robin': RoundRobin,
  least: LeastConnections,
  hashing: ConsistentHashing,
}

export const variants: readonly (Variant & { readonly policy: PolicyId })[] = [
  { prefix: '', title: 'two choices', policy: 'two-choices' },
  { prefix: 'random.', title: 'random', policy: 'random' },
  { prefix: 'round-robin.', title: 'round-robin', policy: 'round-robin' },
  { prefix: 'least.', title: 'least conn', policy: 'least' },
  { prefix: 'hashing.', title: 'hashing', policy: 'hashing' },
]
