import type { LoggedEvent } from '../../kernel/event-log.ts'
import type { Witness } from '../../kernel/witness.ts'
import type { InvariantId } from './invariants.ts'
import { Told } from './narrate.ts'
import type { Settings } from './parameters.ts'
import { longestWaitUs, type PolicyId } from './retry-policies.ts'

/** Checks the clients and the server from outside; it keeps its own account of the budget. */
export class Monitor {
  #budget: number
  readonly #settings: Settings
  readonly #policy: PolicyId
  readonly #witness: Witness<InvariantId>

  constructor(settings: Settings, policy: PolicyId, witness: Witness<InvariantId>) {
    this.#settings = settings
    this.#policy = policy
    this.#witness = witness
    this.#budget = settings.budgetCap
  }

  begins(): void {
    this.#budget = Math.min(this.#settings.budgetCap, this.#budget + this.#settings.budgetPerRequest)
  }

  /** The nth attempt (from 0) of a request. */
  sent(request: number, nth: number): void {
    this.#witness.hear(Told.sent, request, nth + 1)
    const most = this.#policy === 'none' ? 0 : this.#settings.retries
    if (nth <= most) return
    const how = `attempt ${nth + 1} of request ${request}, which may be attempted ${most + 1} times`
    this.#witness.violated('attempts-bounded', how, ofRequest(request))
  }

  /** The client decided to try again after the nth attempt. */
  retries(request: number, nth: number, waitUs: number): void {
    const { backoffUs } = this.#settings
    const most = this.#policy === 'fixed' ? backoffUs : longestWaitUs(this.#settings, nth)
    const least = this.#policy === 'fixed' ? backoffUs : 0
    if (this.#policy !== 'none' && (waitUs < least || waitUs > most)) {
      const how = `request ${request} waits ${waitUs} us after attempt ${nth + 1}, not ${least} to ${most}`
      this.#witness.violated('wait-in-bounds', how, ofRequest(request))
    }
    if (this.#policy !== 'budget') return
    if (this.#budget < 1000) {
      const how = `request ${request} is retried with ${(this.#budget / 1000).toFixed(1)} retries left`
      this.#witness.violated('budget-kept', how, ofRequest(request))
    }
    this.#budget -= 1000
  }

  succeeds(request: number, tookUs: number): void {
    const { timeoutUs } = this.#settings
    if (tookUs <= timeoutUs) return
    const how = `request ${request} succeeds by an answer after ${ms(tookUs)}; the timeout is ${ms(timeoutUs)}`
    this.#witness.violated('no-late-success', how, ofRequest(request))
  }

  started(busy: number, isOut: boolean): void {
    if (busy <= this.#settings.workers && !isOut) return
    const how = isOut
      ? 'the server starts work while it is out'
      : `the server works on ${busy} attempts at once`
    this.#witness.violated('within-capacity', how)
  }

  queued(waiting: number): void {
    if (waiting <= this.#settings.queueLimit) return
    this.#witness.violated('queue-bounded', `${waiting} attempts wait`)
  }
}

function ofRequest(request: number): (event: LoggedEvent) => boolean {
  return ({ code, a }) => (code === Told.sent || code === Told.failed) && a === request
}

function ms(us: number): string {
  return `${us / 1000} ms`
}
