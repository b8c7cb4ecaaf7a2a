import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

const TIME_BITS = 41
const TWITTER_EPOCH_MS = 1_288_834_974_657

/** A cell of its own, because a program may wrongly share it among its generators. */
interface State {
  /** What the clock showed when the last id was given. */
  seenMs: number
  /** The time in the last id, which may be ahead of the clock. */
  timeMs: number
  sequence: number
  /** A setback is not over yet, for the program that waits too long. */
  refused: boolean
}

/** The generator of the contract. All that it gives follows from the clock and the ids before. */
export class Generator implements Subject {
  readonly #world: World
  readonly #node: number
  readonly #epochMs: number
  readonly #nodeBits: number
  readonly #sequenceBits: number
  readonly #state: State

  constructor(world: World) {
    this.#world = world
    const isOther = (id: Wrong, option: string): boolean => this.#has(id) && world.isDefault(option)
    this.#node = world.number('node')
    this.#epochMs = isOther('default-epoch', 'epoch_ms') ? TWITTER_EPOCH_MS : world.number('epoch_ms')
    this.#nodeBits = isOther('default-node-bits', 'node_bits') ? 8 : world.number('node_bits')
    this.#sequenceBits = isOther('default-sequence-bits', 'sequence_bits')
      ? 10
      : world.number('sequence_bits')
    const shared = this.#has('shared-state') && world.first instanceof Generator
    this.#state = shared ? (world.first as Generator).#state : this.#fresh()
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    if (method === 'next_id') return this.#nextId()
    return { rule: 'decodes-its-fields', value: this.#decoded(method, BigInt(String(args[0]))) }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #fresh(): State {
    const timeMs = this.#has('epoch-taken') ? this.#epochMs : Number.NEGATIVE_INFINITY
    const sequence = this.#has('never-resets') ? -1 : 0
    return { seenMs: Number.NEGATIVE_INFINITY, timeMs, sequence, refused: false }
  }

  #nextId(): Answer {
    const state = this.#state
    const nowMs = this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
    if (this.#isRefused(nowMs)) {
      state.refused = true
      if (this.#has('remembers-the-past')) state.seenMs = nowMs
      if (this.#has('refusal-resets')) state.sequence = 0
      return { rule: 'refuses-a-clock-that-moved-back', raises: 'ClockMovedBackError' }
    }
    const before = { ...state }
    const rule = this.#advance(nowMs)
    if (this.#isOutside(state.timeMs)) {
      Object.assign(state, before)
      return { rule: 'stays-in-range', raises: 'OutOfRangeError' }
    }
    const wasRefused = before.refused
    state.refused = false
    state.seenMs = nowMs
    return this.#given(wasRefused ? 'a-refusal-changes-nothing' : rule, this.#packed())
  }

  #isRefused(nowMs: number): boolean {
    const { seenMs, timeMs, refused } = this.#state
    if (this.#has('accepts-the-past') || this.#has('stays-at-its-time')) return false
    if (this.#has('one-per-millisecond')) return nowMs <= seenMs
    if (this.#has('refuses-too-long') && refused) return nowMs <= seenMs
    return this.#has('lead-is-an-error') ? nowMs < timeMs : nowMs < seenMs
  }

  #advance(nowMs: number): string {
    const state = this.#state
    const isLater = this.#has('forgets-the-lead') ? nowMs > state.seenMs : nowMs > state.timeMs
    const goesBack = this.#has('accepts-the-past') && nowMs < state.seenMs
    const isAhead = nowMs < state.timeMs
    if (isLater || goesBack) {
      state.timeMs = nowMs
      state.sequence = this.#has('never-resets') ? (state.sequence + 1) % this.#size() : this.#first()
      return state.seenMs === Number.NEGATIVE_INFINITY ? 'packs-the-fields' : 'counts-within-a-millisecond'
    }
    const isFull = state.sequence >= this.#size() - (this.#has('full-too-early') ? 2 : 1)
    if (this.#has('each-moves-on') && isAhead) this.#moveOn()
    else if (!isFull || this.#has('spills-into-the-node')) state.sequence += 1
    else if (this.#has('wraps-in-the-same-ms')) state.sequence = 0
    else this.#moveOn()
    if (isAhead) return 'keeps-its-lead'
    return isFull ? 'moves-on-when-full' : 'counts-within-a-millisecond'
  }

  #moveOn(): void {
    this.#state.timeMs += 1
    this.#state.sequence = this.#first()
  }

  #first(): number {
    return this.#has('starts-at-one') ? 1 : 0
  }

  /** How many ids fit into a millisecond. */
  #size(): number {
    return 2 ** this.#sequenceBits
  }

  #isOutside(timeMs: number): boolean {
    const sinceMs = timeMs - this.#epochMs
    if (sinceMs < 0) return !this.#has('before-the-epoch')
    if (this.#has('turns-negative') || this.#has('wider-than-63-bits')) return false
    return sinceMs >= 2 ** TIME_BITS
  }

  /** The id, as digits. One that went through floating point may also come as such a number. */
  #given(rule: string, id: bigint): Answer {
    if (!this.#has('plain-number')) return { rule, value: String(id) }
    const rounded = Number(id)
    const value = String(BigInt(rounded))
    return { rule, value, due: value, allows: (seen) => seen === value || seen === rounded }
  }

  #packed(): bigint {
    const { timeMs, sequence } = this.#state
    const sinceMs = this.#has('epoch-ignored') ? timeMs : timeMs - this.#epochMs
    const fixed = this.#has('fixed-widths')
    const low = BigInt(fixed ? 12 : this.#sequenceBits)
    const high = BigInt(fixed ? 22 : this.#sequenceBits + this.#nodeBits)
    if (this.#has('fields-swapped')) {
      const swapped = (BigInt(sequence) << BigInt(this.#nodeBits)) | BigInt(this.#node)
      return (BigInt(sinceMs) << high) | swapped
    }
    const rest = (BigInt(this.#node) << low) | BigInt(sequence)
    if (this.#has('thirty-two-bits')) return BigInt.asIntN(32, BigInt(sinceMs) << (high % 32n)) | rest
    const id = (BigInt(sinceMs) << high) | rest
    return this.#has('turns-negative') ? BigInt.asIntN(64, id) : id
  }

  #decoded(method: string, id: bigint): Json {
    const low = BigInt(this.#sequenceBits)
    const high = low + BigInt(this.#nodeBits)
    if (method === 'timestamp_of') {
      return Number(id >> high) + (this.#has('time-without-epoch') ? 0 : this.#epochMs)
    }
    if (method === 'node_of') {
      return Number(this.#has('node-unmasked') ? id >> low : (id >> low) & ((1n << (high - low)) - 1n))
    }
    return Number(id & ((1n << (this.#has('sequence-fixed-mask') ? 12n : low)) - 1n))
  }
}
