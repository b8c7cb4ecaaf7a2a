import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { Change, LogRecord, TwoPhaseMessage } from './messages.ts'
import { COORDINATOR, START_BALANCE, type TwoPhaseSettings } from './settings.ts'

/** It has voted yes and does not know the decision: from here it may decide nothing by itself. */
interface InDoubt {
  readonly change: Change
  readonly participants: readonly number[]
}

const DOUBT = 0
const FREE = -1

/**
 * A participant of two-phase commit with its part of the accounts (Bernstein, Hadzilacos and Goodman
 * 1987, section 7.4), and the cooperative termination protocol of the same section. A lock that is
 * taken is not waited for: the vote is no, so that there are no deadlocks.
 */
export class Participant implements ClusterNode<TwoPhaseMessage> {
  readonly log: readonly LogRecord[]
  readonly balances: number[]
  readonly inDoubt = new Map<number, InDoubt>()
  readonly #decided = new Map<number, boolean>()
  readonly #lockedBy: number[]
  readonly #context: Context<TwoPhaseMessage>
  readonly #settings: TwoPhaseSettings

  constructor(context: Context<TwoPhaseMessage>, settings: TwoPhaseSettings) {
    this.#context = context
    this.#settings = settings
    this.log = context.disk.list<LogRecord>('log')
    this.balances = new Array<number>(settings.accounts).fill(START_BALANCE)
    this.#lockedBy = new Array<number>(settings.accounts).fill(FREE)
  }

  /** Redoes what was committed, and takes the locks of what is in doubt again. */
  onStart(): void {
    for (const record of this.log) this.#redo(record)
    for (const [tx, { change }] of this.inDoubt) {
      this.#lock(change, tx)
      this.#context.moment('restarted-in-doubt')
      if (this.#context.telling)
        this.#context.tell(`restarts in doubt about ${tx} and locks account ${change.account} again`)
      this.#ask(tx)
    }
  }

  onMessage(from: number, message: TwoPhaseMessage): void {
    switch (message.type) {
      case 'VoteRequest':
        this.#onVoteRequest(message)
        break
      case 'Decision':
        this.#onDecision(from, message.tx, message.commit)
        break
      case 'DecisionRequest':
        this.#onDecisionRequest(from, message.tx)
    }
  }

  onTimer(_timer: number, tx: number): void {
    if (!this.inDoubt.has(tx)) return
    this.#context.moment('in-doubt')
    const { mistake } = this.#settings
    if (mistake === 'decides-alone' || mistake === 'corrects-itself') {
      if (this.#context.telling) this.#context.tell(`hears nothing of ${tx} and aborts it by itself`)
      this.#decide(tx, false)
    } else if (mistake !== 'never-asks') this.#ask(tx)
  }

  view(): NodeView {
    const locked = this.#lockedBy.filter((tx) => tx !== FREE).length
    const total = this.balances.reduce((sum, one) => sum + one, 0)
    return {
      role: this.inDoubt.size > 0 ? 'in-doubt' : 'idle',
      fields: { money: total, locked, 'in doubt': this.inDoubt.size },
      log: this.log.slice(-40).map(({ kind, tx }) => `${tx} ${kind}`),
    }
  }

  #onVoteRequest({ tx, change, participants }: TwoPhaseMessage & { type: 'VoteRequest' }): void {
    const decided = this.#decided.get(tx)
    if (this.inDoubt.has(tx)) this.#vote(tx, true)
    else if (decided !== undefined) {
      if (!decided) this.#vote(tx, false)
    } else if (this.#may(change)) this.#prepare(tx, { change, participants })
    else this.#refuse(tx)
  }

  #may({ account, by }: Change): boolean {
    const balance = this.balances[account] as number
    return this.#lockedBy[account] === FREE && balance + by >= 0
  }

  /** The yes is a promise that must survive a crash, so it is on disk before it is given (section 7.4). */
  #prepare(tx: number, doubt: InDoubt): void {
    const { disk } = this.#context
    disk.append('log', { kind: 'prepared', tx, ...doubt })
    if (this.#settings.mistake !== 'forgets-vote') disk.sync()
    this.inDoubt.set(tx, doubt)
    if (this.#settings.mistake !== 'unlocks-early') this.#lock(doubt.change, tx)
    this.#context.moment('voted-yes')
    if (this.#context.telling)
      this.#context.tell(`locks account ${doubt.change.account} and votes yes to ${tx}`)
    this.#vote(tx, true)
    this.#context.after(this.#settings.doubtUs, DOUBT, tx)
  }

  /** Who votes no knows the outcome and need not wait for it. */
  #refuse(tx: number): void {
    this.#context.moment('voted-no')
    if (this.#context.telling) this.#context.tell(`cannot do ${tx} and votes no`)
    this.#decide(tx, false)
    this.#vote(tx, false)
  }

  #vote(tx: number, yes: boolean): void {
    this.#context.send(COORDINATOR, { type: 'Vote', tx, yes })
  }

  #onDecision(from: number, tx: number, commit: boolean): void {
    const decided = this.#settings.mistake === 'corrects-itself' && commit ? undefined : this.#decided.get(tx)
    const peer = from !== COORDINATOR
    if (decided === undefined && (this.inDoubt.has(tx) || !commit || this.#decided.get(tx) === false)) {
      if (peer && this.inDoubt.has(tx)) this.#context.moment('resolved-by-peer')
      if (this.#context.telling) {
        const source = peer ? `participant ${from}` : 'the coordinator'
        this.#context.tell(`learns from ${source} to ${commit ? 'commit' : 'abort'} ${tx}`)
      }
      this.#decide(tx, commit)
    }
    // With presumed abort, aborts are not confirmed.
    if (!peer && (commit || !this.#settings.presumedAbort))
      this.#context.send(COORDINATOR, { type: 'Ack', tx })
  }

  /** Who has not voted can still abort, and so end the doubt of the other. */
  #onDecisionRequest(from: number, tx: number): void {
    if (this.inDoubt.has(tx)) return
    if (!this.#decided.has(tx)) {
      if (this.#context.telling)
        this.#context.tell(`has not voted on ${tx} and aborts it for participant ${from}`)
      this.#decide(tx, false)
    }
    this.#context.send(from, { type: 'Decision', tx, commit: this.#decided.get(tx) === true })
  }

  #ask(tx: number): void {
    const { participants } = this.inDoubt.get(tx) as InDoubt
    this.#context.send(COORDINATOR, { type: 'DecisionRequest', tx })
    for (const peer of this.#settings.cooperative ? participants : []) {
      if (peer !== this.#context.id) this.#context.send(peer, { type: 'DecisionRequest', tx })
    }
    this.#context.after(this.#settings.doubtUs, DOUBT, tx)
  }

  #decide(tx: number, commit: boolean): void {
    this.#context.disk.append('log', { kind: commit ? 'committed' : 'aborted', tx })
    this.#context.disk.sync()
    const doubt = this.inDoubt.get(tx)
    this.#settle(tx, commit)
    if (doubt !== undefined) this.#unlock(doubt.change, tx)
  }

  #redo({ kind, tx, change, participants }: LogRecord): void {
    if (kind !== 'prepared') this.#settle(tx, kind === 'committed')
    else if (change !== undefined && participants !== undefined)
      this.inDoubt.set(tx, { change, participants })
  }

  #settle(tx: number, commit: boolean): void {
    const doubt = this.inDoubt.get(tx)
    this.inDoubt.delete(tx)
    if (commit || this.#settings.mistake !== 'forgets-abort') this.#decided.set(tx, commit)
    if (!commit || doubt === undefined) return
    const { account, by } = doubt.change
    this.balances[account] = (this.balances[account] as number) + by
  }

  #lock({ account }: Change, tx: number): void {
    this.#lockedBy[account] = tx
  }

  #unlock({ account }: Change, tx: number): void {
    if (this.#lockedBy[account] === tx) this.#lockedBy[account] = FREE
  }
}
