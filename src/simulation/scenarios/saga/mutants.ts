import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'undoes-twice',
    title: 'a compensation that is called again takes effect again',
    breaks: ['undo-once', 'stock-conserved'],
  },
  {
    id: 'does-twice',
    title: 'a step that is called again takes effect again',
    breaks: ['step-once', 'stock-conserved'],
  },
  {
    id: 'forgets-progress',
    title: 'the orchestrator keeps the progress of sagas in memory and logs only their end',
    breaks: ['ends'],
  },
  {
    id: 'forward-order',
    title: 'steps are compensated from the first to the last',
    breaks: ['reverse-order'],
  },
  {
    id: 'undoes-what-never-ran',
    title:
      'a service gives back what a saga never took, when the compensation of a step arrives without the step',
    breaks: ['undo-once', 'stock-conserved'],
  },
  {
    id: 'lets-late-steps-in',
    title: 'a service does a step that arrives after its compensation',
    breaks: ['ends', 'answer-holds'],
    budget: 50,
  },
  {
    id: 'gives-up-undo',
    title: 'the orchestrator stops trying to compensate after as many calls as for a step',
    breaks: ['ends', 'answer-holds'],
  },
  {
    id: 'leaks-slots',
    title:
      'the orchestrator runs a limited number of sagas at once and never counts the compensated ones as ended',
    breaks: ['recovers'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
