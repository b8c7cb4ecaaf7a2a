import type { Invariant } from '../../kernel/scenario.ts'

export const invariants = [
  {
    id: 'reads-latest',
    statement:
      'with strict quorums and R + W > N, a read returns no older value than the last write that had ended before it began (with repair before the answer: than the last read as well)',
  },
  {
    id: 'durable',
    statement:
      'an acknowledged write is on W of its replicas (with a sloppy quorum: on W nodes, hints included)',
  },
  { id: 'never-older', statement: 'no replica replaces a value by an older one' },
  { id: 'hints-delivered', statement: 'a hint is dropped only when its replica has the value' },
  {
    id: 'nothing-invented',
    statement: 'a read returns what somebody asked to write under that key, or nothing',
  },
  {
    id: 'converges',
    statement: 'after the faults are over, every replica gets the newest value that a replica had by then',
  },
  { id: 'recovers', statement: 'after the faults are over, operations get answers again' },
] as const satisfies readonly Invariant[]
