import { MAY, MUST, Rows, SEEN, STATE, USED } from './frontier-rows.ts'
import { APPEND, DEAD, GET, type KvHistory, PUT } from './kv-history.ts'
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
  readonly #history: KvHistory
  readonly #rows = new Rows()
  readonly #out = new Rows()
  readonly #open = new Rows()
  /** Of each operation: its bit among the pending, or ~number among the lost. */
  readonly #slot: Int32Array
  readonly #operationAt = new Int32Array(MOST_PENDING)
  #free = -1
  #puts = 0
  #appends = 0
  #gets = 0
  /** Pending gets and puts by text, of the texts that were read. */
  readonly #reads: Int32Array
  readonly #putsOf: Int32Array
  #putsLater = 0
  #getsLater = 0
  readonly #lost: number[] = []
  readonly #twin: number[] = []
  #lostCalled = 0
  #steps = 0

  constructor(history: KvHistory) {
    this.#history = history
    this.#slot = new Int32Array(history.kind.length)
    this.#reads = new Int32Array(history.readTexts)
    this.#putsOf = new Int32Array(history.readTexts)
  }

  /** Judges the first `eventCount` events. */
  run(eventCount: number, budget: number): Search {
    const { events } = this.#history
    this.#prepare(eventCount)
    for (let at = 0; at < eventCount; at += 1) {
      const event = events[at] as number
      if (event >= 0) {
        if (!this.#call(event)) return { verdict: 'unknown', steps: this.#steps }
        continue
      }
      this.#finish(~event, budget)
      if (this.#steps > budget) return { verdict: 'unknown', steps: this.#steps }
      if (this.#rows.end === 0) return { verdict: false, blockedAt: ~event, steps: this.#steps }
    }
    return { verdict: true, steps: this.#steps + eventCount }
  }

  #prepare(eventCount: number): void {
    const { events, kind, what } = this.#history
    for (let at = 0; at < eventCount; at += 1) {
      const event = events[at] as number
      if (event < 0) this.#slot[~event] = 1
    }
    for (let at = 0; at < eventCount; at += 1) {
      const event = events[at] as number
      if (event < 0) continue
      const ends = this.#slot[event] === 1
      if (kind[event] === PUT) this.#putsLater += 1
      else if (kind[event] === GET && ends) this.#getsLater += 1
      if (ends) continue
      if (kind[event] === GET) this.#slot[event] = NOWHERE
      else {
        this.#twin.push(
          this.#lost.findLastIndex((one) => kind[one] === kind[event] && what[one] === what[event]),
        )
        this.#slot[event] = ~(this.#lost.push(event) - 1)
      }
    }
    const stride = USED + ((this.#lost.length + 31) >>> 5)
    for (const rows of [this.#rows, this.#out, this.#open]) rows.clear(stride)
    this.#rows.words.fill(0, this.#rows.add(), stride)
    this.#rows.words[STATE] = this.#history.texts.number('')
  }

  /** False when too many operations are pending. */
  #call(operation: number): boolean {
    const { kind, what } = this.#history
    const known = this.#slot[operation] as number
    if (known === NOWHERE) return true
    if (kind[operation] === PUT) this.#putsLater -= 1
    if (known < 0) {
      this.#lostCalled += 1
      return true
    }
    if (this.#free === 0) return false
    const bit = this.#free & -this.#free
    this.#free &= ~bit
    this.#slot[operation] = 31 - Math.clz32(bit)
    this.#operationAt[31 - Math.clz32(bit)] = operation
    const text = what[operation] as number
    if (kind[operation] === GET) {
      this.#getsLater -= 1
      this.#gets |= bit
      this.#reads[text] = (this.#reads[text] as number) | bit
      this.#mark(text, SEEN, bit)
    } else if (kind[operation] === PUT) {
      this.#puts |= bit
      if (text >= 0 && text < this.#putsOf.length) this.#putsOf[text] = (this.#putsOf[text] as number) | bit
      this.#mark(text, MAY, bit)
    } else {
      this.#appends |= bit
      this.#mark(DEAD, MAY, bit)
    }
    return true
  }

  /** In the rows of this state the operation takes, or may take, effect at once. */
  #mark(state: number, word: number, bit: number): void {
    const { words, stride, end } = this.#rows
    for (let row = 0; row < end; row += stride) {
      if (words[row] === state) words[row + word] = (words[row + word] as number) | bit
    }
  }

  #finish(operation: number, budget: number): void {
    const bit = 1 << (this.#slot[operation] as number)
    const rows = this.#rows
    const out = this.#out
    const open = this.#open
    out.end = 0
    open.end = 0
    for (let row = 0; row < rows.end; row += rows.stride) open.copy(rows, row)
    for (let row = 0; row < open.end && this.#steps <= budget; row += open.stride) {
      const done = (open.words[row + MUST] as number) | (open.words[row + SEEN] as number)
      if (((done | (open.words[row + MAY] as number)) & bit) !== 0) {
        const kept = out.copy(open, row)
        for (const word of [MUST, MAY, SEEN])
          out.words[kept + word] = (out.words[kept + word] as number) & ~bit
      }
      if ((done & bit) === 0) this.#expand(row, bit)
    }
    this.#forget(operation, bit)
    rows.end = 0
    for (let row = 0; row < out.end; row += out.stride) {
      rows.copy(out, row)
      this.#steps += 1 + (rows.end >> 6)
      rows.settle(true)
    }
  }

  #forget(operation: number, bit: number): void {
    const text = this.#history.what[operation] as number
    this.#free |= bit
    this.#puts &= ~bit
    this.#appends &= ~bit
    this.#gets &= ~bit
    if (this.#history.kind[operation] === APPEND || text < 0 || text >= this.#reads.length) return
    this.#reads[text] = (this.#reads[text] as number) & ~bit
    this.#putsOf[text] = (this.#putsOf[text] as number) & ~bit
  }

  #expand(row: number, bit: number): void {
    const { words } = this.#open
    const must = words[row + MUST] as number
    for (let left = (this.#puts | this.#appends) & ~must; left !== 0; left &= left - 1) {
      const step = left & -left
      this.#try(row, this.#operationAt[31 - Math.clz32(step)] as number, step, -1, step === bit)
    }
    for (let number = 0; number < this.#lostCalled; number += 1) {
      const twin = this.#twin[number] as number
      if (this.#used(row, number) || (twin >= 0 && !this.#used(row, twin))) continue
      this.#try(row, this.#lost[number] as number, 0, number, false)
    }
  }

  #used(row: number, number: number): boolean {
    return ((this.#open.words[row + USED + (number >>> 5)] as number) & (1 << (number & 31))) !== 0
  }

  /** Goes on by one operation, unless it is an intermediate step that leads nowhere. */
  #try(row: number, operation: number, step: number, number: number, last: boolean): void {
    const { kind, what, texts } = this.#history
    const state = this.#open.words[row] as number
    const blind = kind[operation] === PUT
    const after = blind ? (what[operation] as number) : texts.append(state, what[operation] as number)
    if (!last && (after === DEAD || (blind && !this.#worthwhile(row, after, step)))) return
    this.#take(row, after, { step, number, blind })
  }

  #worthwhile(row: number, after: number, step: number): boolean {
    const { words } = this.#open
    const must = words[row + MUST] as number
    if (after === words[row]) {
      const others = (this.#puts | this.#appends) & ~must & ~(words[row + MAY] as number) & ~step
      return others !== 0 && this.#appendMatters(row, after)
    }
    if (((this.#reads[after] ?? 0) & ~(words[row + SEEN] as number)) !== 0) return true
    return this.#appendMatters(row, after)
  }

  /** Whether something can be appended to the text so that it still is the beginning of one that was read. */
  #appendMatters(row: number, text: number): boolean {
    const { kind, what, texts } = this.#history
    const must = this.#open.words[row + MUST] as number
    for (let left = this.#appends & ~must; left !== 0; left &= left - 1) {
      const operation = this.#operationAt[31 - Math.clz32(left & -left)] as number
      if (texts.append(text, what[operation] as number) !== DEAD) return true
    }
    for (let number = 0; number < this.#lostCalled; number += 1) {
      const operation = this.#lost[number] as number
      if (kind[operation] !== APPEND || this.#used(row, number)) continue
      if (texts.append(text, what[operation] as number) !== DEAD) return true
    }
    return false
  }

  #take(row: number, after: number, by: { step: number; number: number; blind: boolean }): void {
    const open = this.#open
    this.#steps += 1 + (open.end >> 6)
    const next = open.copy(open, row)
    const { words } = open
    const must = (words[next + MUST] as number) | by.step
    words[next + STATE] = after
    words[next + MUST] = must
    if (by.number >= 0) {
      const word = next + USED + (by.number >>> 5)
      words[word] = (words[word] as number) | (1 << (by.number & 31))
    }
    const before = by.blind ? this.#puts | this.#appends : 0
    const free = before | (after === DEAD ? this.#appends : (this.#putsOf[after] ?? 0))
    words[next + MAY] = ((words[next + MAY] as number) | free) & ~must
    words[next + SEEN] = (words[next + SEEN] as number) | (this.#reads[after] ?? 0)
    if (this.#hopeless(next, after)) open.end = next
    else open.settleNew()
  }

  /** Whether a get waits for a text that cannot come any more, because there is no put left. */
  #hopeless(row: number, state: number): boolean {
    const { words } = this.#open
    if (this.#putsLater > 0 || (this.#puts & ~(words[row + MUST] as number)) !== 0) return false
    for (let number = 0; number < this.#lostCalled; number += 1) {
      if (this.#history.kind[this.#lost[number] as number] === PUT && !this.#used(row, number)) return false
    }
    if (state === DEAD && this.#getsLater > 0) return true
    for (let left = this.#gets & ~(words[row + SEEN] as number); left !== 0; left &= left - 1) {
      const operation = this.#operationAt[31 - Math.clz32(left & -left)] as number
      if (state === DEAD || !this.#history.texts.begins(state, this.#history.what[operation] as number))
        return true
    }
    return false
  }
}

/** Whether the operations on one key have an order; of a history that has none, the first return that shows it. */
export function searchKv(history: KvHistory, budget: number): Search {
  return new KvFrontier(history).run(history.events.length, budget)
}

/** The first return that no order can pass, found by halving, because the search may give up before it. */
export function firstBlockedKv(history: KvHistory, budget: number): number {
  let low = 0
  let high = history.events.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (new KvFrontier(history).run(middle, budget).verdict === false) high = middle
    else low = middle
  }
  return ~(history.events[high - 1] as number)
}
