import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { Claim, LockMessage, MessageOf } from './messages.ts'
import type { LockSettings } from './settings.ts'

const RETRY = 0
const RENEW = 1
const WORK = 2
const WRITE = 3
const PATIENCE = 4
const MOST_WAITING = 2
const ATTEMPTS = 2 ** 30

type Phase = 'idle' | 'querying' | 'acquiring' | 'reading' | 'working' | 'writing'

interface Waiting {
  readonly id: number
  readonly sinceUs: number
}

/** Takes the lock, reads the counter, works, and writes it one higher, as often as it must. */
export class Client implements ClusterNode<LockMessage> {
  phase: Phase = 'idle'
  token = 0
  /** Until then, by its own clock, it may believe that it holds the lock. */
  untilUs = 0
  readonly #context: Context<LockMessage>
  readonly #settings: LockSettings
  readonly #majority: number
  #waiting: Waiting[] = []
  #attempt = 0
  #askedUs = 0
  #highest = 0
  /** Lock servers, a bit each. */
  #answered = 0
  #round = 0
  #renewed = 0
  #renewAskedUs = 0
  #value = 0
  #sequence = 0
  #writeSent = false

  constructor(context: Context<LockMessage>, settings: LockSettings) {
    this.#context = context
    this.#settings = settings
    this.#majority = (settings.servers >> 1) + 1
  }

  get believes(): boolean {
    return this.#inSection && this.#context.clockUs() < this.untilUs
  }

  get #inSection(): boolean {
    return this.phase === 'reading' || this.phase === 'working' || this.phase === 'writing'
  }

  onStart(): void {}

  onRequest({ id }: Operation): void {
    if (this.#waiting.length > MOST_WAITING) {
      this.#context.reply(id, 'fail', 'the client is busy')
      return
    }
    this.#waiting.push({ id, sinceUs: this.#context.clockUs() })
    if (this.phase === 'idle') this.#next()
  }

  onTimer(timer: number, attempt: number): void {
    if (timer === PATIENCE) this.#onPatience()
    else if (timer === RETRY && !this.#inSection) this.#tryAgain()
    else if (!this.#inSection) return
    else if (timer === WRITE) {
      if (attempt === this.#attempt) this.#ask()
    } else if (!this.believes) this.#expired()
    else if (timer === RENEW) this.#renew()
    else if (timer === WORK) this.#aboutToWrite()
    else this.#ask()
  }

  onMessage(from: number, message: LockMessage): void {
    switch (message.type) {
      case 'Offer':
        this.#onOffer(from, message)
        break
      case 'Granted':
        this.#onGranted(from, message)
        break
      case 'Renewed':
        this.#onRenewed(from, message)
        break
      case 'Value':
        this.#onValue(message)
        break
      case 'Written':
        this.#onWritten(message)
        break
      case 'Refused':
        if (this.#inSection && message.token === this.token) this.#refused(message)
    }
  }

  view(): NodeView {
    const held = this.#inSection
    const role = held ? 'holder' : this.phase === 'idle' ? 'idle' : 'waiting'
    return {
      role,
      fields: { ...(held && { token: this.token, phase: this.phase }), queue: this.#waiting.length },
    }
  }

  // Getting the lock: the highest token of a majority, and one above it for a majority to grant.

  #next(): void {
    const waiting = this.#waiting[0]
    if (waiting === undefined) return
    const leftUs = waiting.sinceUs + this.#settings.patienceUs - this.#context.clockUs()
    this.#context.setTimer(PATIENCE, Math.max(1, leftUs))
    this.#query()
  }

  #query(): void {
    this.phase = 'querying'
    this.#attempt = this.#context.random.integer(ATTEMPTS)
    this.#answered = 0
    this.#highest = 0
    this.#toServers({ type: 'Query', attempt: this.#attempt })
    this.#retryLater()
  }

  #onOffer(from: number, { attempt, token, free }: MessageOf<'Offer'>): void {
    if (this.phase !== 'querying' || attempt !== this.#attempt) return
    this.#highest = Math.max(this.#highest, token)
    if (!free) {
      this.#context.moment('lock-taken')
      return
    }
    this.#answered |= 1 << from
    if (bits(this.#answered) < this.#majority) return
    this.phase = 'acquiring'
    this.token =
      this.#settings.mistake === 'token-not-raised' ? Math.max(1, this.#highest) : this.#highest + 1
    this.#answered = 0
    this.#askedUs = this.#context.clockUs()
    this.#toServers({ type: 'Acquire', ...this.#claim })
    this.#retryLater()
  }

  #onGranted(from: number, { attempt }: MessageOf<'Granted'>): void {
    if (this.phase !== 'acquiring' || attempt !== this.#attempt) return
    this.#answered |= 1 << from
    if (bits(this.#answered) < this.#majority) return
    this.untilUs = this.#leaseFrom(this.#askedUs)
    if (this.#context.clockUs() < this.untilUs) this.#enter()
  }

  /** Somebody else was quicker, or messages were lost. */
  #tryAgain(): void {
    if (this.phase === 'idle') return
    if (this.phase === 'acquiring') this.#toServers({ type: 'Release', ...this.#claim })
    this.#query()
  }

  #onPatience(): void {
    if (this.#inSection || this.phase === 'idle') return
    if (this.phase === 'acquiring') this.#toServers({ type: 'Release', ...this.#claim })
    this.#leave('fail', 'the lock was taken for too long')
  }

  // Holding it.

  #enter(): void {
    const context = this.#context
    this.phase = 'reading'
    this.#sequence = 0
    this.#writeSent = false
    this.#round = 0
    context.clearTimer(PATIENCE)
    context.moment('lock-acquired')
    if (context.telling) context.tell(`holds the lock with token ${this.token}`)
    context.setTimer(RENEW, this.#renewEveryUs)
    this.#ask()
  }

  #onValue({ token, value }: MessageOf<'Value'>): void {
    if (this.phase !== 'reading' || token !== this.token) return
    this.phase = 'working'
    this.#value = value
    this.#context.clearTimer(RETRY)
    this.#context.setTimer(WORK, this.#settings.workUs)
    if (this.#context.telling) this.#context.tell(`reads ${value} and works`)
  }

  /** It looks at the clock and writes a moment later. What happens in between is what fencing is for. */
  #aboutToWrite(): void {
    const context = this.#context
    this.phase = 'writing'
    this.#sequence += 1
    context.clearTimer(RETRY)
    context.moment('about-to-write')
    context.after(this.#settings.prepareUs, WRITE, this.#attempt)
    if (context.telling) context.tell(`finds its lease good and is about to write ${this.#value + 1}`)
  }

  #onWritten({ token, sequence }: MessageOf<'Written'>): void {
    if (this.phase !== 'writing' || token !== this.token || sequence !== this.#sequence) return
    this.#value += 1
    if (sequence === this.#settings.writes) this.#done()
    else if (this.believes) this.#aboutToWrite()
    else this.#expired()
  }

  #done(): void {
    this.#context.moment('section-done')
    if (this.#context.telling) this.#context.tell(`is done with token ${this.token} and releases the lock`)
    this.#release('ok', this.#value)
  }

  #expired(): void {
    this.#context.moment('lease-expired')
    if (this.#context.telling) this.#context.tell(`finds its lease over and gives up token ${this.token}`)
    this.#abandon('the lease ran out')
  }

  #refused({ highest }: MessageOf<'Refused'>): void {
    if (this.#context.telling) this.#context.tell(`learns that token ${highest} has come after its own`)
    this.#abandon('a later holder has come')
  }

  /** A write that was sent may have been done, or may still be. */
  #abandon(why: string): void {
    this.#release(this.#writeSent ? 'unknown' : 'fail', why)
  }

  #release(outcome: 'ok' | 'fail' | 'unknown', result: unknown): void {
    this.#toServers({ type: 'Release', ...this.#claim })
    this.#leave(outcome, result)
  }

  #leave(outcome: 'ok' | 'fail' | 'unknown', result: unknown): void {
    this.phase = 'idle'
    for (const timer of [RETRY, RENEW, WORK, PATIENCE]) this.#context.clearTimer(timer)
    const waiting = this.#waiting.shift()
    if (waiting !== undefined) this.#context.reply(waiting.id, outcome, result)
    this.#next()
  }

  /** Sends the read or the write, and again when no answer comes. */
  #ask(): void {
    const { token } = this
    const { storage } = this.#settings
    if (this.phase === 'working') return
    if (this.phase === 'reading') this.#context.send(storage, { type: 'Read', token })
    else {
      this.#writeSent = true
      const value = this.#value + 1
      this.#context.send(storage, { type: 'Write', token, sequence: this.#sequence, value })
    }
    this.#retryLater()
  }

  #renew(): void {
    this.#round += 1
    this.#renewed = 0
    this.#renewAskedUs = this.#context.clockUs()
    this.#toServers({ type: 'Renew', ...this.#claim, round: this.#round })
    this.#context.setTimer(RENEW, this.#renewEveryUs)
  }

  #onRenewed(from: number, { attempt, round }: MessageOf<'Renewed'>): void {
    if (!this.#inSection || attempt !== this.#attempt || round !== this.#round) return
    this.#renewed |= 1 << from
    if (bits(this.#renewed) < this.#majority) return
    this.untilUs = Math.max(this.untilUs, this.#leaseFrom(this.#renewAskedUs))
  }

  #leaseFrom(askedUs: number): number {
    const { leaseUs, mistake } = this.#settings
    return (mistake === 'lease-from-answer' ? this.#context.clockUs() : askedUs) + leaseUs
  }

  get #claim(): Claim {
    return { attempt: this.#attempt, token: this.token }
  }

  get #renewEveryUs(): number {
    return Math.ceil(this.#settings.leaseUs / 3)
  }

  #retryLater(): void {
    const { retryUs } = this.#settings
    this.#context.setTimer(RETRY, retryUs + this.#context.random.integer(retryUs + 1))
  }

  #toServers(message: LockMessage): void {
    for (let server = 0; server < this.#settings.servers; server += 1) this.#context.send(server, message)
  }
}

function bits(word: number): number {
  let count = 0
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1
  return count
}
