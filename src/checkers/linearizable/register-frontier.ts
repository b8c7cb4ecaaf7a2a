import { MAY, MUST, NOBODYS, Rows, SEEN, STATE, USED } from './frontier-rows.ts'
import { CAS, READ, REFUSED, type RegisterHistory, WRITE } from './register-history.ts'
import { bump, NOWHERE, RegisterTables } from './register-tables.ts'
import type { Search } from './timeline.ts'

/**
 * Whether the operations on a register have an order. Goes through the history once and keeps the rows, the
 * configurations that are possible at this moment: the value, and which of the pending operations have taken effect.
 * At a return the operation must have taken effect in each row; rows in which it has not go on by steps of pending
 * operations until it has (just-in-time linearization: Lowe 2017; Knossos). What keeps the rows few, each without
 * changing the answer:
 *
 * - A read, or a refused cas, takes effect as soon as the value allows: it changes nothing (`SEEN`).
 * - A write that another follows at once may have been before it or not: a row stands for both (`MAY`).
 * - Lost operations need not take effect. Of equal ones the first is used first, and few used are better than many.
 * - A value that is still asked for is not left when nobody is there to bring it back.
 * - An intermediate step is taken only when it serves an observer or makes a cas possible.
 * - Values that nobody asks for any more are one value.
 */
class RegisterFrontier extends RegisterTables {
  private rows = new Rows()
  private out = new Rows()
  private steps = 0
  /** How many rows are kept at most; fewer than all only in a thrifty search. */
  private width = Number.POSITIVE_INFINITY
  /** Whether lost operations are only used where nothing else leads on; whether, at this return, they are; and could be. */
  private thrifty = false
  private spends = false
  private couldSpend = false
  /** Whether some were not used that could have been, or rows were dropped, so that an end of all rows proves nothing. */
  private spared = false

  /** Judges the first `eventCount` events. */
  run(
    history: RegisterHistory,
    eventCount: number,
    budget: number,
    width = Number.POSITIVE_INFINITY,
  ): Search {
    this.history = history
    this.steps = 0
    this.width = width
    this.thrifty = width !== Number.POSITIVE_INFINITY
    this.spared = false
    this.prepare(eventCount)
    this.begin()
    const { events } = history
    for (let at = 0; at < eventCount; at += 1) {
      const event = events[at] as number
      if (event >= 0) {
        if (!this.call(event)) return { verdict: 'unknown', steps: this.steps }
        continue
      }
      this.finish(~event, budget)
      if (this.steps > budget) return { verdict: 'unknown', steps: this.steps }
      if (this.rows.end === 0) {
        return this.spared
          ? { verdict: 'unknown', steps: this.steps }
          : { verdict: false, blockedAt: ~event, steps: this.steps }
      }
    }
    return { verdict: true, steps: this.steps + eventCount }
  }

  /** One row: the register holds nil, and nothing has been done. */
  private begin(): void {
    const stride = USED + ((this.lost + 31) >>> 5)
    this.rows.clear(stride)
    this.out.clear(stride)
    const first = this.rows.add()
    this.rows.words.fill(0, first, first + stride)
  }

  /** False when too many operations are pending. */
  private call(operation: number): boolean {
    const { kind, from, to } = this.history
    const what = kind[operation] as number
    const a = from[operation] as number
    const b = to[operation] as number
    const known = this.slot[operation] as number
    if (known === NOWHERE) return true
    if (what === WRITE || what === CAS) bump(this.bringLater, b, -1)
    if (known < 0) {
      this.lostCalled += 1
      return true
    }
    if (this.free === 0) return false
    const bit = this.free & -this.free
    this.free &= ~bit
    const slot = 31 - Math.clz32(bit)
    this.slot[operation] = slot
    this.operationAt[slot] = operation
    if (what === READ) this.callRead(a, bit)
    else if (what === WRITE) {
      this.rank(slot, this.writes & (this.bringers[b] as number))
      this.callWrite(b, bit)
    } else if (what === REFUSED) this.callRefused(a, bit)
    else {
      this.rank(slot, (this.casFrom[a] as number) & (this.bringers[b] as number))
      bump(this.askLater, a, -1)
      this.casFrom[a] = (this.casFrom[a] as number) | bit
      this.bringers[b] = (this.bringers[b] as number) | bit
    }
    return true
  }

  private callRead(value: number, bit: number): void {
    const { words, stride, end } = this.rows
    bump(this.askLater, value, -1)
    this.reads[value] = (this.reads[value] as number) | bit
    for (let row = 0; row < end; row += stride) {
      if (words[row] === value) words[row + SEEN] = (words[row + SEEN] as number) | bit
    }
  }

  /** A write of the value that is there already may have taken effect at once. */
  private callWrite(value: number, bit: number): void {
    const { words, stride, end } = this.rows
    this.writes |= bit
    this.bringers[value] = (this.bringers[value] as number) | bit
    for (let row = 0; row < end; row += stride) {
      if (words[row] === value) words[row + MAY] = (words[row + MAY] as number) | bit
    }
  }

  private callRefused(value: number, bit: number): void {
    const { words, stride, end } = this.rows
    bump(this.refuseLater, value, -1)
    this.refusedLater -= 1
    this.refused |= bit
    this.refusedOn[value] = (this.refusedOn[value] as number) | bit
    for (let row = 0; row < end; row += stride) {
      if (words[row] !== value) words[row + SEEN] = (words[row + SEEN] as number) | bit
    }
  }

  /** At the return of `operation`: every row in which it has taken effect, and all that lead there. */
  private finish(operation: number, budget: number): void {
    const bit = 1 << (this.slot[operation] as number)
    if (this.isDoneInOnlyRow(bit)) {
      this.steps += 1
      this.rows.dropAt(0, bit)
      this.forget(operation, bit)
      this.tidy(this.rows, 0, this.idleWrites(this.refused === 0 && this.refusedLater === 0))
      return
    }
    this.out.end = 0
    this.spends = !this.thrifty
    this.couldSpend = false
    this.pursue(bit, budget)
    if (this.couldSpend && this.out.end === 0) {
      this.spends = true
      this.pursue(bit, budget)
    }
    this.spared ||= this.couldSpend && !this.spends
    this.forget(operation, bit)
    const reached = this.out
    this.out = this.rows
    this.rows = reached
    this.condense()
  }

  /** Most returns of most histories: there is one row, and nothing to search for. */
  private isDoneInOnlyRow(bit: number): boolean {
    const { words, end, stride } = this.rows
    return end === stride && (((words[MUST] as number) | (words[SEEN] as number)) & bit) !== 0
  }

  /** Brings the rows into their form and drops those that others cover. */
  private condense(): void {
    const { rows } = this
    const { end, stride } = rows
    const any = this.refused === 0 && this.refusedLater === 0
    const idle = this.idleWrites(any)
    rows.end = 0
    for (let row = 0; row < end; row += stride) {
      const kept = rows.moveUp(row)
      this.tidy(rows, kept, idle)
      this.steps += 1 + (kept >> 6)
      rows.settle(any)
    }
    if (this.thrifty && rows.narrow(this.width)) this.spared = true
  }

  /** The pending writes of values that nobody will ask for. */
  private idleWrites(any: boolean): number {
    if (!any) return 0
    let idle = 0
    for (let left = this.writes; left !== 0; left &= left - 1) {
      const slot = 31 - Math.clz32(left & -left)
      const value = this.history.to[this.operationAt[slot] as number] as number
      if (
        this.askLater[value] === 0 &&
        this.reads[value] === 0 &&
        this.casFrom[value] === 0 &&
        (this.lostAsker[value] as number) < 0
      ) {
        idle |= 1 << slot
      }
    }
    return idle
  }

  /** Gives a row the form that all rows of the same meaning have. */
  private tidy(rows: Rows, row: number, idle: number): void {
    const { words } = rows
    const state = words[row] as number
    const may = words[row + MAY] as number
    // A write that serves nobody is best behind us.
    words[row + MUST] = (words[row + MUST] as number) | (may & idle)
    words[row + MAY] = may & ~idle
    if (state === NOBODYS) return
    if ((this.askLater[state] as number) > 0 || (this.refuseLater[state] as number) > 0) return
    if (((this.reads[state] as number) & ~(words[row + SEEN] as number)) !== 0) return
    if (((this.refusedOn[state] as number) & ~(words[row + SEEN] as number)) !== 0) return
    if (((this.casFrom[state] as number) & ~(words[row + MUST] as number)) !== 0) return
    if ((this.lostAsker[state] as number) < 0) words[row] = NOBODYS
  }

  /**
   * Goes on from every row until the operation at `bit` has taken effect. Rows are appended while they are gone
   * through: the list is at once the work to do and what was seen.
   */
  private pursue(bit: number, budget: number): void {
    const { rows, out } = this
    for (let row = 0; row < rows.end && this.steps <= budget; row += rows.stride) {
      const { words } = rows
      const done = (words[row + MUST] as number) | (words[row + SEEN] as number)
      if (((done | (words[row + MAY] as number)) & bit) !== 0) {
        out.copyWithout(rows, row, bit)
        // A write that may have been before may also come now: its value is there then, and others are before it.
        if ((done & bit) !== 0) continue
      }
      this.expand(row, bit)
    }
  }

  private expand(row: number, bit: number): void {
    const { kind, to } = this.history
    const { words } = this.rows
    const state = words[row] as number
    const must = words[row + MUST] as number
    const choices = state === NOBODYS ? 0 : (this.casFrom[state] as number)
    for (let left = (this.writes | choices) & ~must; left !== 0; left &= left - 1) {
      const step = left & -left
      const slot = 31 - Math.clz32(step)
      if (((this.sooner[slot] as number) & ~must) !== 0) continue
      const operation = this.operationAt[slot] as number
      const after = to[operation] as number
      const blind = kind[operation] === WRITE
      if (blind && step !== bit && !this.worthwhile(row, after, step)) continue
      this.take(row, after, step, -1, blind)
    }
    if (this.lostCalled > 0 && (this.spends || !this.couldSpend)) this.expandByLost(row, state, must)
  }

  private expandByLost(row: number, state: number, must: number): void {
    const { kind, from, to } = this.history
    this.steps += this.lostCalled >> 6
    for (let number = 0; number < this.lostCalled; number += 1) {
      const operation = this.lostOperation[number] as number
      const blind = kind[operation] === WRITE
      if (!blind && from[operation] !== state) continue
      const used = this.rows.words[row + USED + (number >>> 5)] as number
      if ((used & (1 << (number & 31))) !== 0 || this.twinUnused(row, number)) continue
      const after = to[operation] as number
      if ((this.pendingTwins(operation) & ~must) !== 0) continue
      if (!this.worthwhile(row, after, 0)) continue
      if (!this.spends) {
        this.couldSpend = true
        return
      }
      this.take(row, after, 0, number, blind)
    }
  }

  /** The pending operations that do what the lost one would do. */
  private pendingTwins(lost: number): number {
    const { kind, from, to } = this.history
    const bringers = this.bringers[to[lost] as number] as number
    return bringers & (kind[lost] === WRITE ? this.writes : (this.casFrom[from[lost] as number] as number))
  }

  private twinUnused(row: number, number: number): boolean {
    const twin = this.lostTwin[number] as number
    if (twin < 0) return false
    return ((this.rows.words[row + USED + (twin >>> 5)] as number) & (1 << (twin & 31))) === 0
  }

  /** Whether an intermediate step to the value serves an observer that is not served yet, or makes a cas possible. */
  private worthwhile(row: number, value: number, step: number): boolean {
    const { words } = this.rows
    const must = words[row + MUST] as number
    if (value === words[row]) {
      // A write of what is there already lets others be before it, and only a cas cannot do that for itself.
      const others = this.writes & ~must & ~(words[row + MAY] as number) & ~step
      return others !== 0 && this.enablesCas(row, value)
    }
    const unseen = ~(words[row + SEEN] as number)
    const served = (this.reads[value] as number) | (this.refused & ~(this.refusedOn[value] as number))
    return (served & unseen) !== 0 || this.enablesCas(row, value)
  }

  private enablesCas(row: number, value: number): boolean {
    const { words } = this.rows
    if (((this.casFrom[value] as number) & ~(words[row + MUST] as number)) !== 0) return true
    return this.unused(row, this.lostAsker[value] as number, this.askerBefore)
  }

  /** Whether one of the lost operations from `last` on, each with the one before it, was called and has not been used. */
  private unused(row: number, last: number, before: Int32Array): boolean {
    const { words } = this.rows
    for (let number = last; number >= 0; number = before[number] as number) {
      if (number >= this.lostCalled) continue
      const used = words[row + USED + (number >>> 5)] as number
      if ((used & (1 << (number & 31))) === 0) return true
    }
    return false
  }

  /** Adds the row after a step: by the pending operation of bit `step`, or by the lost one of `number`. */
  private take(row: number, after: number, step: number, number: number, blind: boolean): void {
    const { rows } = this
    this.steps += 1 + (rows.end >> 6)
    const next = rows.copyOf(row)
    const { words } = rows
    const must = (words[next + MUST] as number) | step
    const free = this.writes & (blind ? -1 : (this.bringers[after] as number))
    words[next + STATE] = after
    words[next + MUST] = must
    words[next + MAY] = ((words[next + MAY] as number) | free) & ~must
    words[next + SEEN] =
      (words[next + SEEN] as number) |
      (this.reads[after] as number) |
      (this.refused & ~(this.refusedOn[after] as number))
    if (number >= 0) {
      const word = next + USED + (number >>> 5)
      words[word] = (words[word] as number) | (1 << (number & 31))
    }
    if (this.deserted(words[row] as number, after, next)) rows.end = next
    else rows.settleNew()
  }

  /** Whether the value that was left is still asked for, and cannot come back. */
  private deserted(left: number, after: number, row: number): boolean {
    if (left === NOBODYS || left === after) return false
    const { words } = this.rows
    const must = words[row + MUST] as number
    const asked =
      (this.askLater[left] as number) > 0 ||
      ((this.reads[left] as number) & ~(words[row + SEEN] as number)) !== 0 ||
      ((this.casFrom[left] as number) & ~must) !== 0
    if (!asked || (this.bringLater[left] as number) > 0 || ((this.bringers[left] as number) & ~must) !== 0)
      return false
    return !this.unused(row, this.lostBringer[left] as number, this.bringerBefore)
  }
}

const frontier = new RegisterFrontier()

/**
 * Whether the operations on one register have an order; of a history that has none, the first return that shows it.
 * With a `width` the search is thrifty: it keeps so many rows at most (a beam search), uses lost operations only where
 * nothing else leads on, and may not know.
 */
export function searchRegister(history: RegisterHistory, budget: number, width?: number): Search {
  return frontier.run(history, history.events.length, budget, width)
}

/**
 * The first return that no order can pass. The search knows what is to come and may give up before it, so the
 * shortest prefix without order is looked for by halving.
 */
export function firstBlocked(history: RegisterHistory, budget: number): number {
  let low = 0
  let high = history.events.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (frontier.run(history, middle, budget).verdict === false) high = middle
    else low = middle
  }
  return ~(history.events[high - 1] as number)
}
