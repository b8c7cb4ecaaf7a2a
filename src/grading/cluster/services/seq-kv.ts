import type { RandomStream } from '../../../lib/prng.ts'
import type { Json } from '../../sequence.ts'
import { canonical } from '../../value.ts'
import type { Body } from '../wire/message.ts'
import { keyOf, stepOf } from './key-value.ts'
import type { Service } from './service.ts'

/** So many past states may still be seen, as in Maelstrom. */
const STATES = 32

interface Version {
  readonly state: number
  readonly value: Json
}

/**
 * A sequentially consistent key-value store. A request is answered from one of the last 32 states, never from one
 * before the last that this client has seen. What would change that state is done to the newest instead, so that all
 * changes stand in one order.
 */
export class SeqKv implements Service {
  readonly #versions = new Map<string, Version[]>()
  /** The newest state that each client has seen. */
  readonly #seen = new Map<string, number>()
  readonly #random: RandomStream
  #newest = 0
  #draws = 0

  constructor(random: RandomStream) {
    this.#random = random
  }

  handle(from: string, request: Body): Body {
    const key = keyOf(request)
    const oldest = Math.max(this.#seen.get(from) ?? 0, this.#newest - STATES + 1, 0)
    const state = oldest + this.#random.integer(this.#draws++, this.#newest - oldest + 1)
    const old = this.#at(key, state)
    const past = stepOf(request, old)
    if (past.writes === undefined || same(past.writes, old)) {
      this.#seen.set(from, state)
      return past.reply
    }
    const present = stepOf(request, this.#at(key, this.#newest))
    if (present.writes !== undefined) this.#write(key, present.writes)
    this.#seen.set(from, this.#newest)
    return present.reply
  }

  #at(key: string, state: number): Json | undefined {
    return this.#versions.get(key)?.findLast((version) => version.state <= state)?.value
  }

  #write(key: string, value: Json): void {
    this.#newest += 1
    const versions = this.#versions.get(key) ?? []
    versions.push({ state: this.#newest, value })
    // Of what lies before the oldest state that may be seen, the last is still its value.
    const visible = versions.findLastIndex((one) => one.state <= this.#newest - STATES + 1)
    if (visible > 0) versions.splice(0, visible)
    this.#versions.set(key, versions)
  }
}

function same(a: Json, b: Json | undefined): boolean {
  return b !== undefined && canonical(a) === canonical(b)
}
