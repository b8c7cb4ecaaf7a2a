import type { LoggedEvent } from '../../kernel/event-log.ts'
import type { Witness } from '../../kernel/witness.ts'
import type { InvariantId } from './invariants.ts'
import type { LimiterKind } from './kinds.ts'
import { Told } from './narrate.ts'
import type { Settings } from './parameters.ts'
import { PassedTimes } from './passed-times.ts'

const RULES: Readonly<Record<LimiterKind, InvariantId>> = {
  token: 'token-envelope',
  leaky: 'leaky-bounded',
  fixed: 'fixed-window-kept',
  log: 'sliding-log-kept',
  counter: 'counter-kept',
}

/** Checks limiters from outside: it knows what passed and when, and works out each rule from that alone. */
export class Monitor {
  /** Most requests of one client that passed within one window's length. */
  worst = 0
  readonly #settings: Settings
  readonly #kind: LimiterKind
  readonly #witness: Witness<InvariantId>
  /** By client. */
  readonly #passed: readonly PassedTimes[]
  readonly #waiting: Int32Array
  readonly #lastToCome: Int32Array

  constructor(settings: Settings, kind: LimiterKind, witness: Witness<InvariantId>) {
    this.#settings = settings
    this.#kind = kind
    this.#witness = witness
    this.#passed = Array.from({ length: settings.clients }, () => new PassedTimes())
    this.#waiting = new Int32Array(settings.clients)
    this.#lastToCome = new Int32Array(settings.clients).fill(-1)
  }

  /** To be called before a request that is let through at once passes. */
  decided(nowUs: number, request: number, client: number, atUs: number | undefined): void {
    const exceeds = this.#wouldExceed(nowUs, client)
    if (atUs === undefined) {
      this.#witness.hear(Told.refused, request, client)
      if (exceeds) return
      const how = `request ${request} of client ${client} is refused, though the rule lets it pass`
      this.#witness.violated('refuses-with-cause', how, ofClient(client))
      return
    }
    if (exceeds) {
      const how = `request ${request} of client ${client} is let in, though the rule forbids it`
      this.#witness.violated(RULES[this.#kind], how, ofClient(client))
    }
    if (atUs <= nowUs) return
    this.#witness.hear(Told.waits, request, client)
    this.#waiting[client] = (this.#waiting[client] as number) + 1
  }

  passes(nowUs: number, request: number, place: number, client: number, waited: boolean): void {
    const { windowUs, limit } = this.#settings
    const passed = this.#passed[client] as PassedTimes
    this.#witness.hear(Told.passed, request, client)
    if (waited) this.#waiting[client] = (this.#waiting[client] as number) - 1
    if (this.#kind === 'leaky') this.#checkLeaving(nowUs, request, place, client, passed)
    passed.add(nowUs, windowUs, limit)
    const inWindow = passed.since(nowUs - windowUs + 1)
    if (inWindow <= this.worst) return
    this.worst = inWindow
    if (inWindow > limit) this.#witness.hear(Told.beyondLimit, client, inWindow)
  }

  #checkLeaving(nowUs: number, request: number, place: number, client: number, passed: PassedTimes): void {
    const { windowUs, limit } = this.#settings
    // Leaving times are rounded up to whole microseconds, so that a gap may be short by less than one.
    if (passed.exceedsEnvelope(nowUs + 1, 1, windowUs, limit)) {
      const how = `request ${request} of client ${client} leaves too soon after those before it`
      this.#witness.violated('leaky-rate', how, ofClient(client))
    }
    if (place < (this.#lastToCome[client] as number)) {
      const how = `request ${request} of client ${client} leaves after one that came later`
      this.#witness.violated('leaky-in-order', how, ofClient(client))
    }
    this.#lastToCome[client] = place
  }

  #wouldExceed(nowUs: number, client: number): boolean {
    const { limit, windowUs, bucket, queueLimit } = this.#settings
    const passed = this.#passed[client] as PassedTimes
    const beginUs = Math.floor(nowUs / windowUs) * windowUs
    switch (this.#kind) {
      case 'token':
        return passed.exceedsEnvelope(nowUs, bucket, windowUs, limit)
      case 'fixed':
        return passed.since(beginUs) >= limit
      case 'log':
        return passed.since(nowUs - windowUs + 1) >= limit
      case 'counter': {
        const now = passed.since(beginUs)
        const before = passed.since(beginUs - windowUs) - now
        return before * (beginUs + windowUs - nowUs) + (now + 1) * windowUs > limit * windowUs
      }
      case 'leaky':
        return (this.#waiting[client] as number) >= queueLimit && this.#mustWait(nowUs, client, passed)
    }
  }

  #mustWait(nowUs: number, client: number, passed: PassedTimes): boolean {
    const { limit, windowUs } = this.#settings
    return (this.#waiting[client] as number) > 0 || passed.exceedsEnvelope(nowUs, 1, windowUs, limit)
  }
}

function ofClient(client: number): (event: LoggedEvent) => boolean {
  return ({ b }) => b === client
}
