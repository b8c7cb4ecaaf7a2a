import type { Json } from '../../sequence.ts'
import { canonical } from '../../value.ts'
import { Escape, Trail } from '../trail.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { Flush } from './flush.ts'
import type { LogRecord } from './form.ts'
import type { Has } from './misconceptions.ts'
import { type Recovery, recovery, ruleOfPayloads } from './recovery.ts'
import { State } from './state.ts'

const AHEAD = 'data-never-ahead-of-the-log'
const FINAL = 'a-failure-is-final'
const CUTS = 'cuts-what-it-does-not-keep'
const DISCARDS = 'discards-what-the-data-files-hold'
const GOES_ON = 'goes-on-where-it-ended'
const STOPS = 'stops-at-the-first-bad-record'
const GAP = 'refuses-a-gap'

/** The log of the contract. */
export class WriteAheadLog implements Subject {
  readonly #world: World
  readonly #has: Has
  readonly #state: State
  #trail: Trail
  /** The property that the next LSN hangs on, and the one that `durable` hangs on. */
  #ruleOfNext = 'numbers-records-in-order'
  #ruleOfDurable = 'durable-only-when-synced'

  constructor(world: World) {
    this.#world = world
    this.#has = (id) => world.has(id)
    this.#trail = new Trail(world)
    const { first } = world
    const shares = this.#has('shared-log') && first instanceof WriteAheadLog
    this.#state = shares ? first.#state : new State()
    if (this.#has('lsns-from-zero')) this.#state.next = 0
  }

  call(method: string, args: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    this.#trail = new Trail(this.#world)
    try {
      return this.#do(method, args as readonly Json[], seen)
    } catch (error) {
      if (!(error instanceof Escape)) throw error
      return { rule: this.#trail.ruleOf(error.rule), raises: error.label }
    }
  }

  #do(method: string, [first, second]: readonly Json[], seen: Json | undefined): Answer {
    switch (method) {
      case 'append':
        return this.#add('D', String(first))
      case 'commit':
        return this.#add('C', '')
      case 'flush':
        return this.#flush()
      case 'durable':
        return { rule: this.#ruleOfDurable, value: this.#state.durable }
      case 'checkpoint':
        return this.#checkpoint(Number(first))
      default:
        return this.#recover(String(first), Number(second), seen)
    }
  }

  #refuseIfFailed(isLenient = false): void {
    if (!this.#state.hasFailed || isLenient) return
    throw new Escape('LogFailedError', this.#ruleOfDurable === GAP ? GAP : FINAL)
  }

  #add(kind: 'D' | 'C', payload: string): Answer {
    this.#refuseIfFailed(this.#has('adds-after-a-failure'))
    const state = this.#state
    const isIdle = kind === 'C' && !state.isOpen && this.#has('empty-commit-ignored')
    if (isIdle) return { rule: this.#ruleOfNext, value: state.next - 1 }
    state.isOpen = kind === 'D'
    const lsn = kind === 'C' && this.#has('commit-has-no-lsn') ? state.next - 1 : state.next
    state.next = kind === 'C' && this.#has('lsns-per-transaction') ? 1 : lsn + 1
    const record: LogRecord = { lsn, kind, payload }
    if (this.#has('append-writes')) this.#flushing().writeNow(record)
    else state.waiting.push(record)
    if (this.#has('durable-when-added')) state.durable = lsn
    if (kind === 'C' && this.#has('commit-flushes')) this.#flushing().run()
    const hangsOn = this.#world.did().length > 0 ? 'commits-in-groups' : this.#ruleOfNext
    this.#ruleOfNext = 'numbers-records-in-order'
    return { rule: hangsOn, value: lsn }
  }

  #flushing(): Flush {
    return new Flush(this.#has, this.#trail, this.#state)
  }

  #flush(): Answer {
    const waits = this.#state.waiting.length > 0
    this.#refuseIfFailed(!waits && this.#has('idle-flush-forgives'))
    this.#ruleOfDurable = FINAL
    this.#flushing().run()
    this.#ruleOfDurable = 'durable-only-when-synced'
    const isIdle = !waits && this.#world.did().length > 0
    const rule = isIdle ? 'commits-in-groups' : this.#ruleOfDurable
    return { rule: this.#trail.ruleOf(rule), value: this.#state.durable }
  }

  #checkpoint(lsn: number): Answer {
    const state = this.#state
    this.#refuseIfFailed(this.#has('checkpoint-after-a-failure'))
    const known = this.#has('checkpoint-of-the-added') ? state.next - 1 : state.durable
    const isAhead = lsn > known && !this.#has('checkpoint-unchecked')
    if (isAhead || (lsn === state.durable && this.#has('refuses-the-durable'))) {
      throw new Escape('NotDurableError', AHEAD)
    }
    const length = this.#heldLength(lsn)
    if (length === 0 && !this.#has('discards-nothing-at-all')) return this.#checkpointed()
    const counted = this.#has('counts-from-the-old-front') ? length + state.taken : length
    const isRefused = (did: string | undefined): boolean => did === undefined && lsn === state.durable
    const rule = (did: string | undefined): string => (isRefused(did) ? AHEAD : DISCARDS)
    const failed = this.#trail.run(rule, 'discard', counted)
    if (failed === undefined || this.#has('failed-discard-counts')) state.drop(length)
    if (failed === undefined || this.#has('swallows-a-failed-discard')) return this.#checkpointed()
    if (this.#has('failed-discard-is-final')) state.hasFailed = true
    throw new Escape(failed, DISCARDS)
  }

  #checkpointed(): Answer {
    return { rule: this.#trail.ruleOf(DISCARDS), value: null }
  }

  /** How many characters at the front of the file are held by the data files. */
  #heldLength(lsn: number): number {
    const limit = this.#has('discards-too-little') ? lsn - 1 : lsn
    const { placed, length } = this.#state
    const isLoose = this.#has('splits-a-transaction')
    const end = placed.findLast((one) => one.lsn <= limit && (one.isCommit || isLoose))?.end ?? 0
    return end > 0 && this.#has('discards-everything') ? length : end
  }

  #recover(contents: string, checkpoint: number, seen: Json | undefined): Answer {
    const state = this.#state
    const wasFailed = state.hasFailed
    const found = recovery(contents, checkpoint, this.#has)
    state.hasFailed = true
    this.#ruleOfDurable = GAP
    if (found.isGap) {
      if (this.#has('cuts-before-it-refuses')) this.#cut(found, contents, seen)
      if (this.#has('open-after-a-gap')) state.hasFailed = wasFailed
      throw new Escape('MissingRecordsError', GAP)
    }
    if (this.#has('opens-before-the-cut')) this.#open(found, checkpoint, found.kept.at(-1)?.end ?? 0)
    const length = this.#cut(found, contents, seen)
    this.#open(found, checkpoint, length)
    state.hasFailed = wasFailed && this.#has('stays-failed')
    const isCut = length < contents.length
    const rule = (did: string | undefined): string => {
      if (did !== undefined) return isCut || did.endsWith(`(${contents.length})`) ? CUTS : STOPS
      const isRefused = seen === undefined && (found.records[0]?.lsn ?? checkpoint) < checkpoint
      return isRefused ? GAP : ruleOfPayloads(contents, checkpoint, seen)
    }
    return { rule: this.#trail.ruleOf(rule), value: found.payloads }
  }

  /** Gives the length of the file afterwards. */
  #cut({ records, kept, payloads }: Recovery, contents: string, seen: Json | undefined): number {
    const end = kept.at(-1)?.end ?? 0
    if (end >= contents.length && !this.#has('always-cuts')) return end
    if (this.#has('never-cuts')) return contents.length
    const isDamaged = (records.at(-1)?.end ?? 0) < contents.length
    const isReadRight = seen !== undefined && canonical(seen) === canonical(payloads)
    const rule = isDamaged && !isReadRight ? STOPS : CUTS
    const failed = this.#trail.run(rule, 'truncate', end)
    if (failed !== undefined && !this.#has('goes-on-when-the-cut-fails')) throw new Escape(failed, CUTS)
    return end
  }

  #open({ records, kept }: Recovery, checkpoint: number, length: number): void {
    const state = this.#state
    const last = kept.at(-1)?.lsn ?? 0
    const isLow = this.#has('lsns-ignore-the-checkpoint') || this.#has('lsns-follow-the-short-log')
    const committed = records.findLast(({ kind }) => kind === 'C')?.lsn ?? 0
    const end = this.#has('lsns-follow-the-short-log') ? committed : last
    const isCutCounted = this.#has('durable-counts-what-was-cut')
    const base = isLow ? end : Math.max(isCutCounted ? (records.at(-1)?.lsn ?? 0) : last, checkpoint)
    const read = this.#has('lsns-count-what-was-cut') ? (records.at(-1)?.lsn ?? 0) : 0
    state.next = this.#has('lsns-start-again') ? 1 : Math.max(base, read) + 1
    if (!this.#has('durable-stays')) {
      state.durable = this.#has('durable-never-falls') ? Math.max(base, state.durable) : base
    }
    if (!this.#has('waiting-records-survive') && !this.#has('failed-records-survive')) state.waiting = []
    state.unsynced = []
    state.isOpen = false
    state.hasFailed = false
    state.length = length
    state.taken = 0
    const isForgotten = this.#has('forgets-the-recovered')
    state.placed = isForgotten ? [] : kept.map(({ lsn, end, kind }) => ({ lsn, end, isCommit: kind === 'C' }))
    this.#ruleOfNext = GOES_ON
    this.#ruleOfDurable = GOES_ON
  }
}
