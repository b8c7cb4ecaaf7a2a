import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'no-refutation',
    title: 'a member that hears it is suspected does not raise its incarnation to refute it',
    breaks: ['accuracy'],
  },
  {
    id: 'stale-suspicion-wins',
    title: 'a suspicion of an older incarnation overrides newer news that the member is alive',
    breaks: ['views-rise'],
  },
  {
    id: 'dead-is-not-told',
    title: 'that a member is dead is told to nobody, so that one declared dead by mistake never refutes it',
    breaks: ['accuracy'],
  },
  {
    id: 'same-target',
    title: 'the place in the round of probes is never moved on, so that each probes one and the same member',
    breaks: ['completeness'],
  },
  {
    id: 'no-suspicion',
    title: 'one failed probe is enough to declare a member dead',
    breaks: ['suspicion-first'],
  },
  {
    id: 'raises-others',
    title: 'whoever gets an answer from a suspected member raises its incarnation for it',
    breaks: ['incarnation'],
  },
  {
    id: 'volatile-incarnation',
    title: 'the incarnation is kept in memory only, so that a restarted member begins again at 0',
    breaks: ['incarnation'],
  },
  {
    id: 'tells-everyone',
    title: 'a death is sent to all members at once instead of with the probes',
    breaks: ['load'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
