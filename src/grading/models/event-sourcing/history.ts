import { applied, type Event, isUnknown, type State, upcast } from './events.ts'
import type { Has } from './misconceptions.ts'

/** Whether events come from a command of this account, from a replay, or from a restore. */
export type Origin = 'command' | 'replay' | 'restore'

/** All that an account is. */
export interface History {
  state: State
  log: Event[]
  snapshot: State | undefined
}

/** Why events were not taken in. */
export type Refusal = 'EventGapError' | 'CommandRejectedError'

export interface Limits {
  readonly every: number
  readonly overdraft: number
  readonly nowMs: number
}

export function emptyHistory(): History {
  return { state: { version: 0, balance: 0, closed: false }, log: [], snapshot: undefined }
}

/** Takes events into a history, all or none: the one way in which an account changes. */
export class Intake {
  readonly #has: Has
  readonly #limits: Limits
  readonly #origin: Origin
  readonly #length: number
  history: History
  refusal: Refusal | undefined

  constructor(history: History, origin: Origin, limits: Limits, has: Has) {
    const { state, log, snapshot } = history
    const isOwn = has('gives-its-own-list') || has('keeps-the-callers-list')
    this.history = { state, log: isOwn ? log : [...log], snapshot }
    this.#length = log.length
    this.#origin = origin
    this.#limits = limits
    this.#has = has
  }

  /** Whether all went well, or a program with these misconceptions keeps what it has taken in. */
  get stays(): boolean {
    return this.refusal === undefined || this.#has('gap-takes-part')
  }

  /** A list that is the account's own gets shorter again. */
  undo(): void {
    this.history.log.length = this.#length
  }

  take(events: readonly Event[]): void {
    const before = this.history.state.version
    for (const event of [...events]) {
      const { state } = this.history
      const version = event['version'] ?? 0
      if (version <= state.version && !this.#applies(event)) continue
      if (version > state.version + 1 && !this.#has('gaps-ignored')) {
        if (!this.#has('gap-ends-silently')) this.refusal = 'EventGapError'
        break
      }
      this.#takeOne(event)
      if (this.refusal !== undefined) return
    }
    if (this.refusal === undefined) this.#snapshotOfBatch(before)
  }

  /** Whether an event that it has already is applied once more. */
  #applies(event: Event): boolean {
    if (this.#origin === 'command') return false
    if (this.#origin === 'restore' && this.#has('snapshot-events-again')) return true
    if (this.#origin === 'restore' && this.#has('covered-events-kept')) this.history.log.push(event)
    return this.#has('replay-applies-again') || this.#has('replay-goes-back')
  }

  #takeOne(given: Event): void {
    const { history } = this
    const event = upcast(given, this.#has)
    if (isUnknown(event) && this.#has('unknown-not-counted')) return
    if (this.#isForbidden(event)) {
      this.refusal = 'CommandRejectedError'
      return
    }
    const before = history.state
    history.state = this.#after(before, event)
    this.#keep(event, given)
    this.#snapshotOf(history.state, before)
  }

  #isForbidden({ withdrawn }: Event): boolean {
    if (this.#origin === 'command' || !this.#has('replay-validates') || withdrawn === undefined) return false
    return this.history.state.balance - withdrawn < -this.#limits.overdraft
  }

  #after(before: State, event: Event): State {
    const after = applied(before, event, this.#has)
    if (this.#origin !== 'command' && this.#has('replay-forgets-closed')) after.closed = before.closed
    // A program that takes the version of the event for its own differs only where one comes out of turn.
    if (!this.#has('replay-applies-again')) after.version = event['version'] ?? after.version
    return after
  }

  #keep(event: Event, given: Event): void {
    const isReplayed = this.#origin !== 'command'
    if (isReplayed && this.#has('replay-keeps-no-events')) return
    if (isUnknown(event) && this.#has('unknown-not-kept')) return
    const kept = this.#has('gives-the-old-form') ? given : event
    const stamped = isReplayed && this.#has('replay-restamps') ? { ...kept, time: this.#limits.nowMs } : kept
    this.history.log.push(stamped)
  }

  #snapshotOf(state: State, before: State): void {
    if (this.#has('snapshot-missed-in-batch') || this.#has('snapshot-after-batch')) return
    const last = this.history.snapshot?.version ?? 0
    const isDue = this.#has('snapshot-by-distance')
      ? state.version - last >= this.#limits.every
      : state.version % this.#limits.every === 0
    if (!isDue) return
    const isEarly = this.#has('snapshot-without-the-event')
    this.#snap(isEarly ? { ...before, version: state.version } : { ...state })
  }

  #snapshotOfBatch(before: number): void {
    const { state } = this.history
    const { every } = this.#limits
    const isMultiple = state.version > before && state.version % every === 0
    const hasPassed = Math.floor(state.version / every) > Math.floor(before / every)
    if (this.#has('snapshot-missed-in-batch') ? isMultiple : this.#has('snapshot-after-batch') && hasPassed) {
      this.#snap({ ...state })
    }
  }

  #snap(snapshot: State): void {
    if (this.#origin !== 'command' && this.#has('snapshot-by-commands-only')) return
    if (this.history.snapshot !== undefined && this.#has('snapshot-only-once')) return
    if (this.#has('snapshot-forgets-closed')) snapshot.closed = false
    this.history.snapshot = snapshot
  }
}
