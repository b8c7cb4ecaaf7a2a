import { CAS, READ, REFUSED, type RegisterHistory, WRITE } from './register-history.ts'

const MOST_PENDING = 32
/** The slot of an operation that takes no part, because nobody was told what it did. */
export const NOWHERE = -0x40000000

const EMPTY = new Int32Array(0)
const NOTHING: RegisterHistory = {
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
  /** By value: whether a lost cas asks for it at any time; and, in words, which lost ones called so far ask for it or bring it. */
  lostAsk = EMPTY
  lostCasFrom = EMPTY
  lostBringers = EMPTY
  lostWords = 0
  /** Lost operations: how many, how many were called so far, which, and the one before that does the same. */
  lost = 0
  lostCalled = 0
  lostOperation = new Int32Array(32)
  lostTwin = new Int32Array(32)

  /** Sets the tables for the beginning of the first `eventCount` events. */
  prepare(eventCount: number): void {
    const { kind, events, values } = this.history
    if (this.slot.length < kind.length) {
      this.slot = new Int32Array(2 * kind.length)
      this.returnAt = new Int32Array(2 * kind.length)
    }
    this.slot.fill(0, 0, kind.length)
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
    this.clearLost(values)
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
      this.lostAsk = new Int32Array(size)
      return
    }
    this.reads.fill(0, 0, values)
    this.casFrom.fill(0, 0, values)
    this.bringers.fill(0, 0, values)
    this.refusedOn.fill(0, 0, values)
    this.askLater.fill(0, 0, values)
    this.bringLater.fill(0, 0, values)
    this.refuseLater.fill(0, 0, values)
    this.lostAsk.fill(0, 0, values)
  }

  /** Room for the sets of lost operations, once it is known how many there are. */
  private clearLost(values: number): void {
    this.lostWords = (this.lost + 31) >>> 5
    const size = values * this.lostWords
    if (this.lostCasFrom.length < size) {
      this.lostCasFrom = new Int32Array(2 * size)
      this.lostBringers = new Int32Array(2 * size)
      return
    }
    this.lostCasFrom.fill(0, 0, size)
    this.lostBringers.fill(0, 0, size)
  }

  /** Lost operation `number` was called: from now on it may take effect at any time. */
  callLost(number: number): void {
    const { kind, from, to } = this.history
    const operation = this.lostOperation[number] as number
    const bit = 1 << (number & 31)
    const brings = (to[operation] as number) * this.lostWords + (number >>> 5)
    this.lostBringers[brings] = (this.lostBringers[brings] as number) | bit
    this.lostCalled += 1
    if (kind[operation] !== CAS) return
    const asks = (from[operation] as number) * this.lostWords + (number >>> 5)
    this.lostCasFrom[asks] = (this.lostCasFrom[asks] as number) | bit
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
    const { kind, from } = this.history
    const what = kind[operation]
    if (what === READ || what === REFUSED) {
      this.slot[operation] = NOWHERE
      return
    }
    if (this.lost === this.lostOperation.length) {
      this.lostOperation = enlarged(this.lostOperation)
      this.lostTwin = enlarged(this.lostTwin)
    }
    if (what === CAS) this.lostAsk[from[operation] as number] = 1
    this.lostOperation[this.lost] = operation
    this.lost += 1
  }

  /** Numbers lost operations in the order of their calls, and links those that do the same. */
  private orderLost(): void {
    const { kind, from, to } = this.history
    this.lostOperation.subarray(0, this.lost).reverse()
    for (let number = 0; number < this.lost; number += 1) {
      const operation = this.lostOperation[number] as number
      let twin = number - 1
      for (; twin >= 0; twin -= 1) {
        const other = this.lostOperation[twin] as number
        if (kind[other] === kind[operation] && from[other] === from[operation] && to[other] === to[operation])
          break
      }
      this.lostTwin[number] = twin
      this.slot[operation] = ~number
    }
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
