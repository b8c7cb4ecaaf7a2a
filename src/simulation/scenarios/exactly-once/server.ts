import { counted } from '../../../lib/counted.ts'
import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import { stamp } from '../../kernel/cluster/story.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { ChargeMessage, ChargeRequest, Effect, KeyRecord } from './messages.ts'
import type { Mistake } from './mutants.ts'
import type { ChargeSettings } from './settings.ts'

/** A request on which the server works. */
interface Work {
  readonly from: number
  readonly request: ChargeRequest
  /** Known once the effect has happened. */
  receipt: number
}

const DONE = 0
/** Only of mutant effect-first: the second of its two transactions. */
const RECORD = 1
const UNKNOWN = -1

/**
 * Three ways to treat a request that may come again. What differs is when the key is written down:
 * before the effect (at most once), never (at least once), or in one transaction with it.
 */
export class Server implements ClusterNode<ChargeMessage> {
  readonly effects: readonly Effect[]
  readonly keys: readonly KeyRecord[]
  readonly table = new Map<string, KeyRecord>()
  /** Requests that it refused since it started. */
  readonly refused: ChargeRequest[] = []
  readonly #context: Context<ChargeMessage>
  readonly #settings: ChargeSettings
  readonly #mistake: Mistake | undefined
  readonly #keyFirst: boolean
  readonly #works = new Map<number, Work>()
  #begun = 0
  #nextSweepUs = 0

  constructor(context: Context<ChargeMessage>, settings: ChargeSettings) {
    this.#context = context
    this.#settings = settings
    this.#mistake = settings.mistake
    this.#keyFirst =
      settings.semantics === 'at-most-once' ||
      (settings.semantics === 'exactly-once' && settings.mistake === 'key-first')
    this.effects = context.disk.list<Effect>('effects')
    this.keys = context.disk.list<KeyRecord>('keys')
  }

  /** What has expired cannot come again, so that only the rest matters. */
  onStart(): void {
    const nowUs = this.#context.clockUs()
    for (const record of this.keys) {
      const expiresUs = Math.max(record.expiresUs, this.#prolonged(record))
      if (expiresUs >= nowUs) this.table.set(record.key, { ...record, expiresUs })
    }
    if (this.#context.telling && this.effects.length > 0)
      this.#context.tell(`remembers ${counted(this.table.size, 'key')} from before its restart`)
  }

  onMessage(from: number, message: ChargeMessage): void {
    if (message.type !== 'Charge') return
    this.#dropExpired()
    if (this.#isLate(message) || this.#answerKnown(from, message)) return
    if (this.#keyFirst) {
      this.#remember(message, UNKNOWN)
      this.#context.disk.sync()
      if (this.#context.telling) this.#context.tell(`notes the key of request ${message.operation}`)
    }
    if (this.#mistake === 'answers-first' && this.#settings.semantics === 'at-least-once') {
      this.#context.send(from, { type: 'Receipt', operation: message.operation, receipt: UNKNOWN })
    }
    this.#begun += 1
    this.#works.set(this.#begun, { from, request: message, receipt: UNKNOWN })
    this.#context.after(this.#settings.workUs, DONE, this.#begun)
    this.#context.moment('work-begun')
  }

  onTimer(timer: number, number: number): void {
    const work = this.#works.get(number)
    if (work === undefined) return
    if (timer === DONE && !this.#keyFirst && this.#mustLookAgain() && this.#stale(work))
      this.#works.delete(number)
    else if (timer === DONE && this.#mistake === 'effect-first') this.#applyThenRecord(number, work)
    else this.#finish(timer, number, work)
  }

  view(): NodeView {
    return {
      role: 'server',
      fields: { effects: this.effects.length, keys: this.table.size, working: this.#works.size },
      log: this.effects.slice(-40).map(({ operation, amount }) => `${operation}: ${amount}`),
    }
  }

  #mustLookAgain(): boolean {
    return this.#settings.semantics === 'exactly-once' && this.#mistake !== 'checks-only-at-arrival'
  }

  /** Meanwhile another copy may have been served, as a unique index on the key would notice. */
  #stale({ from, request }: Work): boolean {
    return this.#isLate(request) || this.#answerKnown(from, request)
  }

  #finish(timer: number, number: number, work: Work): void {
    const { from, request } = work
    this.#works.delete(number)
    if (timer === DONE) this.#apply(work)
    const { receipt } = work
    if (this.#settings.semantics === 'exactly-once' && !this.#keyFirst) this.#remember(request, receipt)
    this.#context.disk.sync()
    this.#context.moment('effect')
    this.#context.send(from, { type: 'Receipt', operation: request.operation, receipt })
  }

  #applyThenRecord(number: number, work: Work): void {
    this.#apply(work)
    this.#context.disk.sync()
    this.#context.moment('effect')
    this.#context.after(this.#settings.workUs, RECORD, number)
  }

  #apply(work: Work): void {
    const { operation, amount } = work.request
    work.receipt = this.effects.length
    this.#context.disk.append('effects', { operation, amount } satisfies Effect)
  }

  /** Past its time the key may be forgotten already, so the request counts as forgotten too. */
  #isLate({ operation, expiresUs }: ChargeRequest): boolean {
    if (this.#settings.semantics === 'at-least-once' || this.#context.clockUs() <= expiresUs) return false
    this.#context.moment('too-late')
    if (this.#context.telling) this.#context.tell(`gets request ${operation} after its time and ignores it`)
    return true
  }

  #answerKnown(from: number, request: ChargeRequest): boolean {
    const known = this.table.get(request.key)
    if (known === undefined) return false
    const { operation } = request
    const same = known.operation === operation
    this.#context.moment(same ? 'duplicate-recognised' : 'key-reused')
    if (same || this.#mistake === 'ignores-body') {
      if (this.#context.telling)
        this.#context.tell(`knows the key of request ${operation} and only repeats the answer`)
      this.#context.send(from, { type: 'Receipt', operation, receipt: known.receipt })
    } else this.#refuse(from, request, known)
    return true
  }

  /** So long a refusal made the key stay; an earlier use of the key may have been the reason. */
  #prolonged({ key }: KeyRecord): number {
    if (this.#mistake === 'forgets-prolonging') return 0
    return this.#context.disk.read<number>(`until ${key}`) ?? 0
  }

  /** The refusal must stay true for copies that come later, so the key stays as long as they may. */
  #refuse(from: number, request: ChargeRequest, known: KeyRecord): void {
    const { key, operation, expiresUs } = request
    const prolongs = expiresUs > known.expiresUs && this.#mistake !== 'never-prolongs'
    if (prolongs) {
      this.#context.disk.write(`until ${key}`, expiresUs)
      this.#context.disk.sync()
      this.table.set(key, { ...known, expiresUs })
    }
    if (this.#context.telling) {
      const until = stamp(prolongs ? expiresUs : known.expiresUs)
      this.#context.tell(
        `refuses request ${operation}: its key is that of request ${known.operation} and stays until ${until}`,
      )
    }
    this.refused.push(request)
    this.#context.send(from, { type: 'Refusal', operation, why: 'the key belongs to another request' })
  }

  #remember({ key, operation, expiresUs }: ChargeRequest, receipt: number): void {
    const record = { key, operation, receipt, expiresUs: this.#keptUntil(key, expiresUs) } satisfies KeyRecord
    if (this.#mistake !== 'keys-in-memory') this.#context.disk.append('keys', record)
    this.table.set(key, record)
  }

  #keptUntil(key: string, expiresUs: number): number {
    if (this.#mistake !== 'short-memory') return expiresUs
    const untilUs = this.#context.clockUs() + Math.round(this.#settings.retryWindowUs / 10)
    if (this.#context.telling)
      this.#context.tell(
        `will forget key ${key} at ${stamp(untilUs)}, though it may come until ${stamp(expiresUs)}`,
      )
    return untilUs
  }

  /** Now and then is enough: a key may stay longer than it must. */
  #dropExpired(): void {
    const nowUs = this.#context.clockUs()
    if (nowUs < this.#nextSweepUs) return
    for (const [key, { expiresUs }] of this.table) if (expiresUs < nowUs) this.table.delete(key)
    this.#nextSweepUs = nowUs + Math.round(this.#settings.retryWindowUs / 20)
  }
}
