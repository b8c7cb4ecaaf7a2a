import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { FencedValues } from './fenced-values.ts'
import { Leases } from './leases.ts'

/** Both sides of the contract. They share no state: only clients carry tokens from one to the other. */
export class FencingService implements Subject {
  readonly #leases: Leases
  readonly #values: FencedValues

  constructor(world: World) {
    const first = world.first instanceof FencingService ? world.first : this
    this.#leases = first !== this && world.has('shared-locks') ? first.#leases : new Leases(world)
    const isShared = first !== this && world.has('shared-values')
    this.#values = isShared ? first.#values : new FencedValues((id) => world.has(id), this.#leases)
  }

  call(method: string, args: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    const [name, second, third] = args
    const [key, token] = [String(name), Number(second)]
    switch (method) {
      case 'acquire':
        return this.#leases.acquire(key, seen)
      case 'renew':
        return this.#leases.renew(key, token)
      case 'release':
        return this.#leases.release(key, token)
      case 'holds':
        return this.#leases.holds(key, token)
      case 'write':
        return this.#values.write(key, String(second), Number(third))
      case 'read':
        return this.#values.read(key, token)
      case 'remove':
        return this.#values.remove(key, token)
      default:
        return this.#values.peek(key)
    }
  }
}
