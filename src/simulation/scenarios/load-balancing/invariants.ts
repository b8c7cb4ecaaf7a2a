import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  { id: 'ends-once', statement: 'every request ends exactly once: served, or reported as failed' },
  { id: 'dead-get-nothing', statement: 'a server that is known to be dead gets no request' },
  {
    id: 'round-robin-fair',
    statement:
      'while the servers stay the same, round-robin gives none of them more than one request more than another',
  },
  {
    id: 'less-loaded-wins',
    statement: 'of the servers whose load is compared, one with the fewest requests gets the next',
  },
  { id: 'key-stays', statement: 'while the servers stay the same, a key stays on its server' },
  {
    id: 'few-keys-move',
    statement: 'when a server goes, only its keys move; when it comes, keys move only to it',
  },
  { id: 'no-idle-server', statement: 'no server is idle while requests wait for it' },
  {
    id: 'littles-law',
    statement: 'the average number in the system is the arrival rate times the mean stay (Little 1961)',
  },
] as const satisfies readonly Invariant[]

export type InvariantId = (typeof invariants)[number]['id']
