import type { Mutant } from '../../kernel/scenario.ts'

export const mutants = [
  {
    id: 'acknowledges-after-one',
    title: 'the coordinator acknowledges a write when the first replica has it, whatever W is',
    breaks: ['durable'],
  },
  {
    id: 'counts-hints',
    title: 'a hint on another node counts towards W though the quorum is strict',
    breaks: ['durable'],
  },
  {
    id: 'returns-first-answer',
    title: 'a read returns the first of its R answers instead of the newest',
    breaks: ['reads-latest'],
  },
  {
    id: 'repairs-with-older',
    title: 'read repair sends everyone the answer that came first, and replicas take what a repair says',
    breaks: ['never-older', 'converges'],
  },
  {
    id: 'drops-hint-early',
    title: 'a hint is dropped when it is sent, not when the replica has confirmed it',
    breaks: ['hints-delivered'],
  },
  {
    id: 'versions-by-clock',
    title: "the version of a write is the time on the coordinator's clock, so that a slow clock loses writes",
    breaks: ['reads-latest'],
  },
  {
    id: 'writes-without-context',
    title: 'the coordinator counts up from the version on its own disk instead of one read from R replicas',
    breaks: ['reads-latest'],
  },
  {
    id: 'mixes-keys',
    title: 'a node hands over all of its hints under the key of the first',
    breaks: ['nothing-invented', 'reads-latest'],
  },
  {
    id: 'never-forgives',
    title: 'a coordinator never again writes to a replica that once did not acknowledge in time',
    breaks: ['recovers'],
  },
  {
    id: 'acknowledges-before-sync',
    title: 'a replica acknowledges a write before it is on the disk',
    breaks: ['never-older'],
    budget: 50,
  },
] as const satisfies readonly Mutant[]

export type Mistake = (typeof mutants)[number]['id']
