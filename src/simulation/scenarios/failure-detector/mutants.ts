import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'window-never-slides',
    title: 'intervals stay in the window for ever, those of bad times too',
    breaks: ['rule'],
  },
  {
    id: 'counts-the-crash',
    title: 'the gap of a crash and restart goes into the window like an interval between heartbeats',
    breaks: ['rule'],
    budget: 20,
  },
  {
    id: 'ignores-variance',
    title: 'phi takes the smallest deviation, however much the intervals vary',
    breaks: ['rule', 'accuracy'],
  },
  {
    id: 'never-trusts-again',
    title: 'a heartbeat from a suspected process does not end the suspicion',
    breaks: ['rule', 'accuracy'],
  },
  {
    id: 'resets-on-suspicion',
    title: 'a suspicion starts the wait anew, as if a heartbeat had come',
    breaks: ['phi-rises', 'rule'],
  },
  {
    id: 'stops-watching',
    title: 'the timer is not set again after a mistake was taken back',
    breaks: ['completeness', 'rule'],
  },
  {
    id: 'believes-old-heartbeats',
    title: 'a heartbeat that was overtaken or comes twice counts as a sign of life',
    breaks: ['trust-by-heartbeat', 'rule'],
    budget: 50,
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
