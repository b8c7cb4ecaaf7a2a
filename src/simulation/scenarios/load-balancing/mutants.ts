import { mutantRow } from '../../kernel/mutant-row.ts'
import type { Mutant } from '../../kernel/scenario.ts'
import { ConsistentHashing, LeastConnections, RoundRobin, TwoChoices } from './balancers.ts'
import type { InvariantId } from './invariants.ts'
import { type Policies, policies } from './policies.ts'

const REFRESH_EVERY = 50

/** As when each answer of a name server starts the rotation anew. */
class RestartsRotation extends RoundRobin {
  override choose(request: number): number {
    if (request % REFRESH_EVERY === 0) this.last = -1
    return super.choose(request)
  }
}

class PrefersBusier extends TwoChoices {
  protected override prefersFirst(first: number, second: number): boolean {
    return first >= second
  }
}

class TakesTurns extends LeastConnections {
  #turn = 0

  override choose(): number {
    this.#turn += 1
    return this.compared[this.#turn % this.compared.length] as number
  }
}

class RemainderHashing extends ConsistentHashing {
  protected override find(key: number): number {
    const { there } = this.members
    return there[key % there.length] as number
  }
}

class HashesTheRequest extends ConsistentHashing {
  readonly #keys: number

  constructor(options: ConstructorParameters<typeof ConsistentHashing>[0]) {
    super(options)
    this.#keys = options.settings.keys
  }

  override choose(request: number): number {
    return this.ownerOf(request % this.#keys)
  }
}

/** Mistakes in what is around the balancer. */
export interface Mistakes {
  readonly neverFindsDead?: boolean
  readonly losesQueue?: boolean
  readonly serves?: 'twice' | 'only-on-arrival'
  readonly startsClockLate?: boolean
}

interface MutantRow extends Mutant {
  readonly breaks: readonly InvariantId[]
  readonly policies?: Partial<Policies>
  readonly mistakes?: Mistakes
}

export const mutants: readonly MutantRow[] = [
  {
    id: 'keeps-the-dead',
    title: 'the balancer never takes a dead server out',
    breaks: ['dead-get-nothing'],
    mistakes: { neverFindsDead: true },
  },
  {
    id: 'restarts-rotation',
    title: `round-robin begins at the first server again every ${REFRESH_EVERY} requests`,
    breaks: ['round-robin-fair'],
    policies: { 'round-robin': RestartsRotation },
  },
  {
    id: 'prefers-the-busier',
    title: 'of two choices the one with more requests is taken',
    breaks: ['less-loaded-wins'],
    policies: { 'two-choices': PrefersBusier },
  },
  {
    id: 'ignores-load',
    title: 'least-connections takes the servers in turn',
    breaks: ['less-loaded-wins'],
    policies: { least: TakesTurns },
  },
  {
    id: 'hashes-by-remainder',
    title: 'a key belongs to server key modulo number of servers, not to a point on a ring',
    breaks: ['few-keys-move'],
    policies: { hashing: RemainderHashing },
  },
  {
    id: 'hashes-the-request',
    title: "the request's number is hashed instead of its key",
    breaks: ['key-stays'],
    policies: { hashing: HashesTheRequest },
  },
  {
    id: 'loses-the-queue',
    title: 'requests of a killed server vanish, and nobody is told',
    breaks: ['ends-once', 'littles-law'],
    mistakes: { losesQueue: true },
  },
  {
    id: 'serves-twice',
    title: 'a killed server finishes what was already reported as failed',
    breaks: ['ends-once'],
    mistakes: { serves: 'twice' },
  },
  {
    id: 'sleeps-on-work',
    title: 'a server takes the next request only when another arrives',
    breaks: ['ends-once', 'no-idle-server', 'littles-law'],
    mistakes: { serves: 'only-on-arrival' },
  },
  {
    id: 'starts-clock-late',
    title: 'latency is measured from when work starts, not from arrival',
    breaks: ['littles-law'],
    mistakes: { startsClockLate: true },
  },
]

/** The policies, with what a mutant puts in place of one of them. */
export function policiesOf(mutant: string | undefined): Policies {
  return { ...policies, ...mutantRow(mutants, mutant)?.policies }
}

export function mistakesOf(mutant: string | undefined): Mistakes {
  return mutantRow(mutants, mutant)?.mistakes ?? {}
}
