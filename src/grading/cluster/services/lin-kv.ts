import type { Json } from '../../sequence.ts'
import type { Body } from '../wire/message.ts'
import { keyOf, stepOf } from './key-value.ts'
import type { Service } from './service.ts'

/** A linearizable key-value store: each request sees all that were answered before. */
export class LinKv implements Service {
  readonly #held = new Map<string, Json>()

  handle(_from: string, request: Body): Body {
    const key = keyOf(request)
    const { reply, writes } = stepOf(request, this.#held.get(key))
    if (writes !== undefined) this.#held.set(key, writes)
    return reply
  }
}
