import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'too-few-generals',
    title: 'only three generals for each traitor take part, as if one more than twice were enough',
    breaks: ['ic1', 'ic2'],
  },
  {
    id: 'one-round-too-few',
    title: 'the generals stop one round too early',
    breaks: ['ic1'],
  },
  {
    id: 'trusts-commander',
    title: 'a lieutenant obeys what the commander told him, whatever the others say',
    breaks: ['ic1'],
  },
  {
    id: 'ignores-missing',
    title: 'an order that never came is left out of the majority instead of counting as retreat',
    breaks: ['ic1'],
    budget: 200,
  },
  {
    id: 'forgets-path',
    title: 'a lieutenant notes who told him something, but not from whom that one had it',
    breaks: ['ic2'],
    budget: 100,
  },
  {
    id: 'first-speaker-wins',
    title: 'a lieutenant decides by who spoke first when the votes are not all alike',
    breaks: ['ic1'],
  },
  {
    id: 'trusts-claimed-sender',
    title: 'a general takes a message to come from whom it names, not from whom it came',
    breaks: ['ic1', 'ic2'],
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
