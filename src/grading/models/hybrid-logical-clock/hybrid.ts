import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

/** `[l, c]`: the highest physical time heard of, in milliseconds, and a count within it. */
type Stamp = [number, number]

/** A cell of its own, because a program may wrongly share it among its clocks. */
interface Latest {
  stamp: Stamp
}

/** The algorithm of Kulkarni and others (2014), with a limit on how far ahead a message may be. */
export class HybridClock implements Subject {
  readonly #world: World
  readonly #maxAheadMs: number
  readonly #latest: Latest

  constructor(world: World) {
    this.#world = world
    const wrong = this.#has('default-max-ahead') && world.isDefault('max_ahead_ms') ? 1 : 0
    this.#maxAheadMs = world.number('max_ahead_ms') + wrong
    const shared = this.#has('shared-stamp') && world.first instanceof HybridClock
    this.#latest = shared ? (world.first as HybridClock).#latest : { stamp: this.#fresh() }
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    switch (method) {
      case 'now':
        return this.#now()
      case 'receive':
        return this.#receive(args[0] as unknown as Stamp)
      case 'latest':
        return this.#read()
      default:
        return this.#isBefore(args[0] as unknown as Stamp, args[1] as unknown as Stamp)
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #fresh(): Stamp {
    return this.#has('starts-at-the-clock') ? [this.#physical(), 0] : [0, 0]
  }

  #physical(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #set(stamp: Stamp): Stamp {
    const { stamp: old } = this.#latest
    const isCount = stamp[0] === old[0]
    if (this.#has('hands-out-its-only-list') || (isCount && this.#has('hands-out-what-it-counts-in'))) {
      old.splice(0, 2, ...stamp)
    } else this.#latest.stamp = stamp
    return this.#latest.stamp
  }

  /** A receipt whose time is that of the message. */
  #adopt(message: Stamp, [, count]: Stamp): Stamp {
    message[1] = count
    this.#latest.stamp = message
    return message
  }

  #now(): Answer {
    const pt = this.#physical()
    const [l, c] = this.#latest.stamp
    const rule = pt > l ? 'follows-the-clock' : pt === l ? 'counts-within-a-moment' : 'never-runs-backwards'
    return { rule, value: this.#set(this.#next(pt, l, c)) }
  }

  #next(pt: number, l: number, c: number): Stamp {
    if (pt > l)
      return this.#has('counter-goes-on') ? [pt, c + 1] : [pt, this.#has('counter-begins-at-one') ? 1 : 0]
    if (this.#has('restarts-within-a-moment') && pt === l) return [l, 0]
    if (this.#has('follows-a-clock-that-steps-back') && pt < l) return [pt, 0]
    if (this.#has('moves-time-instead')) return [l + 1, 0]
    return [l, c + 1]
  }

  #receive(message: Stamp): Answer {
    const pt = this.#physical()
    const [l, c] = this.#latest.stamp
    const [lm, cm] = message
    if (this.#isTooFar(pt, l, lm)) {
      if (this.#has('rejects-after-it-merged')) this.#set(this.#merged(pt, l, c, lm, cm))
      if (this.#has('rejection-counts')) this.#set(this.#next(pt, l, c))
      return {
        rule: lm - pt > this.#maxAheadMs ? 'rejects-the-far-future' : 'accepts-up-to-the-limit',
        raises: 'ClockDriftError',
      }
    }
    const rule =
      lm - pt > this.#maxAheadMs ? 'rejects-the-far-future' : ruleOfReceipt(pt, l, lm, this.#maxAheadMs)
    const next = this.#merged(pt, l, c, lm, cm)
    const isAdopted = this.#has('counts-in-the-message') && next[0] === lm && (lm > l || cm > c)
    return { rule, value: isAdopted ? this.#adopt(message, next) : this.#set(next) }
  }

  #isTooFar(pt: number, l: number, lm: number): boolean {
    if (this.#has('rejects-nothing')) return false
    if (this.#has('rejects-at-the-limit')) return lm - pt >= this.#maxAheadMs
    if (this.#has('measures-from-its-stamp')) return lm - Math.max(pt, l) > this.#maxAheadMs
    if (this.#has('rejects-the-past')) return Math.abs(lm - pt) > this.#maxAheadMs
    return lm - pt > this.#maxAheadMs
  }

  #merged(pt: number, l: number, c: number, lm: number, cm: number): Stamp {
    if (this.#has('receive-ignores-the-message')) return this.#next(pt, l, c)
    if (this.#has('receive-forgets-its-own')) return lm >= pt ? [lm, cm + 1] : [pt, 0]
    if (this.#has('receive-takes-the-larger-stamp')) return larger([pt, 0], larger([l, c], [lm, cm]))
    const top = this.#has('receive-ignores-the-clock') ? Math.max(l, lm) : Math.max(l, lm, pt)
    return [top, this.#count(top, l, c, lm, cm)]
  }

  /** The counter of a receipt whose time is `top`. */
  #count(top: number, l: number, c: number, lm: number, cm: number): number {
    if (this.#has('receive-restarts-the-counter')) return top === l ? c + 1 : 0
    if (top === l && top === lm) {
      if (this.#has('tie-takes-its-own')) return c + 1
      return this.#has('tie-takes-the-message') ? cm + 1 : Math.max(c, cm) + 1
    }
    if (this.#has('largest-counter-whatever-the-time')) return Math.max(c, cm) + 1
    if (top === l) return c + 1
    if (top === lm) return cm + 1
    return this.#has('receipt-begins-at-one') ? 1 : 0
  }

  #read(): Answer {
    const { stamp } = this.#latest
    const isNew = stamp[0] === 0 && stamp[1] === 0
    const rule = isNew || this.#has('starts-at-the-clock') ? 'begins-at-zero' : 'reading-changes-nothing'
    if (this.#has('reading-counts')) this.#set(this.#next(this.#physical(), ...stamp))
    return { rule, value: this.#latest.stamp }
  }

  #isBefore([l, c]: Stamp, [l2, c2]: Stamp): Answer {
    const rule = 'orders-by-time-then-count'
    if (this.#has('compares-times-alone')) return { rule, value: l < l2 }
    if (this.#has('compares-parts-one-by-one')) return { rule, value: l <= l2 && c < c2 }
    if (this.#has('compares-as-text')) return { rule, value: `${l},${c}` < `${l2},${c2}` }
    if (this.#has('before-or-equal')) return { rule, value: l < l2 || (l === l2 && c <= c2) }
    return { rule, value: l < l2 || (l === l2 && c < c2) }
  }
}

function larger(a: Stamp, b: Stamp): Stamp {
  return a[0] > b[0] || (a[0] === b[0] && a[1] >= b[1]) ? a : b
}

function ruleOfReceipt(pt: number, l: number, lm: number, maxAheadMs: number): string {
  if (lm - pt === maxAheadMs) return 'accepts-up-to-the-limit'
  if (pt > l && pt > lm) return 'follows-the-clock'
  if (l === lm) return 'larger-counter-on-a-tie'
  return lm > l ? 'receipt-is-after-the-sending' : 'never-runs-backwards'
}
