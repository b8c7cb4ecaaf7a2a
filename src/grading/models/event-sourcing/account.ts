import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { type Event, eventsIn, isOld, isUnknown, type State } from './events.ts'
import { emptyHistory, type History, Intake, type Limits, type Origin } from './history.ts'
import type { Has } from './misconceptions.ts'

type Snapshot = { [name: string]: number }

const REJECTED = 'CommandRejectedError'

/** The account of the contract: commands make events, and events alone change it. */
export class EventSourcedAccount implements Subject {
  readonly #world: World
  readonly #has: Has
  /** A cell of its own, because a program may wrongly share it among its accounts. */
  readonly #cell: { history: History }
  /** The snapshot that it was restored from, for a misconception alone. */
  #callers: Snapshot | undefined
  /** The property that the present state hangs on. */
  #rule = 'records-what-happened'
  /** The one that a command was refused by just now: it must have changed nothing. */
  #refusedBy: string | undefined

  constructor(world: World) {
    this.#world = world
    this.#has = (id) => world.has(id)
    const first = world.first instanceof EventSourcedAccount ? world.first : undefined
    const shared = this.#has('shared-history') ? first : undefined
    this.#cell = shared === undefined ? { history: emptyHistory() } : shared.#cell
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const [first = null, second = null] = args as readonly Json[]
    switch (method) {
      case 'deposit':
        return this.#command({ deposited: Number(first) }, second)
      case 'withdraw':
        return this.#command({ withdrawn: Number(first) }, second)
      case 'close':
        return this.#command({ closed: 1 }, first)
      case 'replay':
        return this.#replay(eventsIn(first))
      case 'restore':
        return this.#restore(first as Snapshot | null, eventsIn(second))
      case 'events':
        return this.#events(Number(first))
      case 'snapshot':
        return { rule: this.#snapshotRule(), value: this.#snapshot() }
      default:
        return {
          rule: this.#readRule(),
          value: method === 'balance' ? this.#state.balance : this.#state.version,
        }
    }
  }

  /** A state that is seen to be right after a refusal clears the refusal of all that comes later. */
  #readRule(): string {
    const rule = this.#refusedBy ?? this.#rule
    this.#refusedBy = undefined
    return rule
  }

  get #state(): State {
    return this.#cell.history.state
  }

  #limits(): Limits {
    const more = (id: 'default-overdraft' | 'default-snapshots', option: string): number =>
      this.#has(id) && this.#world.isDefault(option) ? 100 : 0
    return {
      every: this.#world.number('snapshot_every') + more('default-snapshots', 'snapshot_every'),
      overdraft: this.#world.number('overdraft_cents') + more('default-overdraft', 'overdraft_cents'),
      nowMs: this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs(),
    }
  }

  #command(fact: Event, expected: Json): Answer {
    const isConflict = this.#isConflict(expected)
    const isRejected = this.#isRejected(fact)
    if (isConflict && !(isRejected && this.#has('rules-before-version'))) {
      this.#refusedBy = 'detects-conflicts'
      return { rule: this.#refusedBy, raises: 'VersionConflictError' }
    }
    const before = this.#state.version
    this.#refusedBy = undefined
    if (!isRejected || this.#has('rejected-is-recorded')) this.#record(fact)
    if (isRejected) {
      this.#refusedBy = 'rejects-what-the-rules-forbid'
      return { rule: this.#refusedBy, raises: REJECTED }
    }
    this.#rule = 'records-what-happened'
    return { rule: this.#rule, value: this.#has('returns-old-version') ? before : this.#state.version }
  }

  #isConflict(expected: Json): boolean {
    const { version } = this.#state
    if (expected === null || this.#has('expected-ignored')) return false
    if (expected === 0 && this.#has('expected-zero-is-any')) return false
    return this.#has('expected-only-lower') ? Number(expected) < version : expected !== version
  }

  #isRejected(fact: Event): boolean {
    const { balance, closed } = this.#state
    const { deposited, withdrawn } = fact
    const { overdraft } = this.#limits()
    const amount = deposited ?? withdrawn ?? 1
    const isLet =
      deposited === undefined
        ? 'closed' in fact && this.#has('closes-twice')
        : this.#has('deposits-when-closed')
    if (closed && !isLet) return true
    if (amount === 0 && !this.#has('zero-accepted') && !this.#has('negative-accepted')) return true
    if (amount < 0 && !this.#has('negative-accepted')) return true
    if ('closed' in fact) return balance < 0 && !this.#has('closes-in-debt')
    if (withdrawn === undefined || this.#has('overdraft-ignored')) return false
    const rest = balance - withdrawn + overdraft
    return this.#has('overdraft-off-by-one') ? rest <= 0 : rest < 0
  }

  #record(fact: Event): void {
    const { balance, version } = this.#state
    const limits = this.#limits()
    const isPaidOut = !this.#has('close-one-event') && !this.#has('close-beside-events')
    const facts = 'closed' in fact && balance > 0 && isPaidOut ? [{ withdrawn: balance }, fact] : [fact]
    const events = facts.map((one, index) => ({ version: version + 1 + index, time: limits.nowMs, ...one }))
    const intake = new Intake(this.#cell.history, 'command', limits, this.#has)
    intake.take(events)
    this.#cell.history = intake.history
    if ('closed' in fact && this.#has('close-beside-events')) this.#state.balance = 0
    this.#changeCallers()
  }

  /** A program that goes on with the very snapshot of its caller. */
  #changeCallers(): void {
    if (this.#callers === undefined || !this.#has('keeps-the-callers-snapshot')) return
    Object.assign(this.#callers, told(this.#state))
  }

  #replay(events: readonly Event[]): Answer {
    const { version } = this.#state
    const isRepeated = events.some((event) => (event['version'] ?? 0) <= version)
    return this.#takeIn(this.#cell.history, events, 'replay', isRepeated ? 'replays-once' : undefined)
  }

  #restore(snapshot: Snapshot | null, events: Event[]): Answer {
    const rule = snapshot === null ? undefined : 'rebuilds-from-a-snapshot'
    if (this.#has('restore-keeps-old') && snapshot === null) {
      return this.#takeIn(this.#cell.history, events, 'replay', rule)
    }
    const start = emptyHistory()
    if (snapshot !== null && !this.#has('snapshot-ignored')) {
      start.state = stateOf(snapshot, this.#has('restored-open'))
      start.snapshot = this.#has('restored-without-snapshot') ? undefined : stateOf(snapshot, false)
    }
    const answer = this.#takeIn(start, events, 'restore', rule)
    if (!('raises' in answer)) this.#takeOver(snapshot, events)
    return answer
  }

  #takeOver(snapshot: Snapshot | null, events: Event[]): void {
    this.#callers = snapshot ?? undefined
    this.#changeCallers()
    const { history } = this.#cell
    const isWhole = String(events.map(asText)) === String(history.log.map(asText))
    if (this.#has('keeps-the-callers-list') && isWhole) this.#cell.history = { ...history, log: events }
  }

  #takeIn(start: History, events: readonly Event[], origin: Origin, rule: string | undefined): Answer {
    const intake = new Intake(start, origin, this.#limits(), this.#has)
    intake.take(events)
    if (intake.stays) this.#cell.history = intake.history
    else intake.undo()
    this.#rule = intake.refusal === 'EventGapError' ? 'notices-gaps' : (rule ?? ruleOf(events))
    if (intake.refusal !== undefined) return { rule: this.#rule, raises: intake.refusal }
    this.#changeCallers()
    return { rule: this.#rule, value: this.#state.version }
  }

  #events(after: number): Answer {
    const { log } = this.#cell.history
    const rule = this.#readRule()
    if (this.#has('events-by-index')) return { rule, value: log.slice(after).map((event) => ({ ...event })) }
    const least = this.#has('events-include-after') ? after : after + 1
    const isShown = (event: Event): boolean => (event['version'] ?? 0) >= least
    if (this.#has('gives-its-own-list') && log.every(isShown)) {
      return { rule, value: log as unknown as Json }
    }
    return { rule, value: log.filter(isShown).map((event) => ({ ...event })) }
  }

  #snapshotRule(): string {
    return this.#rule === 'rebuilds-from-a-snapshot' ? this.#rule : 'takes-snapshots-on-time'
  }

  #snapshot(): Json {
    const { state, snapshot } = this.#cell.history
    if (this.#has('snapshot-is-the-state')) return snapshot === undefined ? null : told(state)
    return snapshot === undefined ? null : told(snapshot)
  }
}

function asText(event: Event): string {
  return JSON.stringify(event)
}

function told({ version, balance, closed }: State): Snapshot {
  return { version, balance, closed: closed ? 1 : 0 }
}

function stateOf(snapshot: Snapshot, isOpen: boolean): State {
  const { version = 0, balance = 0, closed = 0 } = snapshot
  return { version, balance, closed: closed !== 0 && !isOpen }
}

/** What taking in these events puts to the test. */
function ruleOf(events: readonly Event[]): string {
  if (events.some(isOld)) return 'reads-old-events'
  return events.some(isUnknown) ? 'passes-over-unknown-events' : 'rebuilds-from-history'
}
