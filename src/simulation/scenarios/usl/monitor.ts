import type { EventWorld } from '../../kernel/event-model.ts'
import { unlikeLittle } from '../../kernel/littles-law.ts'
import { Population } from '../../kernel/population.ts'
import type { InvariantId } from './invariants.ts'

const NOWHERE = -1

/** Watches one crew from outside: keeps its own account of who is where. */
export class CrewMonitor {
  /** Since when each worker is at the lock. */
  readonly #askedUs: Float64Array
  /** How often each has asked; the order of asking is kept by number. */
  readonly #turns: Float64Array
  readonly #rounds: Int32Array
  readonly #atLock = new Population()
  #holders = 0
  #asked = 0
  #lastTurn = -1
  #released = 0
  #staysUs = 0
  readonly #world: EventWorld
  readonly #variant: string

  constructor(world: EventWorld, variant: string, workers: number) {
    this.#world = world
    this.#variant = variant
    this.#askedUs = new Float64Array(workers).fill(NOWHERE)
    this.#turns = new Float64Array(workers)
    this.#rounds = new Int32Array(workers)
  }

  /** In a crew that keeps step. */
  beganRound(worker: number): void {
    const round = (this.#rounds[worker] as number) + 1
    this.#rounds[worker] = round
    const behind = this.#rounds.findIndex((other) => other < round - 1)
    const late = this.#rounds.some((other, one) => other === round - 1 && this.#askedUs[one] !== NOWHERE)
    if (behind < 0 && !late) return
    this.#violated('in-step', `worker ${worker} begins round ${round} while others are in the last`)
  }

  asked(worker: number): void {
    this.#askedUs[worker] = this.#world.nowUs
    this.#turns[worker] = this.#asked
    this.#asked += 1
    this.#atLock.change(this.#world.nowUs, 1)
  }

  got(worker: number): void {
    const turn = this.#turns[worker] as number
    this.#holders += 1
    if (this.#holders > 1)
      this.#violated('mutual-exclusion', `worker ${worker} is holder number ${this.#holders}`)
    if (turn < this.#lastTurn) {
      this.#violated('first-come-first-served', `worker ${worker} gets the lock after one who asked later`)
    }
    this.#lastTurn = Math.max(turn, this.#lastTurn)
  }

  /** `stayUs` as the crew measured it. */
  gaveBack(worker: number, stayUs: number): void {
    this.#holders -= 1
    this.#released += 1
    this.#staysUs += stayUs
    this.#askedUs[worker] = NOWHERE
    this.#atLock.change(this.#world.nowUs, -1)
  }

  /** After each event. */
  check(waiting: number, counted: number): void {
    if (waiting > 0 && this.#holders === 0) {
      this.#violated('work-conserving', `nobody holds the lock and ${waiting} wait for it`)
    }
    if (counted !== this.#released) {
      this.#violated('counted-once', `${counted} operations are counted and ${this.#released} were done`)
    }
  }

  /** Exact, because all are whole numbers. Who is still at the lock has stayed until now. */
  end(): void {
    const { nowUs } = this.#world
    const there = this.#askedUs.filter((sinceUs) => sinceUs !== NOWHERE)
    const staysUs = there.reduce((sum, sinceUs) => sum + nowUs - sinceUs, this.#staysUs)
    const unlike = unlikeLittle(this.#atLock.areaAt(nowUs), staysUs, 'workers were at the lock', 'stays')
    if (unlike !== undefined) this.#violated('littles-law', unlike)
  }

  #violated(invariant: InvariantId, how: string): void {
    this.#world.violated(invariant, how, this.#variant)
  }
}
