import { MAY, MUST, Rows, SEEN, STATE, USED } from './frontier-rows.ts'
import { APPEND, GET, type KvHistory, PUT } from './kv-history.ts'
import { DEAD, ReadTexts } from './read-texts.ts'
import type { Search } from './timeline.ts'

const MOST_PENDING = 32
/** The slot of a get that has not ended: it takes no part. */
const NOWHERE = -0x40000000

/**
 * Whether the operations on one key of a store have an order: the walk along the history of `RegisterFrontier` for
 * texts that are put, appended to and read whole. What is special here: all texts that no read begins with are one
 * state, in which pending appends may have taken effect or not; and a put, which may have any pending put or append
 * just before it, is taken as an intermediate step only when it serves a read or an append that matters.
 */
class KvFrontier {
  private history: KvHistory = {
    kind: new Uint8Array(0),
    what: new Int32Array(0),
    events: new Int32Array(0),
    texts: new ReadTexts([], []),
  }
  private rows = new Rows()
  private out = new Rows()
  /** Of each operation: its bit among the pending, or ~number among the lost. */
  private slot = new Int32Array(64)
  private readonly operationAt = new Int32Array(MOST_PENDING)
  private free = -1
  private puts = 0
  private appends = 0
  private gets = 0
  /** Pending gets and puts by text, of the texts that were read. */
  private reads = new Int32Array(64)
  private putsOf = new Int32Array(64)
  private putsLater = 0
  private getsLater = 0
  private readonly lost: number[] = []
  private readonly twin: number[] = []
  private lostCalled = 0
  private steps = 0

  /** Judges the first `eventCount` events. */
  run(history: KvHistory, eventCount: number, budget: number): Search {
    const { events } = history
    this.history = history
    this.prepare(eventCount)
    for (let at = 0; at < eventCount; at += 1) {
      const event = events[at] as number
      if (event >= 0) {
        if (!this.call(event)) return { verdict: 'unknown', steps: this.steps }
        continue
      }
      this.finish(~event, budget)
      if (this.steps > budget) return { verdict: 'unknown', steps: this.steps }
      if (this.rows.end === 0) return { verdict: false, blockedAt: ~event, steps: this.steps }
    }
    return { verdict: true, steps: this.steps + eventCount }
  }

  private clear(): void {
    const { kind, texts } = this.history
    if (this.slot.length < kind.length) this.slot = new Int32Array(2 * kind.length)
    if (this.reads.length < texts.count) {
      this.reads = new Int32Array(2 * texts.count)
      this.putsOf = new Int32Array(2 * texts.count)
    }
    this.slot.fill(0, 0, kind.length)
    this.reads.fill(0, 0, texts.count)
    this.putsOf.fill(0, 0, texts.count)
    this.free = -1
    this.puts = 0
    this.appends = 0
    this.gets = 0
    this.putsLater = 0
    this.getsLater = 0
    this.lost.length = 0
    this.twin.length = 0
    this.lostCalled = 0
    this.steps = 0
  }

  private prepare(eventCount: number): void {
    const { events, kind } = this.history
    this.clear()
    for (let at = eventCount - 1; at >= 0; at -= 1) {
      const event = events[at] as number
      if (event < 0) {
        this.slot[~event] = 1
        continue
      }
      const ends = this.slot[event] === 1
      if (kind[event] === PUT) this.putsLater += 1
      else if (kind[event] === GET && ends) this.getsLater += 1
      if (ends) continue
      if (kind[event] === GET) this.slot[event] = NOWHERE
      else this.lost.push(event)
    }
    this.orderLost()
    const stride = USED + ((this.lost.length + 31) >>> 5)
    this.rows.clear(stride)
    this.out.clear(stride)
    const first = this.rows.add()
    this.rows.words.fill(0, first, first + stride)
  }

  /** Numbers lost operations in the order of their calls, and links those that do the same. */
  private orderLost(): void {
    if (this.lost.length === 0) return
    const { kind, what, texts } = this.history
    const last = new Map<number | string | undefined, number>()
    this.lost.reverse()
    this.lost.forEach((operation, number) => {
      const text = what[operation] as number
      const deed = kind[operation] === PUT ? text : texts.pieces[text]
      this.twin.push(last.get(deed) ?? -1)
      last.set(deed, number)
      this.slot[operation] = ~number
    })
  }

  private wasRead(text: number): boolean {
    return text >= 0 && text < this.history.texts.count
  }

  /** Pending gets that were told the text. */
  private readsOf(text: number): number {
    return this.wasRead(text) ? (this.reads[text] as number) : 0
  }

  /** Pending puts of the text. */
  private putsThat(text: number): number {
    return this.wasRead(text) ? (this.putsOf[text] as number) : 0
  }

  /** False when too many operations are pending. */
  private call(operation: number): boolean {
    const { kind, what } = this.history
    const known = this.slot[operation] as number
    if (known === NOWHERE) return true
    if (kind[operation] === PUT) this.putsLater -= 1
    if (known < 0) {
      this.lostCalled += 1
      return true
    }
    if (this.free === 0) return false
    const bit = this.free & -this.free
    this.free &= ~bit
    this.slot[operation] = 31 - Math.clz32(bit)
    this.operationAt[31 - Math.clz32(bit)] = operation
    const text = what[operation] as number
    if (kind[operation] === GET) {
      this.getsLater -= 1
      this.gets |= bit
      this.reads[text] = (this.reads[text] as number) | bit
      this.mark(text, SEEN, bit)
    } else if (kind[operation] === PUT) {
      this.puts |= bit
      if (this.wasRead(text)) this.putsOf[text] = (this.putsOf[text] as number) | bit
      this.mark(text, MAY, bit)
    } else {
      this.appends |= bit
      this.mark(DEAD, MAY, bit)
    }
    return true
  }

  /** In the rows of this state the operation takes, or may take, effect at once. */
  private mark(state: number, word: number, bit: number): void {
    const { words, stride, end } = this.rows
    for (let row = 0; row < end; row += stride) {
      if (words[row] === state) words[row + word] = (words[row + word] as number) | bit
    }
  }

  /** At the return of `operation`: every row in which it has taken effect, and all that lead there. */
  private finish(operation: number, budget: number): void {
    const bit = 1 << (this.slot[operation] as number)
    const { rows, out } = this
    out.end = 0
    // Rows are appended while they are gone through: the list is at once the work to do and what was seen.
    for (let row = 0; row < rows.end && this.steps <= budget; row += rows.stride) {
      const { words } = rows
      const done = (words[row + MUST] as number) | (words[row + SEEN] as number)
      if (((done | (words[row + MAY] as number)) & bit) !== 0) out.copyWithout(rows, row, bit)
      if ((done & bit) === 0) this.expand(row, bit)
    }
    this.forget(operation, bit)
    this.rows = out
    this.out = rows
    this.condense()
  }

  /** Drops the rows that others cover. */
  private condense(): void {
    const { rows } = this
    const { end, stride } = rows
    rows.end = 0
    for (let row = 0; row < end; row += stride) {
      this.steps += 1 + (rows.moveUp(row) >> 6)
      rows.settle(true)
    }
  }

  private forget(operation: number, bit: number): void {
    const text = this.history.what[operation] as number
    this.free |= bit
    this.puts &= ~bit
    this.appends &= ~bit
    this.gets &= ~bit
    if (this.history.kind[operation] === APPEND || !this.wasRead(text)) return
    this.reads[text] = (this.reads[text] as number) & ~bit
    this.putsOf[text] = (this.putsOf[text] as number) & ~bit
  }

  private expand(row: number, bit: number): void {
    const { words } = this.rows
    const must = words[row + MUST] as number
    for (let left = (this.puts | this.appends) & ~must; left !== 0; left &= left - 1) {
      const step = left & -left
      this.try(row, this.operationAt[31 - Math.clz32(step)] as number, step, -1, step === bit)
    }
    for (let number = 0; number < this.lostCalled; number += 1) {
      const twin = this.twin[number] as number
      if (this.used(row, number) || (twin >= 0 && !this.used(row, twin))) continue
      this.try(row, this.lost[number] as number, 0, number, false)
    }
  }

  private used(row: number, number: number): boolean {
    return ((this.rows.words[row + USED + (number >>> 5)] as number) & (1 << (number & 31))) !== 0
  }

  /** Goes on by one operation, unless it is an intermediate step that leads nowhere. */
  private try(row: number, operation: number, step: number, number: number, last: boolean): void {
    const { kind, what, texts } = this.history
    const state = this.rows.words[row] as number
    const blind = kind[operation] === PUT
    const after = blind ? (what[operation] as number) : texts.append(state, what[operation] as number)
    if (!last && (after === DEAD || (blind && !this.worthwhile(row, after, step)))) return
    this.take(row, after, step, number, blind)
  }

  private worthwhile(row: number, after: number, step: number): boolean {
    const { words } = this.rows
    const must = words[row + MUST] as number
    if (after === words[row]) {
      const others = (this.puts | this.appends) & ~must & ~(words[row + MAY] as number) & ~step
      return others !== 0 && this.appendMatters(row, after)
    }
    if ((this.readsOf(after) & ~(words[row + SEEN] as number)) !== 0) return true
    return this.appendMatters(row, after)
  }

  /** Whether something can be appended to the text so that it still is the beginning of one that was read. */
  private appendMatters(row: number, text: number): boolean {
    const { kind, what, texts } = this.history
    const must = this.rows.words[row + MUST] as number
    for (let left = this.appends & ~must; left !== 0; left &= left - 1) {
      const operation = this.operationAt[31 - Math.clz32(left & -left)] as number
      if (texts.append(text, what[operation] as number) !== DEAD) return true
    }
    for (let number = 0; number < this.lostCalled; number += 1) {
      const operation = this.lost[number] as number
      if (kind[operation] !== APPEND || this.used(row, number)) continue
      if (texts.append(text, what[operation] as number) !== DEAD) return true
    }
    return false
  }

  private take(row: number, after: number, step: number, number: number, blind: boolean): void {
    const { rows } = this
    this.steps += 1 + (rows.end >> 6)
    const next = rows.copyOf(row)
    const { words } = rows
    const must = (words[next + MUST] as number) | step
    words[next + STATE] = after
    words[next + MUST] = must
    if (number >= 0) {
      const word = next + USED + (number >>> 5)
      words[word] = (words[word] as number) | (1 << (number & 31))
    }
    const before = blind ? this.puts | this.appends : 0
    const free = before | (after === DEAD ? this.appends : this.putsThat(after))
    words[next + MAY] = ((words[next + MAY] as number) | free) & ~must
    words[next + SEEN] = (words[next + SEEN] as number) | this.readsOf(after)
    if (this.hopeless(next, after)) rows.end = next
    else rows.settleNew()
  }

  /** Whether a get waits for a text that cannot come any more, because there is no put left. */
  private hopeless(row: number, state: number): boolean {
    const { words } = this.rows
    if (this.putsLater > 0 || (this.puts & ~(words[row + MUST] as number)) !== 0) return false
    for (let number = 0; number < this.lostCalled; number += 1) {
      if (this.history.kind[this.lost[number] as number] === PUT && !this.used(row, number)) return false
    }
    if (state === DEAD && this.getsLater > 0) return true
    for (let left = this.gets & ~(words[row + SEEN] as number); left !== 0; left &= left - 1) {
      const operation = this.operationAt[31 - Math.clz32(left & -left)] as number
      if (state === DEAD || !this.history.texts.begins(state, this.history.what[operation] as number))
        return true
    }
    return false
  }
}

const frontier = new KvFrontier()

/** Whether the operations on one key have an order; of a history that has none, the first return that shows it. */
export function searchKv(history: KvHistory, budget: number): Search {
  return frontier.run(history, history.events.length, budget)
}

/** The first return that no order can pass, found by halving, because the search may give up before it. */
export function firstBlockedKv(history: KvHistory, budget: number): number {
  let low = 0
  let high = history.events.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (frontier.run(history, middle, budget).verdict === false) high = middle
    else low = middle
  }
  return ~(history.events[high - 1] as number)
}
