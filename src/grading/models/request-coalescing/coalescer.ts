import type { Json } from '../../sequence.ts'
import type { Airspace, Flight, FlightSubject, Reading } from '../flight-model.ts'
import type { Ran } from '../scripts.ts'
import type { Wrong } from './misconceptions.ts'

/** One load, and who waits for it. */
interface Load {
  readonly leader: Flight
  readonly joined: Flight[]
  /** Its outcome, for a program that keeps it. */
  ended?: Ran
  isForgotten: boolean
}

const NOTHING: Ran = { value: null }

/** The coalescer of the contract: at most one load of a key that can be joined. */
export class Coalescer implements FlightSubject {
  readonly #air: Airspace
  /** By key. A cell of its own, because a program may wrongly share it. */
  readonly #loads: Map<string, Load>
  /** Loads that run, forgotten ones included. */
  #running = 0
  /** Calls that have not come back, for a program that counts those. */
  #callers = 0
  /** Who waits for the lock, with a program that holds it. */
  readonly #queue: Flight[] = []

  constructor(air: Airspace) {
    this.#air = air
    const shared = this.#has('shared-flights') && air.first instanceof Coalescer
    this.#loads = shared ? (air.first as Coalescer).#loads : new Map()
  }

  #has(id: Wrong): boolean {
    return this.#air.has(id)
  }

  start(flight: Flight): void {
    const key = this.#keyOf(flight.args[0])
    this.#callers += 1
    if (this.#has('one-lock-for-all')) this.#inTurn(flight)
    else if (key === '' && this.#has('empty-key-not-shared')) this.#loadAlone(flight)
    else {
      const known = this.#has('loads-for-everybody') ? undefined : this.#loads.get(key)
      if (known === undefined) this.#load(key, flight)
      else this.#join(known, flight)
    }
  }

  #keyOf(arg: Json | undefined): string {
    if (this.#has('one-flight-for-all')) return 'all'
    return this.#has('keys-ignore-case') ? String(arg).toLowerCase() : String(arg)
  }

  read(method: string, args: readonly Json[]): Reading {
    const rule = method === 'in_flight' ? 'tells-loads-in-flight' : 'forgets-when-told-to'
    if (this.#has('one-lock-for-all') && this.#running > 0) return { rule, stuck: true }
    if (method === 'in_flight') return { rule, value: this.#inFlight() }
    this.#forget(this.#keyOf(args[0]))
    return { rule, value: null }
  }

  #inFlight(): number {
    if (this.#has('in-flight-counts-callers')) return this.#callers
    return this.#has('in-flight-counts-the-forgotten') ? this.#running : this.#loads.size
  }

  #forget(key: string): void {
    const load = this.#loads.get(key)
    if (load === undefined || this.#has('forget-does-nothing')) return
    load.isForgotten = true
    this.#loads.delete(key)
  }

  /** One call at a time, from beginning to end: those for the same key load again. */
  #inTurn(flight: Flight): void {
    this.#queue.push(flight)
    this.#air.quiet('shares-a-load')
    if (this.#queue.length === 1) this.#first()
  }

  #first(): void {
    const flight = this.#queue[0]
    if (flight === undefined) return
    this.#run('keys-are-independent', flight, (ran) => {
      this.#end('loads-when-none-is-in-flight', flight, ran)
      this.#queue.shift()
      this.#first()
    })
  }

  #loadAlone(flight: Flight): void {
    this.#run('loads-when-none-is-in-flight', flight, (ran) => this.#end('all-get-the-value', flight, ran))
  }

  #run(rule: string, flight: Flight, then: (ran: Ran) => void): void {
    this.#running += 1
    const args = this.#has('passes-no-key') ? [] : flight.args.slice(0, 1)
    this.#air.run(rule, flight, args, (ran) => {
      this.#running -= 1
      then(ran)
    })
  }

  #end(rule: string, flight: Flight, ran: Ran): void {
    this.#callers -= 1
    this.#air.ends(rule, flight, ran)
  }

  #join(load: Load, flight: Flight): void {
    const { ended } = load
    if (ended !== undefined) this.#end('keeps-nothing', flight, ended)
    else {
      load.joined.push(flight)
      this.#air.quiet('shares-a-load')
    }
  }

  #load(key: string, leader: Flight): void {
    const load: Load = { leader, joined: [], isForgotten: false }
    this.#loads.set(key, load)
    this.#run('loads-when-none-is-in-flight', leader, (ran) => this.#landed(key, load, ran))
  }

  #landed(key: string, load: Load, ran: Ran): void {
    const failed = 'error' in ran
    const keeps = failed ? this.#has('keeps-the-failure') : this.#has('keeps-the-value')
    const stays = keeps || (failed && this.#has('failure-blocks-the-key'))
    const isLate = this.#has('removes-too-late')
    if (keeps || isLate) load.ended = ran
    if (!stays && !isLate) this.#remove(key, load)
    this.#end(failed ? 'all-get-the-error' : 'all-get-the-value', load.leader, ran)
    this.#tellAll(load, ran)
    if (!stays && isLate) this.#air.later(() => this.#remove(key, load))
  }

  #tellAll(load: Load, ran: Ran): void {
    const blocks = this.#has('joiners-not-told-of-errors') || this.#has('failure-blocks-the-key')
    if ('error' in ran && blocks) return
    if (load.isForgotten && this.#has('forget-drops-the-joined')) return
    const told = this.#has('wakes-one') ? load.joined.slice(0, 1) : load.joined
    for (const flight of told) this.#tell(flight, ran, load)
  }

  #remove(key: string, load: Load): void {
    if (this.#loads.get(key) === load || this.#has('forgotten-removes-the-new')) this.#loads.delete(key)
  }

  #tell(flight: Flight, ran: Ran, load: Load): void {
    if ('error' in ran) {
      const rule = 'all-get-the-error'
      if (this.#has('joiners-load-after-failure')) this.#loadAlone(flight)
      else this.#end(rule, flight, this.#has('joiners-get-nothing-on-failure') ? NOTHING : ran)
      return
    }
    if (this.#has('falsy-values-load-again') && !isTruthy(ran.value)) this.#loadAlone(flight)
    else {
      const rule = load.isForgotten ? 'forgets-when-told-to' : 'all-get-the-value'
      this.#end(rule, flight, this.#has('joiners-get-nothing') ? NOTHING : ran)
    }
  }
}

function isTruthy(value: Json): boolean {
  return value !== null && value !== false && value !== 0 && value !== ''
}
