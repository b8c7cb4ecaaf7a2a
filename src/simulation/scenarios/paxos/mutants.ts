import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'forgets-promise',
    title: 'an acceptor keeps its promise in memory only, so that a restart lets it accept lower ballots',
    breaks: ['promise-kept'],
    budget: 100,
  },
  {
    id: 'accepts-below-promise',
    title: 'an acceptor accepts whatever it is sent, also ballots below its promise',
    breaks: ['promise-kept'],
  },
  {
    id: 'ignores-accepted',
    title: 'a proposer puts its own values into slots for which its promises report an accepted one',
    breaks: ['one-value-per-slot'],
  },
  {
    id: 'takes-lowest-ballot',
    title: 'of the values that its promises report for a slot, a proposer takes that of the lowest ballot',
    breaks: ['one-value-per-slot'],
    budget: 500,
  },
  {
    id: 'quorum-too-small',
    title: 'one acceptor less than a majority counts as a quorum',
    breaks: ['learned-is-chosen'],
  },
  {
    id: 'ballots-not-unique',
    title: 'ballot numbers do not contain the proposer, so that two proposers use the same',
    breaks: ['one-value-per-ballot', 'one-value-per-slot'],
  },
  {
    id: 'accepts-before-sync',
    title: 'an acceptor answers before its disk has what it accepted',
    breaks: ['promise-kept'],
    budget: 200,
  },
  {
    id: 'answers-before-chosen',
    title: 'the leader answers its client when it has proposed the command, not when it is chosen',
    breaks: ['answered-is-chosen'],
  },
  {
    id: 'swaps-fields',
    title: 'a proposer reads the ballot in a promise as the number of the command',
    breaks: ['chosen-was-proposed'],
  },
  {
    id: 'ignores-refusal',
    title: 'a leader that is refused goes on with the same ballot',
    breaks: ['recovers'],
  },
  {
    id: 'counts-old-acks',
    title: 'a proposer counts for its ballot what an acceptor accepted under an earlier one',
    breaks: ['counted-is-accepted'],
    budget: 300,
  },
  {
    id: 'forgets-ballot',
    title:
      'a proposer keeps the highest ballot that it tried in memory only, and uses it again after a restart',
    breaks: ['ballots-rise'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
