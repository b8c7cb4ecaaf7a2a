import type { Json } from '../../sequence.ts'
import { Escape, Trail } from '../trail.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { Relay } from './relay.ts'
import { type Entry, Store } from './store.ts'

interface Write {
  readonly key: string
  readonly value: string
}

/** The store and the relay of the contract: polling publisher over an outbox (Richardson). */
export class Outbox implements Subject {
  readonly #world: World
  readonly #store: Store
  /** The property that the present state and events hang on. */
  #rule = 'writes-state-and-events-together'

  constructor(world: World) {
    this.#world = world
    const { first } = world
    const shares = this.#has('shared-store') && first instanceof Outbox
    this.#store = shares ? first.#store : new Store((id) => this.#has(id))
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const [first, second] = args as readonly Json[]
    if (method === 'update') return this.#update(first as readonly string[], second ?? null)
    if (method === 'get') return { rule: this.#rule, value: this.#store.value(String(first)) }
    if (method === 'poll') return this.#poll(Number(first))
    if (method === 'release') return this.#release(String(first))
    const isParked = method === 'parked'
    const listed = this.#store.entries.filter((one) => this.#isListed(one, isParked))
    if (isParked && this.#has('lists-by-parking')) listed.sort((a, b) => a.parkedAs - b.parkedAs)
    const value = listed.map(({ id }) => id)
    return { rule: isParked ? 'parks-what-fails' : this.#rule, value }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #isListed(one: Entry, asParked: boolean): boolean {
    return asParked ? one.isParked : !one.isParked || this.#has('parked-is-pending')
  }

  #update(keys: readonly string[], compute: Json): Answer {
    const writes: Write[] = []
    const rule = 'writes-state-and-events-together'
    this.#rule = rule
    for (const key of keys) {
      const own = writes.findLast((one) => one.key === key)?.value
      const isSeen = own !== undefined && !this.#has('reads-committed-only')
      const outcome = this.#world.run(compute, key, isSeen ? own : this.#store.value(key))
      if ('error' in outcome) return this.#failed(writes, outcome.error)
      writes.push({ key, value: String(outcome.value) })
    }
    const value = this.#store.commit(writes)
    return { rule: 'numbers-the-events-of-a-key', value }
  }

  #failed(writes: readonly Write[], error: string): Answer {
    const rule = 'a-failed-update-leaves-nothing'
    this.#rule = rule
    if (this.#has('writes-as-it-goes')) this.#store.commit(writes)
    if (this.#has('state-stays')) for (const { key, value } of writes) this.#store.state.set(key, value)
    if (this.#has('events-stay')) for (const { key, value } of writes) this.#store.append(key, value)
    if (this.#has('burns-numbers')) for (const { key } of writes) this.#store.burn(key)
    return this.#has('swallows-the-error') ? { rule, value: [] } : { rule, raises: error }
  }

  #poll(batch: number): Answer {
    const trail = new Trail(this.#world)
    const relay = new Relay(this.#world, trail, this.#store)
    this.#rule = 'marks-after-publishing'
    try {
      const value = relay.poll(batch)
      return { rule: trail.ruleOf(relay.rule), value }
    } catch (error) {
      if (!(error instanceof Escape)) throw error
      return { rule: trail.ruleOf(error.rule), raises: error.label }
    }
  }

  #release(id: string): Answer {
    const rule = 'release-brings-it-back'
    const entry = this.#store.entries.find((one) => one.id === id && one.isParked)
    if (entry === undefined) return { rule, value: this.#has('release-always-true') }
    this.#rule = rule
    entry.isParked = false
    if (!this.#has('release-keeps-attempts')) entry.failures = 0
    if (this.#has('releases-to-the-end')) {
      this.#store.entries = [...this.#store.entries.filter((one) => one !== entry), entry]
    }
    return { rule, value: true }
  }
}
