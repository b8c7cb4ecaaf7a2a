import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'decides-alone',
    title: 'a participant that voted yes and hears nothing aborts by itself after its timeout',
    breaks: ['agreement'],
    budget: 50,
  },
  {
    id: 'commit-not-logged',
    title: 'the coordinator sends commit before the record is on its disk',
    breaks: ['agreement'],
    budget: 400,
  },
  {
    id: 'forgets-vote',
    title: 'a participant votes yes before the record is on its disk, so that a crash takes the vote away',
    breaks: ['isolation', 'termination', 'money-conserved'],
    budget: 50,
  },
  {
    id: 'silence-is-yes',
    title: 'the coordinator commits at its timeout when no participant has said no',
    breaks: ['commit-needs-all'],
  },
  {
    id: 'unlocks-early',
    title: 'a participant lets go of its locks when it has voted, not when it knows the decision',
    breaks: ['isolation', 'no-overdraft'],
  },
  {
    id: 'never-asks',
    title: 'a participant in doubt waits for the decision and never asks for it',
    breaks: ['termination'],
  },
  {
    id: 'forgets-too-soon',
    title: 'the coordinator forgets a commit when the first participant has confirmed it, not the last',
    breaks: ['agreement'],
    budget: 50,
  },
  {
    id: 'corrects-itself',
    title: 'a participant that hears nothing aborts by itself, and commits after all when it is told to',
    breaks: ['no-reversal'],
    budget: 50,
  },
  {
    id: 'answers-early',
    title: 'the coordinator tells the client that the transaction committed when the first yes comes',
    breaks: ['answer-holds'],
  },
  {
    id: 'waits-for-itself',
    title: 'the coordinator counts itself among those that must vote, and never votes',
    breaks: ['all-yes-commits'],
  },
  {
    id: 'waits-for-acks',
    title: 'the coordinator answers when all have confirmed the decision, which for an abort nobody does',
    breaks: ['recovers'],
  },
  {
    id: 'forgets-abort',
    title: 'a participant keeps no record of what it aborted, and votes yes when it is asked afterwards',
    breaks: ['agreement', 'no-reversal'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
