import type { RandomStream } from '../../../lib/prng.ts'
import type { Json } from '../../sequence.ts'
import type { Body } from '../wire/message.ts'
import { keyOf, stepOf } from './key-value.ts'
import type { Service } from './service.ts'

const REPLICAS = 5

interface Stamped {
  readonly value: Json
  readonly time: number
  readonly replica: number
}

/**
 * A key-value store whose replicas agree in time, the last writer winning: eventually consistent, and it may lose
 * writes that overlap. Before each request two replicas meet; then one of the five answers by what it knows.
 */
export class LwwKv implements Service {
  readonly #replicas = Array.from({ length: REPLICAS }, () => new Map<string, Stamped>())
  readonly #random: RandomStream
  #time = 0
  #draws = 0

  constructor(random: RandomStream) {
    this.#random = random
  }

  handle(_from: string, request: Body): Body {
    this.#merge(this.#draw(), this.#draw())
    const replica = this.#draw()
    const held = this.#replicas[replica]
    const key = keyOf(request)
    const { reply, writes } = stepOf(request, held?.get(key)?.value)
    if (writes !== undefined) held?.set(key, { value: writes, time: ++this.#time, replica })
    return reply
  }

  #draw(): number {
    return this.#random.integer(this.#draws++, REPLICAS)
  }

  #merge(from: number, to: number): void {
    const into = this.#replicas[to]
    for (const [key, theirs] of this.#replicas[from] ?? []) {
      const ours = into?.get(key)
      if (ours === undefined || isLater(theirs, ours)) into?.set(key, theirs)
    }
  }
}

function isLater(a: Stamped, b: Stamped): boolean {
  return a.time > b.time || (a.time === b.time && a.replica > b.replica)
}
