import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

interface Counts {
  offered: number
  delivered: number
  dropped: number
  rejected: number
}

const OTHER_DEFAULTS: Readonly<Record<string, readonly [Wrong, number]>> = {
  capacity: ['default-capacity', 32],
  high_watermark: ['default-high', 16],
  low_watermark: ['default-low', 8],
}

/** A bounded queue whose consumer grants credits, and whose producer is told to pause between two marks. */
export class BoundedQueue implements Subject {
  readonly #world: World
  readonly #items: string[]
  readonly #counts: Counts = { offered: 0, delivered: 0, dropped: 0, rejected: 0 }
  #credits = 0
  #isPaused = false
  /** The property that the order and the number of items hang on. */
  #rule = 'first-in-first-out'
  #ruleOfCredits = 'delivers-only-on-request'
  #ruleOfPause = 'pauses-at-the-high-mark'

  constructor(world: World) {
    this.#world = world
    const shared = this.#has('shared-items') && world.first instanceof BoundedQueue
    this.#items = shared ? (world.first as BoundedQueue).#items : []
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    switch (method) {
      case 'offer':
        return this.#offer(String(args[0]))
      case 'request':
        return this.#request(Number(args[0]))
      case 'poll':
        return this.#poll()
      case 'is_paused':
        return this.#tellPaused()
      case 'size':
        return { rule: this.#rule, value: this.#items.length }
      default:
        return this.#tellCounts()
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #option(name: string): number {
    const other = OTHER_DEFAULTS[name]
    if (other !== undefined && this.#has(other[0]) && this.#world.isDefault(name)) return other[1]
    return this.#world.number(name)
  }

  get #policy(): string {
    const isOther = this.#has('default-policy') && this.#world.isDefault('policy')
    return isOther ? 'drop_oldest' : this.#world.text('policy')
  }

  get #isFull(): boolean {
    if (this.#has('pause-refuses') && this.#isPaused) return true
    const spare = this.#has('one-too-many') ? 1 : this.#has('one-too-few') ? -1 : 0
    return this.#items.length >= this.#option('capacity') + spare
  }

  #offer(item: string): Answer {
    const isFull = this.#isFull
    const isWaiting = this.#isPaused && this.#items.length < this.#option('capacity')
    const rule = isWaiting ? 'pause-is-advice' : 'never-above-capacity'
    if (isFull) return this.#overflow(item)
    this.#counts.offered += 1
    if (item !== '' || !this.#has('empty-text-is-nothing')) this.#items.push(item)
    this.#grown()
    if (this.#has('offer-ends-pause')) this.#isPaused = this.#items.length >= this.#option('high_watermark')
    return { rule, value: null }
  }

  #overflow(item: string): Answer {
    const rejects = this.#policy === 'reject'
    if (!(rejects && this.#has('rejected-not-offered'))) this.#counts.offered += 1
    if (rejects) return this.#reject(item)
    return this.#policy === 'drop_oldest' ? this.#dropOldest(item) : this.#dropNewest(item)
  }

  #reject(item: string): Answer {
    const rule = 'rejects-with-an-error'
    this.#rule = rule
    if (this.#has('rejected-counts-as-dropped')) this.#counts.dropped += 1
    else this.#counts.rejected += 1
    if (this.#has('rejected-is-kept')) this.#items.push(item)
    if (this.#has('rejects-in-silence')) return { rule, value: null }
    return this.#has('rejects-by-return') ? { rule, value: item } : { rule, raises: 'QueueFullError' }
  }

  #dropOldest(item: string): Answer {
    const rule = 'drops-the-oldest'
    this.#rule = rule
    if (!this.#has('dropped-oldest-not-counted')) this.#counts.dropped += 1
    if (this.#has('drop-costs-credit')) this.#credits = Math.max(0, this.#credits - 1)
    const oldest = this.#items.shift() ?? null
    if (this.#has('drop-oldest-clears')) this.#items.length = 0
    if (!this.#has('drop-oldest-loses-both')) this.#items.push(item)
    this.#grown()
    if (this.#has('tells-nothing-of-drops')) return { rule, value: null }
    return { rule, value: this.#has('tells-the-wrong-drop') ? item : oldest }
  }

  #dropNewest(item: string): Answer {
    const rule = 'drops-the-newest'
    this.#rule = rule
    this.#counts.dropped += 1
    if (this.#has('tells-nothing-of-drops')) return { rule, value: null }
    if (!this.#has('drops-the-last-in-line')) return { rule, value: item }
    const last = this.#items.pop() ?? null
    this.#items.push(item)
    return { rule, value: last }
  }

  #request(count: number): Answer {
    const rule = 'refuses-an-invalid-request'
    const accepts =
      count > 0 || (count === 0 && this.#has('zero-request-accepted')) || this.#has('any-request-accepted')
    if (!accepts) {
      if (this.#has('invalid-request-clears')) this.#credits = 0
      this.#ruleOfCredits = rule
      return { rule, raises: 'InvalidRequestError' }
    }
    this.#ruleOfCredits = this.#credits > 0 ? 'credits-add-up' : 'delivers-only-on-request'
    this.#credits = Math.max(0, (this.#has('credits-replaced') ? 0 : this.#credits) + count)
    if (this.#has('credits-only-for-what-is-there')) {
      this.#credits = Math.min(this.#credits, this.#items.length)
    }
    if (this.#has('credits-capped')) this.#credits = Math.min(this.#credits, this.#option('capacity'))
    return { rule, value: null }
  }

  #poll(): Answer {
    const isEmpty = this.#items.length === 0
    const rule = this.#credits > 0 && !isEmpty ? this.#rule : this.#ruleOfCredits
    if (this.#credits <= 0 && !this.#has('delivers-without-credit')) return { rule, value: null }
    if (isEmpty) {
      if (this.#has('empty-poll-counts')) this.#counts.delivered += 1
      if (this.#has('empty-poll-spends')) this.#credits = Math.max(0, this.#credits - 1)
      this.#ruleOfCredits = 'empty-poll-costs-nothing'
      return { rule, value: null }
    }
    if (!this.#has('credits-not-spent')) this.#credits -= 1
    this.#counts.delivered += 1
    const item = (this.#has('last-in-first-out') ? this.#items.pop() : this.#items.shift()) ?? null
    this.#shrunk()
    if (this.#has('poll-begins-pause')) this.#isPaused = this.#items.length > this.#option('low_watermark')
    return { rule, value: item }
  }

  /** Whether the producer is to pause is decided whenever the number of items changes. */
  #grown(): void {
    if (!this.#has('looks-only-when-asked')) this.#pause()
  }

  #shrunk(): void {
    if (!this.#has('looks-only-when-asked')) this.#resume()
  }

  #pause(): void {
    if (this.#items.length >= this.#marks().high) this.#isPaused = true
  }

  #resume(): void {
    if (!this.#isPaused) return
    if (this.#items.length <= this.#marks().low) this.#isPaused = false
    if (this.#items.length < this.#option('high_watermark')) this.#ruleOfPause = 'resumes-at-the-low-mark'
  }

  #marks(): { high: number; low: number } {
    const [high, low] = [this.#option('high_watermark'), this.#option('low_watermark')]
    if (this.#has('pauses-above-high')) return { high: high + 1, low }
    if (this.#has('pauses-when-full')) return { high: this.#option('capacity'), low }
    if (this.#has('resumes-below-low')) return { high, low: low - 1 }
    if (this.#has('resumes-below-high')) return { high, low: high - 1 }
    if (this.#has('resumes-when-empty')) return { high, low: 0 }
    if (this.#has('never-resumes')) return { high, low: -1 }
    return this.#has('pauses-above-low') ? { high: low + 1, low } : { high, low }
  }

  #tellPaused(): Answer {
    if (this.#has('looks-only-when-asked')) {
      this.#pause()
      this.#resume()
    }
    return { rule: this.#ruleOfPause, value: this.#isPaused }
  }

  #tellCounts(): Answer {
    const { ...counts } = this.#counts
    const rule = 'counts-add-up'
    if (!this.#has('zeros-left-out')) return { rule, value: counts }
    return { rule, value: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)) }
  }
}
