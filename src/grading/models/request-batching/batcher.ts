import type { Airspace, Flight, FlightSubject, Reading } from '../flight-model.ts'
import type { Ran } from '../scripts.ts'
import { Answers } from './answers.ts'
import { type Batch, type Caller, emptyBatch } from './batch.ts'
import type { Wrong } from './misconceptions.ts'

/** A cell of its own, because a program may wrongly share it. */
interface Cell {
  waiting: Batch | undefined
}

const CLOSED: Ran = { error: 'ClosedError' }

/** The batcher of the contract: one batch that gathers, and any number in flight. */
export class Batcher implements FlightSubject {
  readonly #air: Airspace
  readonly #answers: Answers
  readonly #maxBatch: number
  readonly #maxDelayMs: number
  readonly #startedMs: number
  readonly #cell: Cell
  /** All that were ever sent, in that order. */
  readonly #sent: Batch[] = []
  /** What waits for the batch in flight, with programs that have one at a time. */
  #held: (() => void)[] = []
  #running = 0
  #isClosed = false
  #isTimerLost = false
  /** Whether the program was seen to send a full batch. */
  #isProven = false

  constructor(air: Airspace) {
    this.#air = air
    this.#answers = new Answers(air)
    const isOff = (id: Wrong, option: string): boolean => this.#has(id) && air.isDefault(option)
    this.#maxBatch = air.number('max_batch') + (isOff('default-batch', 'max_batch') ? 1 : 0)
    this.#maxDelayMs = air.number('max_delay_ms') + (isOff('default-delay', 'max_delay_ms') ? 10 : 0)
    this.#startedMs = air.nowMs()
    const shared = this.#has('shared-batch') && air.first instanceof Batcher
    this.#cell = shared ? (air.first as Batcher).#cell : { waiting: undefined }
  }

  #has(id: Wrong): boolean {
    return this.#air.has(id)
  }

  start(flight: Flight): void {
    this.#unlocked(() => this.#load(flight, String(flight.args[0])))
  }

  /** At once; with a program that holds its lock in flight, when that is free. */
  #unlocked(task: () => void): void {
    if (this.#has('lock-held-while-loading') && this.#running > 0) this.#held.push(task)
    else {
      task()
      this.#goOn()
    }
  }

  #load(flight: Flight, key: string): void {
    if (this.#isClosed && !this.#has('closed-still-takes')) {
      this.#air.ends('closes-with-what-waits', flight, CLOSED)
    } else if (key === '' && this.#has('empty-key-refused')) {
      this.#air.ends('sends-keys-as-they-came', flight, { error: 'NotFoundError' })
    } else if (!this.#joinsSent(flight, key)) this.#wait(flight, key)
  }

  /** Only with programs that keep something of what they have sent. */
  #joinsSent(flight: Flight, key: string): boolean {
    const caller: Caller = { flight, key, position: 0 }
    const known = this.#sent.findLast((one) => one.keys.includes(key) && this.#isKept(one, key))
    if (known === undefined) return false
    if (known.ran !== undefined) this.#answers.tell(known, known.ran, [caller])
    else known.callers.push(caller)
    return true
  }

  #isKept({ keys, ran }: Batch, key: string): boolean {
    if (this.#has('keeps-calls')) return true
    if (ran === undefined) return this.#has('joins-the-batch-in-flight')
    if (!this.#has('keeps-values') || 'error' in ran || !Array.isArray(ran.value)) return false
    return ran.value.length === keys.length && ran.value[keys.indexOf(key)] !== null
  }

  #wait(flight: Flight, key: string): void {
    const known = this.#cell.waiting
    const isFull = known !== undefined && known.keys.length >= this.#maxBatch
    if (isFull && this.#has('full-sent-by-the-next') && !known.keys.includes(key)) {
      this.#send(known, 'sends-when-full')
    }
    const batch = this.#cell.waiting ?? this.#open()
    const isNew = !batch.keys.includes(key)
    if (isNew || this.#has('sends-duplicates')) batch.keys.push(key)
    batch.callers.push({ flight, key, position: batch.keys.length - 1 })
    if (this.#has('delay-restarts')) this.#startTimer(batch)
    if (this.#isFull(batch)) this.#full(batch)
    else this.#air.quiet(this.#forbidding(flight, key, isNew))
  }

  /** The property that forbids what a program does when it shows more than this call's wait. */
  #forbidding({ id }: Flight, key: string, isNew: boolean): string {
    const isBack = this.#air.did().some((line) => line.startsWith(`${id}=`) || line.startsWith(`${id}!`))
    if (!isBack) return isNew ? 'sends-when-full' : 'sends-each-key-once'
    return this.#sent.some(({ keys }) => keys.includes(key)) ? 'keeps-nothing' : 'sends-keys-as-they-came'
  }

  #open(): Batch {
    const batch = emptyBatch()
    this.#cell.waiting = batch
    if (!this.#isTimerLost) this.#startTimer(batch)
    return batch
  }

  #startTimer(batch: Batch): void {
    batch.stopTimer()
    if (this.#has('never-sends-by-time')) return
    if (this.#has('system-timers') && this.#air.isFrozen()) return
    batch.stopTimer = this.#air.after(this.#delayMs(), () => this.#unlocked(() => this.#due(batch)))
  }

  #delayMs(): number {
    if (this.#has('delay-in-seconds')) return this.#maxDelayMs / 1000
    if (!this.#has('ticks-from-the-start')) return this.#maxDelayMs
    return this.#maxDelayMs - ((this.#air.nowMs() - this.#startedMs) % this.#maxDelayMs)
  }

  /** Of a batch that was sent early nothing may show. */
  #due(batch: Batch): void {
    const { waiting } = this.#cell
    if (waiting === batch) this.#send(batch, 'sends-after-the-delay')
    else if (this.#has('sent-again-by-its-timer')) {
      this.#air.runGiven('a-sent-batch-is-over', 'load_many', [batch.keys], () => {})
    } else if (this.#has('stale-timer-sends-empty'))
      this.#send(waiting ?? emptyBatch(), 'a-sent-batch-is-over')
    else if (this.#has('stale-timer') && waiting !== undefined) this.#send(waiting, 'a-sent-batch-is-over')
    else if (batch.isSent) this.#air.quiet('a-sent-batch-is-over')
  }

  #isFull({ keys, callers }: Batch): boolean {
    const isIgnored = this.#has('never-sends-when-full') || this.#has('sends-by-time-in-chunks')
    if (isIgnored || this.#has('full-sent-by-the-next')) return false
    return (this.#has('duplicates-fill-the-batch') ? callers : keys).length >= this.#limit()
  }

  #limit(): number {
    if (this.#has('limit-one-too-low')) return Math.max(1, this.#maxBatch - 1)
    return this.#has('limit-one-too-high') ? this.#maxBatch + 1 : this.#maxBatch
  }

  #full(batch: Batch): void {
    if (!this.#has('joins-a-full-batch')) this.#sendEarly(batch, 'sends-when-full')
    else this.#air.later(() => this.#cell.waiting === batch && this.#sendEarly(batch, 'sends-when-full'))
  }

  #sendEarly(batch: Batch, rule: string): void {
    this.#isTimerLost ||= this.#has('next-batch-has-no-timer')
    this.#send(batch, rule)
  }

  #send(batch: Batch, rule: string): void {
    this.#cell.waiting = undefined
    batch.isSent = true
    batch.keys = this.#ordered(batch.keys)
    if (this.#has('sends-by-time-in-chunks')) for (const one of this.#chunks(batch)) this.#launch(one, rule)
    else if (this.#has('one-batch-at-a-time') && this.#running > 0) {
      this.#held.push(() => this.#launch(batch, 'batches-go-side-by-side'))
    } else if (this.#has('lock-held-while-loading')) this.#held.push(() => this.#launch(batch, rule))
    else this.#launch(batch, rule)
  }

  #chunks({ keys, callers }: Batch): Batch[] {
    const count = Math.ceil(keys.length / this.#maxBatch)
    return Array.from({ length: count }, (_, index) => {
      const own = keys.slice(index * this.#maxBatch, (index + 1) * this.#maxBatch)
      return {
        ...emptyBatch(),
        keys: own,
        callers: callers.filter(({ key }) => own.includes(key)),
        isSent: true,
      }
    })
  }

  #ordered(keys: readonly string[]): string[] {
    if (this.#has('keys-sorted') || this.#has('keys-sorted-entries-not')) return [...keys].sort()
    if (this.#has('newest-first')) return [...keys].reverse()
    if (this.#has('keys-in-any-order')) return this.#shown(keys) ?? [...keys.slice(1), ...keys.slice(0, 1)]
    return this.#has('number-keys-first')
      ? Object.keys(Object.fromEntries(keys.map((one) => [one, 0])))
      : [...keys]
  }

  /** These keys in the order in which the program sent them. */
  #shown(keys: readonly string[]): string[] | undefined {
    const sent = sentBy(this.#air.did())
    return sent?.length === keys.length && keys.every((one) => sent.includes(one)) ? [...sent] : undefined
  }

  #launch(batch: Batch, rule: string): void {
    this.#running += 1
    this.#sent.push(batch)
    this.#air.runGiven(this.#blamed(batch, rule), 'load_many', [batch.keys], (ran) =>
      this.#landed(batch, ran),
    )
  }

  /** What a program breaks that does something else in the place of sending this batch. */
  #blamed({ keys }: Batch, rule: string): string {
    const sent = sentBy(this.#air.did())
    if (sent === undefined) return this.#isProven && rule === 'sends-when-full' ? this.#holdingUp(keys) : rule
    const isSame = this.#shown(keys) !== undefined
    this.#isProven ||= isSame && rule === 'sends-when-full'
    if (new Set(sent).size < sent.length) return 'sends-each-key-once'
    return isSame ? 'sends-keys-as-they-came' : rule
  }

  /** What holds a full batch up in a program that was seen to send one. */
  #holdingUp(keys: readonly string[]): string {
    const earlier = this.#sent.slice(0, -1)
    if (earlier.some((one) => one.keys.some((key) => keys.includes(key)))) return 'keeps-nothing'
    return earlier.some(({ ran }) => ran === undefined) ? 'batches-go-side-by-side' : 'sends-when-full'
  }

  #landed(batch: Batch, ran: Ran): void {
    this.#running -= 1
    const told = this.#has('answers-go-to-the-newest-batch') ? (this.#sent.at(-1) ?? batch) : batch
    told.ran = ran
    this.#answers.tell(told, ran, told.callers, batch.keys.length)
    if ('error' in ran && this.#has('failure-fails-everybody')) this.#failEverybody(ran)
    this.#goOn()
  }

  #failEverybody(ran: Ran): void {
    const inFlight = this.#sent.filter((one) => one.ran === undefined)
    for (const { callers } of [...inFlight, this.#cell.waiting ?? emptyBatch()]) {
      for (const { flight } of callers) this.#air.ends('a-failed-batch-fails-its-callers', flight, ran)
    }
  }

  /** Whoever waited for the batch in flight has a turn, until one is in flight again. */
  #goOn(): void {
    while (this.#running === 0) {
      const next = this.#held.shift()
      if (next === undefined) return
      next()
    }
  }

  read(method: string): Reading {
    const isLocked = this.#has('lock-held-while-loading') && this.#running > 0
    if (isLocked) return { rule: 'batches-go-side-by-side', stuck: true }
    if (method === 'waiting') return { rule: 'tells-how-many-wait', value: this.#waiting() }
    const reading = method === 'flush' ? this.#flush() : this.#close()
    this.#goOn()
    return reading
  }

  #waiting(): number {
    const { keys, callers } = this.#cell.waiting ?? emptyBatch()
    if (this.#has('waiting-counts-callers')) return callers.length
    if (!this.#has('waiting-counts-what-is-in-flight')) return keys.length
    const inFlight = this.#sent.filter(({ ran }) => ran === undefined)
    return inFlight.reduce((sum, one) => sum + one.keys.length, keys.length)
  }

  #flush(): Reading {
    const rule = 'flushes-when-told-to'
    const { waiting } = this.#cell
    if (this.#has('flush-does-nothing')) return { rule, value: null }
    if (waiting !== undefined) this.#sendEarly(waiting, rule)
    else if (this.#has('flush-sends-empty-batches')) this.#send(emptyBatch(), rule)
    const waits = this.#has('flush-waits') && waiting !== undefined && waiting.ran === undefined
    return waits ? { rule, stuck: true } : { rule, value: null }
  }

  #close(): Reading {
    const rule = 'closes-with-what-waits'
    const { waiting } = this.#cell
    if (this.#has('close-fails-what-is-in-flight') && !this.#isClosed) this.#failAll(this.#sent)
    this.#isClosed = true
    if (this.#has('close-leaves-it-to-the-delay')) return { rule, value: null }
    if (this.#has('close-refuses-who-waits') && waiting !== undefined) this.#failAll([waiting])
    if (this.#has('close-drops-who-waits') || this.#has('close-refuses-who-waits')) {
      this.#cell.waiting = undefined
    } else if (waiting !== undefined) this.#sendEarly(waiting, rule)
    else if (this.#has('flush-sends-empty-batches')) this.#send(emptyBatch(), rule)
    return { rule, value: null }
  }

  #failAll(batches: readonly Batch[]): void {
    for (const { flight } of batches.flatMap(({ callers }) => callers)) {
      this.#air.ends('closes-with-what-waits', flight, CLOSED)
    }
  }
}

/** The keys that the program sent in this operation. */
function sentBy(did: readonly string[]): readonly string[] | undefined {
  const line = did.find((one) => one.startsWith('load_many('))
  return line === undefined ? undefined : (JSON.parse(line.slice('load_many('.length, -1)) as string[])
}
