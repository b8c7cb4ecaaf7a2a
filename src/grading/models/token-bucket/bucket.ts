import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

/** A cell of its own, because a program may wrongly share it among its buckets. */
interface Content {
  tokens: number
  updatedAtMs: number
}

/**
 * The bucket of the contract: `capacity` tokens at most, filled continuously. All times and rates that
 * sequences use are exact in binary fractions, so that any sound arithmetic gives the same answers.
 */
export class Bucket implements Subject {
  readonly #world: World
  readonly #capacity: number
  readonly #perSecond: number
  readonly #content: Content
  /** The property that the present number of tokens hangs on. */
  #rule = 'starts-full'

  constructor(world: World) {
    this.#world = world
    this.#capacity = world.number('capacity') + (this.#wrongDefault('capacity') ? 1 : 0)
    this.#perSecond = world.number('refill_per_second') * (this.#wrongDefault('refill') ? 2 : 1)
    const shared = this.#has('shared-tokens') && world.first instanceof Bucket
    this.#content = shared ? (world.first as Bucket).#content : this.#fresh()
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const tokens = Number(args[0])
    if (method === 'available') return this.#available()
    return method === 'try_acquire' ? this.#tryAcquire(tokens) : this.#retryAfter(tokens)
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #wrongDefault(which: 'capacity' | 'refill'): boolean {
    if (which === 'capacity') return this.#has('default-capacity') && this.#world.isDefault('capacity')
    return this.#has('default-refill') && this.#world.isDefault('refill_per_second')
  }

  #fresh(): Content {
    const tokens = this.#has('starts-empty') ? 0 : this.#capacity
    return { tokens, updatedAtMs: this.#nowMs() }
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #tryAcquire(tokens: number): Answer {
    const before = { ...this.#content }
    this.#refill()
    const content = this.#content
    const granted = this.#has('needs-more') ? content.tokens > tokens : content.tokens >= tokens
    const rule = granted || tokens <= this.#capacity ? this.#rule : 'more-than-capacity'
    if (granted) {
      content.tokens -= this.#has('takes-one') ? 1 : tokens
      this.#rule = 'takes-what-it-grants'
    } else this.#refuse(tokens, before)
    return { rule, value: granted }
  }

  #refuse(tokens: number, before: Content): void {
    const content = this.#content
    if (this.#has('refused-takes')) content.tokens -= tokens
    if (this.#has('refused-drains')) content.tokens = 0
    if (this.#has('refused-restarts')) content.tokens = before.tokens
    this.#rule = 'refused-takes-nothing'
  }

  #refill(): void {
    const content = this.#content
    const nowMs = this.#nowMs()
    const start = content.updatedAtMs
    const elapsedMs = this.#has('time-zero-is-never') && start === 0 ? 0 : nowMs - start
    if (elapsedMs <= 0 && start !== 0) return
    const sum = content.tokens + this.#added(elapsedMs)
    if (elapsedMs > 0) this.#rule = sum > this.#capacity ? 'never-above-capacity' : 'refills-at-the-rate'
    if (this.#has('whole-seconds') && elapsedMs < 1000) return
    content.tokens = this.#has('no-limit') ? sum : Math.min(this.#capacity, sum)
    if (!this.#has('refills-twice')) content.updatedAtMs = nowMs
  }

  #added(elapsedMs: number): number {
    const exact = (elapsedMs * this.#perSecond) / 1000
    if (this.#has('rate-per-ms')) return exact * 1000
    if (this.#has('rate-too-slow')) return exact / 1000
    if (this.#has('whole-seconds')) return Math.floor(elapsedMs / 1000) * this.#perSecond
    return this.#has('loses-fractions') ? Math.floor(exact) : exact
  }

  #available(): Answer {
    if (!this.#has('available-stale')) this.#refill()
    const { tokens } = this.#content
    const rule = this.#rule === 'starts-full' ? this.#rule : 'available-tells-whole-tokens'
    if (this.#has('available-fraction')) return { rule, value: tokens }
    return { rule, value: this.#has('available-rounds-up') ? Math.ceil(tokens) : Math.floor(tokens) }
  }

  #retryAfter(tokens: number): Answer {
    const rule = 'retry-after-is-exact'
    if (tokens > this.#capacity && !this.#has('retry-after-over-capacity')) {
      return { rule: 'more-than-capacity', value: null }
    }
    this.#refill()
    const have = this.#has('retry-after-ignores-tokens') ? 0 : this.#content.tokens
    const exactMs = Math.max(0, ((tokens - have) / this.#perSecond) * 1000)
    if (this.#has('retry-after-in-seconds')) return { rule, value: exactMs / 1000 }
    if (this.#has('retry-after-rounds-down')) return { rule, value: Math.floor(exactMs) }
    const waitMs = Math.ceil(exactMs)
    // One that comes out whole may be a hair above it in floating point, and is rounded up to the next.
    const allowed = waitMs === exactMs && waitMs > 0 ? [waitMs, waitMs + 1] : [waitMs]
    return { rule, allows: (seen) => allowed.some((one) => one === seen), due: String(waitMs), value: waitMs }
  }
}
