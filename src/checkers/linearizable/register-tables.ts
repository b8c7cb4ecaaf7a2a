import { CAS, READ, REFUSED, type RegisterHistory, WRITE } from './register-history.ts'

const MOST_PENDING = 32
/** The slot of an operation that takes no part, because nobody was told what it did. */
export const NOWHERE = -0x40000000

const EMPTY = new Int32Array(0)
const NOTHING: RegisterHistory = {
  operations: 0,
  kind: new Uint8Array(0),
  from: EMPTY,
  to: EMPTY,
  events: EMPTY,
  values: 0,
  hasLost: false,
}

export function bump(counts: Int32Array, at: number, by: number): void {
  counts[at] = (counts[at] as number) + by
}

/**
 * What the walk along the history of a register knows at each moment besides its rows: which operations are pending
 * on which values, and what is still to come. Kept from call to call in arrays that grow, because small histories are
 * checked by the thousand.
 */
export class RegisterTables {
  history = NOTHING
  /** Of each operation: its bit among the pending, or ~number among the lost. */
  slot = new Int32Array(64)
  readonly operationAt = new Int32Array(MOST_PENDING)
  /** By bit: the pending operations that do the same and return before. */
  readonly sooner = new Int32Array(MOST_PENDING)
  /** Of each operation that returns: when, as a position among the events. */
  returnAt = new Int32Array(64)
  free = -1
  writes = 0
  refused = 0
  /** By value: pending reads, cas from it, writes and cas to it, refused cas on it. */
  reads = EMPTY
  casFrom = EMPTY
  bringers = EMPTY
  refusedOn = EMPTY
  /** By value: how many operations to come ask for it, bring it, are refused on it. */
  askLater = EMPTY
  bringLater = EMPTY
  refuseLater = EMPTY
  refusedLater = 0
  /** Lost operations: how many, how many were called so far, which in the order of their calls, and the one before that does the same. */
  lost = 0
  lostCalled = 0
  lostOperation = new Int32Array(32)
  lostTwin = new Int32Array(32)
  /** By value: the last lost operation that brings it, and the last cas that asks for it; each knows the one before it. */
  lostBringer = EMPTY
  lostAsker = EMPTY
  bringerBefore = new Int32Array(32)
  askerBefore = new Int32Array(32)

  /** Sets the tables for the beginning of the first `eventCount` events. */
  prepare(eventCount: number): void {
    const { operations, events, values } = this.history
    if (this.slot.length < operations) {
      this.slot = new Int32Array(2 * operations)
      this.returnAt = new Int32Array(2 * operations)
    }
    this.slot.fill(0, 0, operations)
    this.clearValues(values)
    this.free = -1
    this.writes = 0
    this.refused = 0
    this.refusedLater = 0
    this.lost = 0
    this.lostCalled = 0
    for (let at = eventCount - 1; at >= 0; at -= 1) {
      const event = events[at] as number
      if (event < 0) {
        this.slot[~event] = 1
        this.returnAt[~event] = at
        continue
      }
      this.announce(event, this.slot[event] === 1)
      if (this.slot[event] === 0) this.enlistLost(event)
    }
    this.orderLost()
  }

  clearValues(values: number): void {
    if (this.reads.length < values) {
      const size = 2 * values + 16
      this.reads = new Int32Array(size)
      this.casFrom = new Int32Array(size)
      this.bringers = new Int32Array(size)
      this.refusedOn = new Int32Array(size)
      this.askLater = new Int32Array(size)
      this.bringLater = new Int32Array(size)
      this.refuseLater = new Int32Array(size)
      this.lostBringer = new Int32Array(size).fill(-1)
      this.lostAsker = new Int32Array(size).fill(-1)
      return
    }
    this.reads.fill(0, 0, values)
    this.casFrom.fill(0, 0, values)
    this.bringers.fill(0, 0, values)
    this.refusedOn.fill(0, 0, values)
    this.askLater.fill(0, 0, values)
    this.bringLater.fill(0, 0, values)
    this.refuseLater.fill(0, 0, values)
    this.lostBringer.fill(-1, 0, values)
    this.lostAsker.fill(-1, 0, values)
  }

  /** Counts what an operation to come will ask for and bring. */
  announce(operation: number, ends: boolean): void {
    const { kind, from, to } = this.history
    const what = kind[operation]
    if (what === WRITE || what === CAS) bump(this.bringLater, to[operation] as number, 1)
    if (!ends) return
    if (what === READ || what === CAS) bump(this.askLater, from[operation] as number, 1)
    else if (what === REFUSED) {
      bump(this.refuseLater, from[operation] as number, 1)
      this.refusedLater += 1
    }
  }

  /** A lost operation takes part when somebody may be served by the value that it brings. Called for the last first. */
  private enlistLost(operation: number): void {
    const what = this.history.kind[operation]
    if (what === READ || what === REFUSED) {
      this.slot[operation] = NOWHERE
      return
    }
    if (this.lost === this.lostOperation.length) {
      this.lostOperation = enlarged(this.lostOperation)
      this.lostTwin = enlarged(this.lostTwin)
      this.bringerBefore = enlarged(this.bringerBefore)
      this.askerBefore = enlarged(this.askerBefore)
    }
    this.lostOperation[this.lost] = operation
    this.lost += 1
  }

  /** Numbers lost operations in the order of their calls, and links those that do the same. */
  private orderLost(): void {
    const { kind, from, to } = this.history
    this.lostOperation.subarray(0, this.lost).reverse()
    for (let number = 0; number < this.lost; number += 1) {
      const operation = this.lostOperation[number] as number
      const brings = to[operation] as number
      this.lostTwin[number] = this.twinOf(operation)
      this.bringerBefore[number] = this.lostBringer[brings] as number
      this.lostBringer[brings] = number
      this.slot[operation] = ~number
      if (kind[operation] !== CAS) continue
      const asks = from[operation] as number
      this.askerBefore[number] = this.lostAsker[asks] as number
      this.lostAsker[asks] = number
    }
  }

  private twinOf(operation: number): number {
    const { kind, from, to } = this.history
    let twin = this.lostBringer[to[operation] as number] as number
    for (; twin >= 0; twin = this.bringerBefore[twin] as number) {
      const other = this.lostOperation[twin] as number
      if (kind[other] === kind[operation] && from[other] === from[operation]) return twin
    }
    return twin
  }

  /** Pending operations that do the same, `others`, are known by who returns first. */
  rank(slot: number, others: number): void {
    const bit = 1 << slot
    const end = this.returnAt[this.operationAt[slot] as number] as number
    let sooner = 0
    for (let left = others; left !== 0; left &= left - 1) {
      const other = 31 - Math.clz32(left & -left)
      if ((this.returnAt[this.operationAt[other] as number] as number) < end) sooner |= 1 << other
      else this.sooner[other] = (this.sooner[other] as number) | bit
    }
    this.sooner[slot] = sooner
  }

  /** The operation at `bit` is not pending any more. */
  forget(operation: number, bit: number): void {
    const { kind, from, to } = this.history
    const a = from[operation] as number
    const b = to[operation] as number
    const what = kind[operation]
    this.free |= bit
    this.writes &= ~bit
    this.refused &= ~bit
    if (what === READ) this.reads[a] = (this.reads[a] as number) & ~bit
    if (what === CAS) this.casFrom[a] = (this.casFrom[a] as number) & ~bit
    if (what === WRITE || what === CAS) {
      this.bringers[b] = (this.bringers[b] as number) & ~bit
      for (let left = this.bringers[b] as number; left !== 0; left &= left - 1) {
        const other = 31 - Math.clz32(left & -left)
        this.sooner[other] = (this.sooner[other] as number) & ~bit
      }
    }
    if (what === REFUSED) this.refusedOn[a] = (this.refusedOn[a] as number) & ~bit
  }
}

function enlarged(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length)
  larger.set(array)
  return larger
}
