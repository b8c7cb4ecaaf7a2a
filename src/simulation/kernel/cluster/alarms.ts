import type { NodeId } from '../fault.ts'

export interface Alarm {
  readonly node: NodeId
  readonly timer: number
  readonly value: number
  /** The life of the node that set it: a crash makes it void. */
  readonly life: number
}

/** Alarms that are still to ring, in numbered slots that are used again. */
export class Alarms {
  readonly #slots: (Alarm | undefined)[] = []
  readonly #free: number[] = []

  add(alarm: Alarm): number {
    const slot = this.#free.pop() ?? this.#slots.length
    this.#slots[slot] = alarm
    return slot
  }

  take(slot: number): Alarm {
    const alarm = this.#slots[slot]
    if (alarm === undefined) throw new Error(`no alarm in slot ${slot}`)
    this.#slots[slot] = undefined
    this.#free.push(slot)
    return alarm
  }
}
