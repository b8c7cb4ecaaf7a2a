import type { NodeId } from '../fault.ts'
import type { Words } from './chronicle.ts'
import type { NodeDisk } from './disk.ts'
import type { Context, Message, NodeRandom } from './model.ts'
import { NodeClock } from './node-clock.ts'

/** The timers of one node: so many that a number says which. */
export const TIMERS = 16

/** What a node's context asks of the kernel. */
export interface Kernel {
  readonly nowUs: number
  readonly telling: boolean
  send(from: NodeId, to: NodeId, message: Message): void
  wakeAt(atUs: number, node: NodeId, timer: number): void
  alarmAt(atUs: number, node: NodeId, timer: number, value: number): void
  reply(operation: number, outcome: 'ok' | 'fail' | 'unknown', result: unknown): void
  moment(node: NodeId, name: string): void
  tell(node: NodeId, words: Words): void
}

const UNSET = -1
/** Beyond any run, and still exact when a slow clock makes it longer. */
const LONGEST_US = 1e12

/**
 * A node's way to the world. Timers are lazy: setting one again only moves its deadline, and the
 * event that is already pending finds out when it comes.
 */
export class NodeContext implements Context {
  readonly id: NodeId
  readonly size: number
  readonly random: NodeRandom
  readonly disk: NodeDisk
  readonly clock = new NodeClock()
  readonly #kernel: Kernel
  readonly #deadlineUs = new Float64Array(TIMERS).fill(UNSET)
  readonly #pendingUs = new Float64Array(TIMERS).fill(Number.POSITIVE_INFINITY)

  constructor(kernel: Kernel, id: NodeId, size: number, random: NodeRandom, disk: NodeDisk) {
    this.#kernel = kernel
    this.id = id
    this.size = size
    this.random = random
    this.disk = disk
  }

  get telling(): boolean {
    return this.#kernel.telling
  }

  clockUs(): number {
    return this.clock.atUs(this.#kernel.nowUs)
  }

  send(to: NodeId, message: Message): void {
    if (!(to >= 0 && to < this.size))
      throw new Error(`node ${this.id} sends to node ${to}, which does not exist`)
    this.#kernel.send(this.id, to, message)
  }

  setTimer(timer: number, delayUs: number): void {
    const deadlineUs = this.#kernel.nowUs + this.#trueDelayUs(timer, delayUs)
    this.#deadlineUs[timer] = deadlineUs
    if (deadlineUs < (this.#pendingUs[timer] as number)) this.#wakeAt(deadlineUs, timer)
  }

  clearTimer(timer: number): void {
    this.#deadlineUs[timer] = UNSET
  }

  isSet(timer: number): boolean {
    return this.#deadlineUs[timer] !== UNSET
  }

  after(delayUs: number, timer: number, value: number): void {
    this.#kernel.alarmAt(this.#kernel.nowUs + this.#trueDelayUs(timer, delayUs), this.id, timer, value)
  }

  reply(operation: number, outcome: 'ok' | 'fail' | 'unknown', result?: unknown): void {
    this.#kernel.reply(operation, outcome, result)
  }

  moment(name: string): void {
    this.#kernel.moment(this.id, name)
  }

  tell(words: Words): void {
    this.#kernel.tell(this.id, words)
  }

  /** The event of a timer came up. True when the timer rings now. */
  rings(timer: number): boolean {
    const { nowUs } = this.#kernel
    // An earlier deadline has brought its own event; this one is left over.
    if (this.#pendingUs[timer] !== nowUs) return false
    this.#pendingUs[timer] = Number.POSITIVE_INFINITY
    const deadlineUs = this.#deadlineUs[timer] as number
    if (deadlineUs === UNSET) return false
    if (deadlineUs > nowUs) {
      this.#wakeAt(deadlineUs, timer)
      return false
    }
    this.#deadlineUs[timer] = UNSET
    return true
  }

  /** The event of a timer came up while the node stood still. */
  missed(timer: number): void {
    if (this.#pendingUs[timer] === this.#kernel.nowUs) this.#pendingUs[timer] = Number.POSITIVE_INFINITY
  }

  /** Timers that should have rung meanwhile ring now. */
  resumed(): void {
    for (let timer = 0; timer < TIMERS; timer += 1) {
      const deadlineUs = this.#deadlineUs[timer] as number
      const forgotten = deadlineUs !== UNSET && this.#pendingUs[timer] === Number.POSITIVE_INFINITY
      if (forgotten) this.#wakeAt(Math.max(deadlineUs, this.#kernel.nowUs), timer)
    }
  }

  /** What was only in memory is gone, its timers too. */
  crashed(): void {
    this.#deadlineUs.fill(UNSET)
  }

  /** A model that reckons wrongly must hear of it; time would go back, or the timer never ring. */
  #trueDelayUs(timer: number, delayUs: number): number {
    if (!(timer >= 0 && timer < TIMERS)) throw new Error(`there are timers 0 to ${TIMERS - 1}, not ${timer}`)
    if (delayUs >= 0 && delayUs <= LONGEST_US) return this.clock.trueDelayUs(Math.round(delayUs))
    throw new Error(`node ${this.id} sets timer ${timer} to ring in ${delayUs} us`)
  }

  #wakeAt(atUs: number, timer: number): void {
    this.#pendingUs[timer] = atUs
    this.#kernel.wakeAt(atUs, this.id, timer)
  }
}
