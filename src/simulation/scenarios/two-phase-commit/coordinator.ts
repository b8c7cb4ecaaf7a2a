import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { LogRecord, TwoPhaseMessage } from './messages.ts'
import type { TwoPhaseSettings } from './settings.ts'
import { type Leg, legsOf } from './transfer.ts'

/** The decision is taken, and not all participants have confirmed that they know it. */
interface Decided {
  readonly commit: boolean
  readonly waitingFor: Set<number>
}

interface Voting {
  readonly legs: readonly Leg[]
  readonly yes: Set<number>
}

const VOTES = 0
const RESEND = 1
/** What a client hears whose transaction nobody refused and nobody could confirm. */
export const LATE = 'votes came too late'

/**
 * The coordinator of two-phase commit (Gray, "Notes on Data Base Operating Systems", 1978; Bernstein,
 * Hadzilacos and Goodman 1987, section 7.4), with presumed abort as an option (Mohan, Lindsay and
 * Obermarck, TODS 1986): what it has no record of was aborted.
 */
export class Coordinator implements ClusterNode<TwoPhaseMessage> {
  readonly log: readonly LogRecord[]
  readonly #context: Context<TwoPhaseMessage>
  readonly #settings: TwoPhaseSettings
  readonly #voting = new Map<number, Voting>()
  readonly #decided = new Map<number, Decided>()

  constructor(context: Context<TwoPhaseMessage>, settings: TwoPhaseSettings) {
    this.#context = context
    this.#settings = settings
    this.log = context.disk.list<LogRecord>('log')
  }

  /** A decision without an end record was perhaps not heard by all; a start without a decision is an abort. */
  onStart(): void {
    const open = new Map<number, readonly number[]>()
    for (const { kind, tx, participants = [] } of this.log) {
      if (kind === 'start') open.set(tx, participants)
      else if (kind === 'end') this.#decided.delete(tx)
      else {
        open.delete(tx)
        this.#decided.set(tx, { commit: kind === 'committed', waitingFor: new Set(participants) })
      }
    }
    for (const [tx, participants] of open) this.#abort(tx, participants)
    if (this.#decided.size > 0) this.#resend()
  }

  onRequest(operation: Operation): void {
    const { id: tx } = operation
    const legs = legsOf(operation)
    const participants = legs.map(({ participant }) => participant)
    // Without presumed abort a restarted coordinator must know whom to tell that nothing came of it.
    if (!this.#settings.presumedAbort) this.#write({ kind: 'start', tx, participants })
    this.#voting.set(tx, { legs, yes: new Set() })
    for (const { participant, change } of legs) {
      this.#context.send(participant, { type: 'VoteRequest', tx, change, participants })
    }
    this.#context.after(this.#settings.voteTimeoutUs, VOTES, tx)
    this.#context.moment('votes-requested')
  }

  onMessage(from: number, message: TwoPhaseMessage): void {
    if (message.type === 'Vote') this.#onVote(from, message.tx, message.yes)
    else if (message.type === 'Ack') this.#onAck(from, message.tx)
    else if (message.type === 'DecisionRequest') this.#onDecisionRequest(from, message.tx)
  }

  onTimer(timer: number, tx: number): void {
    if (timer === RESEND) this.#resend()
    else if (this.#voting.has(tx)) this.#votesAreLate(tx)
  }

  view(): NodeView {
    return {
      role: 'coordinator',
      fields: { voting: this.#voting.size, unconfirmed: this.#decided.size },
      log: this.log.slice(-40).map(({ kind, tx }) => `${tx} ${kind}`),
    }
  }

  #onVote(from: number, tx: number, yes: boolean): void {
    const voting = this.#voting.get(tx)
    if (voting === undefined) return
    if (!yes) {
      if (this.#context.telling) this.#context.tell(`hears a no from participant ${from} and aborts ${tx}`)
      this.#giveUp(tx, voting)
      this.#answerAbort(tx, 'ok', 'aborted')
      return
    }
    voting.yes.add(from)
    const { mistake } = this.#settings
    if (mistake === 'answers-early') this.#context.reply(tx, 'ok', 'committed')
    const needed = voting.legs.length + (mistake === 'waits-for-itself' ? 1 : 0)
    if (voting.yes.size === needed) this.#commit(tx, voting)
  }

  #votesAreLate(tx: number): void {
    const voting = this.#voting.get(tx) as Voting
    this.#context.moment('votes-late')
    if (this.#settings.mistake === 'silence-is-yes') {
      this.#commit(tx, voting)
      return
    }
    const { size } = voting.yes
    if (this.#context.telling) {
      this.#context.tell(`has ${size} of ${voting.legs.length} votes on ${tx} in time and aborts it`)
    }
    this.#giveUp(tx, voting)
    this.#answerAbort(tx, 'fail', LATE)
  }

  /** The transaction is committed in the moment in which the record is on disk (section 7.4). */
  #commit(tx: number, { legs }: Voting): void {
    const participants = legs.map(({ participant }) => participant)
    if (this.#settings.mistake === 'commit-not-logged') {
      this.#context.disk.append('log', { kind: 'committed', tx, participants })
    } else this.#write({ kind: 'committed', tx, participants })
    this.#voting.delete(tx)
    this.#decided.set(tx, { commit: true, waitingFor: new Set(participants) })
    if (this.#context.telling) this.#context.tell(`has all votes and commits ${tx}`)
    this.#context.moment('decided-commit')
    this.#announce(tx)
    this.#context.reply(tx, 'ok', 'committed')
  }

  #giveUp(tx: number, { legs }: Voting): void {
    const participants = legs.map(({ participant }) => participant)
    this.#abort(tx, participants)
    this.#voting.delete(tx)
    this.#context.moment('decided-abort')
  }

  #answerAbort(tx: number, outcome: 'ok' | 'fail', result: string): void {
    if (this.#settings.mistake !== 'waits-for-acks') this.#context.reply(tx, outcome, result)
  }

  /** With presumed abort nobody need confirm it: who does not hear it will ask, and hear it then. */
  #abort(tx: number, participants: readonly number[]): void {
    if (this.#settings.presumedAbort) {
      for (const participant of participants) {
        this.#context.send(participant, { type: 'Decision', tx, commit: false })
      }
      return
    }
    this.#write({ kind: 'aborted', tx, participants })
    this.#decided.set(tx, { commit: false, waitingFor: new Set(participants) })
    this.#announce(tx)
  }

  #announce(tx: number): void {
    this.#tellWaiting(tx)
    if (!this.#context.isSet(RESEND)) this.#context.setTimer(RESEND, this.#settings.doubtUs)
  }

  #tellWaiting(tx: number): void {
    const { commit, waitingFor } = this.#decided.get(tx) as Decided
    for (const participant of waitingFor) this.#context.send(participant, { type: 'Decision', tx, commit })
  }

  #resend(): void {
    for (const tx of this.#decided.keys()) this.#tellWaiting(tx)
    if (this.#decided.size > 0) this.#context.setTimer(RESEND, this.#settings.doubtUs)
  }

  /** When all have confirmed, the coordinator may forget the transaction. */
  #onAck(from: number, tx: number): void {
    const decided = this.#decided.get(tx)
    if (decided === undefined) return
    decided.waitingFor.delete(from)
    if (decided.waitingFor.size > 0 && this.#settings.mistake !== 'forgets-too-soon') return
    this.#decided.delete(tx)
    // Not worth a sync: if the record is lost, the participants only confirm once more.
    this.#context.disk.append('log', { kind: 'end', tx })
  }

  #onDecisionRequest(from: number, tx: number): void {
    if (this.#voting.has(tx)) return
    const decided = this.#decided.get(tx)
    if (decided !== undefined) {
      this.#context.send(from, { type: 'Decision', tx, commit: decided.commit })
    } else if (this.#settings.presumedAbort) {
      if (this.#context.telling) this.#context.tell(`has no record of ${tx} and says abort`)
      this.#context.moment('presumed-abort')
      this.#context.send(from, { type: 'Decision', tx, commit: false })
    }
  }

  #write(record: LogRecord): void {
    this.#context.disk.append('log', record)
    this.#context.disk.sync()
  }
}
