export interface Options {
  overdraftCents?: number
  snapshotEvery?: number
  clock?: () => number
}

/** `version`, `time`, and what happened: `deposited` or `withdrawn` with cents, `closed`, or something unknown. */
export type Event = Readonly<Record<string, number>>
export type Snapshot = Readonly<Record<string, number>>

/** The command was decided on another version than the account has. */
export class VersionConflictError extends Error {
  override readonly name = 'VersionConflictError'
}

/** The rules forbid the command. */
export class CommandRejectedError extends Error {
  override readonly name = 'CommandRejectedError'
}

/** Events before these are missing. */
export class EventGapError extends Error {
  override readonly name = 'EventGapError'
}

interface State {
  readonly version: number
  readonly balance: number
  readonly closed: boolean
}

/** All that an account is. Never changed, only replaced as a whole. */
interface History {
  readonly state: State
  readonly events: readonly Event[]
  readonly snapshot: State | undefined
}

const NOTHING: History = { state: { version: 0, balance: 0, closed: false }, events: [], snapshot: undefined }

/** An account whose state is nothing but the sum of its events. */
export class EventSourcedAccount {
  readonly #overdraft: number
  readonly #snapshotEvery: number
  readonly #clock: () => number
  #history = NOTHING

  constructor({ overdraftCents = 0, snapshotEvery = 10, clock = () => Date.now() }: Options = {}) {
    this.#overdraft = overdraftCents
    this.#snapshotEvery = snapshotEvery
    this.#clock = clock
  }

  deposit(cents: number, expectedVersion?: number | null): number {
    this.#expect(expectedVersion)
    const { closed } = this.#history.state
    insist(cents > 0 && !closed)
    return this.#record({ deposited: cents })
  }

  withdraw(cents: number, expectedVersion?: number | null): number {
    this.#expect(expectedVersion)
    const { balance, closed } = this.#history.state
    insist(cents > 0 && !closed)
    insist(balance - cents >= -this.#overdraft)
    return this.#record({ withdrawn: cents })
  }

  close(expectedVersion?: number | null): number {
    this.#expect(expectedVersion)
    const { balance, closed } = this.#history.state
    insist(balance >= 0 && !closed)
    const payout = balance > 0 ? [{ withdrawn: balance }] : []
    return this.#record(...payout, { closed: 1 })
  }

  balance(): number {
    return this.#history.state.balance
  }

  version(): number {
    return this.#history.state.version
  }

  events(after: number): Event[] {
    return this.#history.events.filter((event) => versionOf(event) > after).map((event) => ({ ...event }))
  }

  snapshot(): Snapshot | undefined {
    const { snapshot } = this.#history
    if (snapshot === undefined) return undefined
    return { version: snapshot.version, balance: snapshot.balance, closed: snapshot.closed ? 1 : 0 }
  }

  replay(events: readonly Event[]): number {
    return this.#takeIn(this.#history, events)
  }

  restore(snapshot: Snapshot | null | undefined, events: readonly Event[]): number {
    if (snapshot === null || snapshot === undefined) return this.#takeIn(NOTHING, events)
    const { version = 0, balance = 0, closed = 0 } = snapshot
    const state = { version, balance, closed: closed === 1 }
    return this.#takeIn({ state, events: [], snapshot: state }, events)
  }

  #expect(version: number | null | undefined): void {
    const actual = this.version()
    if (version !== null && version !== undefined && version !== actual) {
      throw new VersionConflictError(`expected version ${version}, but it is ${actual}`)
    }
  }

  #record(...facts: readonly Event[]): number {
    const time = this.#clock()
    const first = this.version() + 1
    return this.#takeIn(
      this.#history,
      facts.map((fact, index) => ({ version: first + index, time, ...fact })),
    )
  }

  /** The one way in which an account changes. Nothing is assigned before all went well. */
  #takeIn(from: History, incoming: readonly Event[]): number {
    let { state, snapshot } = from
    const events = [...from.events]
    for (const given of incoming) {
      const event = upcast(given)
      if (versionOf(event) <= state.version) continue
      if (versionOf(event) > state.version + 1) throw new EventGapError(`version ${state.version + 1} is missing`)
      events.push(event)
      state = after(state, event)
      if (state.version % this.#snapshotEvery === 0) snapshot = state
    }
    this.#history = { state, events, snapshot }
    return state.version
  }
}

/** Events are facts: nothing is checked here. */
function after({ balance, closed }: State, event: Event): State {
  const { deposited = 0, withdrawn = 0 } = event
  return {
    version: versionOf(event),
    balance: balance + deposited - withdrawn,
    closed: closed || 'closed' in event,
  }
}

/** A copy in the present form: the first version of the program counted in euros, under other names. */
function upcast(event: Event): Event {
  const { credited, debited, ...rest } = event
  if (credited !== undefined) return { ...rest, deposited: credited * 100 }
  return debited === undefined ? rest : { ...rest, withdrawn: debited * 100 }
}

function versionOf({ version = 0 }: Event): number {
  return version
}

function insist(allowed: boolean): void {
  if (!allowed) throw new CommandRejectedError('the rules forbid it')
}
