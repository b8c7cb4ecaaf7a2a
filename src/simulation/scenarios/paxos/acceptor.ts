import type { Disk } from '../../kernel/cluster/model.ts'
import type { Proposal } from './messages.ts'
import type { Mistake } from './mutants.ts'

/**
 * The acceptor of "Paxos Made Simple", section 2.2. One promise holds for all slots (section 3). What
 * it answered must be on disk before (section 2.5).
 */
export class Acceptor {
  promised: number
  /** All that it ever accepted, in order. */
  readonly journal: readonly Proposal[]
  readonly #disk: Disk
  readonly #mistake: Mistake | undefined
  readonly #bySlot = new Map<number, Proposal>()

  constructor(disk: Disk, mistake: Mistake | undefined) {
    this.#disk = disk
    this.#mistake = mistake
    this.promised = disk.read<number>('promised') ?? 0
    this.journal = disk.list<Proposal>('accepted')
    for (const proposal of this.journal) this.#bySlot.set(proposal.slot, proposal)
  }

  /** Phase 1b. The same ballot again is the same request again: ballots are never shared. */
  promise(ballot: number): boolean {
    if (ballot < this.promised) return false
    this.#raise(ballot)
    this.#disk.sync()
    return true
  }

  /** Phase 2b: accepts unless it has promised a higher ballot (P1a). */
  accept(proposal: Proposal): boolean {
    const { ballot, slot, value } = proposal
    if (ballot < this.promised && this.#mistake !== 'accepts-below-promise') return false
    if (ballot > this.promised) this.#raise(ballot)
    const known = this.#bySlot.get(slot)
    if (known?.ballot === ballot && known.value.operation === value.operation) return true
    this.#disk.append('accepted', proposal)
    if (this.#mistake !== 'accepts-before-sync') this.#disk.sync()
    this.#bySlot.set(slot, proposal)
    return true
  }

  /** What it accepted last in each slot from `from` on. */
  acceptedFrom(from: number): Proposal[] {
    return [...this.#bySlot.values()].filter(({ slot }) => slot >= from)
  }

  #raise(ballot: number): void {
    if (ballot > this.promised && this.#mistake !== 'forgets-promise') this.#disk.write('promised', ballot)
    this.promised = ballot
  }
}
