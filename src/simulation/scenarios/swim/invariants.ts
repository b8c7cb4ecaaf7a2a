import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  {
    id: 'completeness',
    statement:
      'whoever stays crashed is suspected and declared dead by every member, each within two rounds of probes and the suspicion timeout',
  },
  {
    id: 'accuracy',
    statement:
      'once the network is good, no member holds a running one suspect or dead for longer than two rounds of probes and the suspicion timeout',
  },
  {
    id: 'suspicion-first',
    statement: 'nobody is declared dead before the suspicion timeout has passed since the first suspicion',
  },
  {
    id: 'incarnation',
    statement: 'incarnation numbers only rise, and only the member itself raises its own',
  },
  { id: 'views-rise', statement: 'no member goes back to older news about another' },
  {
    id: 'load',
    statement: 'beyond answers, a member sends at most one probe and its indirect probes in each period',
  },
]
