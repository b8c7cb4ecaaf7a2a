import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'physical-only',
    title: 'events are stamped with the physical clock and nothing else',
    breaks: ['causality', 'monotone'],
  },
  {
    id: 'no-update-on-receive',
    title: 'a node does not look at the timestamp of the messages that it receives',
    breaks: ['causality'],
  },
  {
    id: 'counter-stuck',
    title: 'the counter is not raised when the time is the same as before',
    breaks: ['causality', 'monotone'],
  },
  {
    id: 'counter-never-reset',
    title: 'the counter is not set back when the time moves on',
    breaks: ['counter-bound'],
  },
  {
    id: 'ignores-sent-counter',
    title: 'at equal times a receiver counts on from its own counter, although that of the message is higher',
    breaks: ['causality'],
  },
  {
    id: 'forgets-own',
    title: 'a receiver takes the larger of the message and its clock and forgets its own timestamp',
    breaks: ['monotone'],
  },
  {
    id: 'ignores-clock',
    title: 'the physical clock is read once at the start, and then only the counter moves',
    breaks: ['not-behind'],
  },
  {
    id: 'moves-time',
    title: 'there is no counter: at equal times the time itself is moved on by a step',
    breaks: ['close'],
    budget: 50,
  },
  {
    id: 'forgets-on-restart',
    title: 'the timestamp is kept in memory only, so that a restarted node begins at its physical clock',
    breaks: ['monotone'],
    budget: 50,
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
