import type { Json } from '../../sequence.ts'
import { Escape, type Rule, Trail } from '../trail.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { Rounds } from './rounds.ts'

interface End {
  readonly outcome: 'committed' | 'committing' | 'aborted'
  readonly rule: Rule
}

/** What came of asking. */
interface Votes {
  readonly yes: readonly string[]
  /** No answer came, so that they may be prepared. */
  readonly silent: readonly string[]
  readonly no: readonly string[]
  readonly canCommit: boolean
  /** With what the first of the silent failed. */
  readonly failure: string | undefined
}

/**
 * The coordinator of the contract: two-phase commit (Gray 1978) with presumed abort and read-only votes
 * (Mohan, Lindsay and Obermarck 1986).
 */
export class Coordinator implements Subject {
  readonly #world: World
  /** For a program that keeps the votes from transaction to transaction. */
  readonly #remembered: string[]
  #trail: Trail

  constructor(world: World) {
    this.#world = world
    this.#trail = new Trail(world)
    const { first } = world
    const shares = this.#has('shared-votes') && first instanceof Coordinator
    this.#remembered = shares ? first.#remembered : []
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const [txn, texts] = args as readonly [string, readonly string[]]
    this.#trail = new Trail(this.#world)
    try {
      const { outcome, rule } = method === 'recover' ? this.#recover(txn, texts) : this.#run(txn, texts)
      return { rule: this.#trail.ruleOf(rule), value: outcome }
    } catch (error) {
      if (!(error instanceof Escape)) throw error
      return { rule: this.#trail.ruleOf(error.rule), raises: error.label }
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #run(txn: string, participants: readonly string[]): End {
    const order = this.#has('asks-sorted') ? [...participants].sort() : participants
    const keeps = this.#has('remembers-votes') || this.#has('shared-votes')
    const old = keeps ? [...this.#remembered] : []
    const votes = this.#ask(txn, order)
    this.#remembered.push(...votes.yes)
    if (votes.canCommit) return this.#commit(txn, [...old, ...votes.yes])
    return this.#abort(txn, votes, [...old, ...this.#toAbort(votes, order)])
  }

  #ask(txn: string, order: readonly string[]): Votes {
    const yes: string[] = []
    const silent: string[] = []
    const no: string[] = []
    let failure: string | undefined
    for (const participant of order) {
      const vote = this.#vote(txn, participant)
      if (vote === 'yes' || (vote === 'read-only' && this.#has('read-only-is-yes'))) yes.push(participant)
      else if ('error' in Object(vote)) {
        silent.push(participant)
        failure ??= (vote as { error: string }).error
      } else if (vote !== 'read-only' || this.#has('read-only-is-no')) no.push(participant)
      if (silent.length + no.length > 0 && !this.#has('asks-on-after-a-no')) break
    }
    return { yes, silent, no, failure, canCommit: silent.length + no.length === 0 }
  }

  /** A vote, or the error that came instead. */
  #vote(txn: string, participant: string): string | { readonly error: string } {
    const ask = () => this.#trail.gives('asks-each-in-order', 'prepare', participant, txn)
    const first = ask()
    const outcome = 'error' in first && this.#has('asks-again') ? ask() : first
    if ('error' in outcome) return this.#has('silence-is-yes') ? 'yes' : outcome
    return outcome.value === 'no' && this.#has('no-is-yes') ? 'yes' : String(outcome.value)
  }

  #commit(txn: string, yes: readonly string[]): End {
    const rule: Rule = (did) => (isCommit(did) ? 'writes-the-decision-first' : ruleOfCommit(did))
    if (yes.length === 0 && !this.#has('records-for-nobody')) {
      return { outcome: 'committed', rule: 'leaves-read-only-out' }
    }
    const early = this.#has('commits-before-it-records')
    const isDone = early ? this.#rounds(txn, yes, false).tell() : false
    const entry = this.#has('records-no-participants') ? 'commit' : ['commit', ...yes].join(' ')
    const skips = this.#has('records-no-decision')
    const failed = skips ? undefined : this.#trail.run(rule, 'record', txn, entry)
    if (failed !== undefined && !this.#has('ignores-record-failures'))
      return this.#unwritten(txn, yes, failed)
    return this.#finish(txn, yes, early ? isDone : undefined, false)
  }

  /** The write of the decision failed: whether it is on disk, nobody knows. */
  #unwritten(txn: string, yes: readonly string[], failed: string): End {
    const rule = 'an-unwritten-decision-is-none'
    const raises = this.#has('record-failure-aborts-and-raises')
    if (raises || this.#has('record-failure-aborts')) {
      for (const participant of yes) this.#trail.run(rule, 'abort', participant, txn)
      if (!raises) return { outcome: 'aborted', rule }
    }
    throw new Escape(failed, rule)
  }

  #rounds(txn: string, yes: readonly string[], isRecovery: boolean): Rounds {
    return new Rounds(this.#world, this.#trail, txn, yes, isRecovery)
  }

  /** From the decision on, which stands. */
  #finish(txn: string, yes: readonly string[], told: boolean | undefined, isRecovery: boolean): End {
    const isDone = told ?? this.#rounds(txn, yes, isRecovery).tell()
    if (!isDone && this.#has('commit-failure-aborts')) {
      for (const participant of yes) this.#trail.run('never-takes-it-back', 'abort', participant, txn)
      return { outcome: 'aborted', rule: 'never-takes-it-back' }
    }
    const neverEnds = this.#has('never-ends') || (isRecovery && this.#has('recovery-never-ends'))
    if ((isDone || this.#has('ends-too-soon')) && !neverEnds) this.#end(txn, isRecovery)
    const rule = this.#has('ends-too-soon') || isDone ? 'ends-when-all-have-acknowledged' : ruleOfPending
    const isCommitted = isDone || this.#has('tells-committed-too-soon')
    return { outcome: isCommitted ? 'committed' : 'committing', rule }
  }

  #end(txn: string, isRecovery: boolean): void {
    const rule = isRecovery ? 'recovers-what-was-decided' : 'ends-when-all-have-acknowledged'
    const failed = this.#trail.run(rule, 'record', txn, 'end')
    if (failed !== undefined && this.#has('end-failure-escapes')) throw new Escape(failed, rule)
  }

  #abort(txn: string, votes: Votes, told: readonly string[]): End {
    if (votes.failure !== undefined && this.#has('vote-error-escapes-at-once')) {
      throw new Escape(votes.failure, ruleOfAborted)
    }
    if (this.#has('records-abort')) this.#trail.run('abort-is-presumed', 'record', txn, 'abort')
    for (const participant of told) {
      const more = this.#has('retries-abort') ? this.#world.number('commit_rounds') : 1
      let failed: string | undefined
      for (let attempt = 0; attempt < more; attempt += 1) {
        failed = this.#trail.run(ruleOfAbort, 'abort', participant, txn)
        if (failed === undefined) break
      }
      if (failed !== undefined && this.#has('abort-error-escapes')) {
        throw new Escape(failed, 'abort-is-presumed')
      }
      if (failed !== undefined && this.#has('abort-failure-stops')) break
    }
    if (votes.failure !== undefined && this.#has('vote-error-escapes')) {
      throw new Escape(votes.failure, 'commits-only-on-yes-from-all')
    }
    return { outcome: 'aborted', rule: ruleOfAborted }
  }

  #toAbort({ yes, silent, no }: Votes, order: readonly string[]): readonly string[] {
    if (this.#has('tells-no-abort')) return []
    if (this.#has('aborts-everyone')) return order
    const told = new Set([
      ...yes,
      ...(this.#has('leaves-the-silent-prepared') ? [] : silent),
      ...(this.#has('aborts-the-refuser') ? no : []),
    ])
    return order.filter((one) => told.has(one))
  }

  #recover(txn: string, log: readonly string[]): End {
    const decision = log.find((entry) => entry.startsWith('commit'))
    if (decision === undefined || this.#has('recovers-nothing')) {
      if (this.#has('recovery-records-abort')) this.#trail.run('presumes-abort', 'record', txn, 'abort')
      const outcome = this.#has('presumes-commit') ? 'committed' : 'aborted'
      return { outcome, rule: decision === undefined ? 'presumes-abort' : 'recovers-what-was-decided' }
    }
    const rule = 'recovers-what-was-decided'
    if (log.includes('end') && !this.#has('recovery-ignores-the-end')) return { outcome: 'committed', rule }
    if (this.#has('recovery-records-again')) this.#trail.run(rule, 'record', txn, decision)
    const { outcome } = this.#finish(txn, decision.split(' ').slice(1), undefined, true)
    return { outcome, rule }
  }
}

function isCommit(did: string | undefined): boolean {
  return did?.startsWith('commit(') === true
}

/** What is wrong where the decision to commit is due. */
function ruleOfCommit(did: string | undefined): string {
  return did?.startsWith('record(') === true ? 'writes-the-decision-first' : 'commits-only-on-yes-from-all'
}

/** What is wrong where a participant is to be told to abort. */
function ruleOfAbort(did: string | undefined): string {
  if (did === undefined || did.startsWith('abort(')) return 'aborts-those-in-doubt'
  return ruleOfAborted(did)
}

/** What is wrong where the transaction is to be over, aborted. */
function ruleOfAborted(did: string | undefined): string {
  if (did === undefined) return 'commits-only-on-yes-from-all'
  if (did.startsWith('prepare(')) return 'asks-each-in-order'
  if (did.startsWith('abort(')) return 'aborts-those-in-doubt'
  return did.startsWith('record(') && did.includes('abort')
    ? 'abort-is-presumed'
    : 'commits-only-on-yes-from-all'
}

/** What is wrong where the rounds are over and not everybody has acknowledged. */
function ruleOfPending(did: string | undefined): string {
  if (did?.startsWith('record(') === true) return 'ends-when-all-have-acknowledged'
  return isCommit(did) || did?.startsWith('sleep(') === true
    ? 'commits-until-acknowledged'
    : 'never-takes-it-back'
}
