import type { Invariant } from '../../kernel/scenario.ts'

export const invariants: readonly Invariant[] = [
  { id: 'one-partition', statement: 'all messages of a key are in one partition' },
  {
    id: 'key-order',
    statement:
      'with acknowledgement after the work, a group works on the messages of a key in the order of their publication, repetitions aside',
  },
  {
    id: 'at-least-once',
    statement:
      'with acknowledgement after the work, every group has worked on every message once the faults are over',
  },
  {
    id: 'no-skip',
    statement:
      'with acknowledgement after the work, no committed offset passes a message that nobody has worked on',
  },
  { id: 'one-owner', statement: 'in one generation of a group a partition has one owner' },
  {
    id: 'fenced',
    statement: 'only the owner of a partition in the current generation commits its offset',
  },
  { id: 'recovers', statement: 'soon after the faults are over, messages can be published again' },
]
