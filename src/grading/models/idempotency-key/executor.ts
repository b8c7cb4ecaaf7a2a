import type { Json } from '../../sequence.ts'
import type { Ran } from '../scripts.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

interface Known {
  request: string
  readonly outcome: Ran
  storedMs: number
  /** The property that its age hangs on since. */
  agesBy: string
}

/** Cells of their own, because a program may wrongly share them among its executors. */
interface Memory {
  readonly known: Map<string, Known>
  /** Keys that a failure left in use, and by which request; null when nobody may use them any more. */
  readonly left: Map<string, string | null>
  /** Keys that ever had an outcome, for a program that removes none. */
  readonly stored: Set<string>
  /** Keys whose operation failed, for a program that counts them. */
  readonly failed: Set<string>
  /** Why a key is free, where it was not always. */
  readonly freed: Map<string, string>
}

const INHERITED = 'constructor'

/** The executor of the contract: an outcome for each key, kept for a time, and given to the same request alone. */
export class Executor implements Subject {
  readonly #world: World
  readonly #ttlMs: number
  readonly #memory: Memory

  constructor(world: World) {
    this.#world = world
    const hour = this.#has('default-ttl') && world.isDefault('ttl_ms') ? -3_600_000 : 0
    this.#ttlMs = (world.number('ttl_ms') + hour) * (this.#has('ttl-in-seconds') ? 1000 : 1)
    this.#memory =
      this.#has('shared-keys') && world.first instanceof Executor
        ? world.first.#memory
        : { known: new Map(), left: new Map(), stored: new Set(), failed: new Set(), freed: new Map() }
  }

  call(method: string, [key, request, operation]: readonly (Json | Subject)[]): Answer {
    if (method === 'size') return this.#size()
    return this.#execute(String(key), String(request), operation as Json)
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  /** What the program looks up. */
  #name(key: string, request: string): string {
    if (this.#has('keyed-by-the-request')) return request
    if (this.#has('keys-with-the-request')) return JSON.stringify([key, request])
    return this.#has('folds-case') ? key.toLowerCase() : key
  }

  #execute(key: string, request: string, operation: Json): Answer {
    const { known, left } = this.#memory
    const name = this.#name(key, request)
    if (this.#has('inherited-names') && name === INHERITED && !known.has(name)) return conflict()
    const found = known.get(name)
    if (found !== undefined && this.#isStale(found) && this.#has('expired-still-conflicts')) {
      if (found.request !== request) return conflict()
    }
    this.#dropExpired(name)
    const entry = known.get(name)
    if (entry !== undefined && this.#recalls(entry)) return this.#again(name, entry, request, operation)
    const holder = left.get(name)
    if (holder === null && this.#has('failure-holds-the-lock')) {
      return { rule: 'other-failures-free-the-key', hangs: true }
    }
    if (holder === null || (holder !== undefined && holder !== request)) return conflict()
    return this.#run(name, request, operation)
  }

  #recalls({ outcome }: Known): boolean {
    const { value } = outcome as { readonly value?: Json }
    const isFalsy = value === null || value === 0 || value === false || value === ''
    return !(this.#has('falsy-outcomes-run-again') && isFalsy)
  }

  /** The key is known. */
  #again(name: string, entry: Known, request: string, operation: Json): Answer {
    const { known, freed } = this.#memory
    if (entry.request !== request && !this.#has('ignores-the-request')) {
      if (this.#has('runs-another-request')) return this.#run(name, request, operation)
      if (this.#has('conflict-drops-the-key')) known.delete(name)
      if (this.#has('conflict-takes-over')) entry.request = request
      if (this.#has('conflict-prolongs')) entry.storedMs = this.#nowMs()
      entry.agesBy = 'a-conflict-changes-nothing'
      freed.set(name, entry.agesBy)
      return conflict()
    }
    if (this.#has('replay-prolongs')) entry.storedMs = this.#nowMs()
    const rule = 'error' in entry.outcome ? 'declined-is-an-outcome' : 'replays-the-outcome'
    if (entry.agesBy === 'expires-at-its-age') entry.agesBy = 'replays-do-not-prolong'
    return this.#replay(entry.outcome, rule)
  }

  #replay(outcome: Ran, rule: string): Answer {
    if (!('error' in outcome)) return { rule, value: this.#has('replays-nothing') ? null : outcome.value }
    return this.#has('declined-becomes-nothing') ? { rule, value: null } : { rule, raises: outcome.error }
  }

  /** The key is free. */
  #run(name: string, request: string, operation: Json): Answer {
    const { left, failed, freed } = this.#memory
    const startMs = this.#nowMs()
    const freedBy = freed.get(name)
    left.delete(name)
    const first = this.#world.run(operation)
    const outcome = 'error' in first && this.#has('tries-again-itself') ? this.#world.run(operation) : first
    const storedMs = this.#has('age-from-the-start') ? startMs : this.#nowMs()
    if (this.#isStored(name, outcome))
      this.#store(name, { request, outcome, storedMs, agesBy: 'expires-at-its-age' })
    else if ('error' in outcome && outcome.error !== 'DeclinedError') {
      failed.add(name)
      freed.set(name, 'other-failures-free-the-key')
      if (this.#has('failure-locks-the-key') || this.#has('failure-holds-the-lock')) left.set(name, null)
      if (this.#has('failure-keeps-the-request')) left.set(name, request)
    }
    const rule = freedBy ?? 'runs-a-new-key-once'
    return 'error' in outcome ? { rule, raises: outcome.error } : { rule, value: outcome.value }
  }

  #isStored(name: string, outcome: Ran): boolean {
    if (this.#has('never-remembers')) return false
    if (this.#has('empty-key-is-none') && name === '') return false
    if (!('error' in outcome) || this.#has('stores-every-failure')) return true
    return outcome.error === 'DeclinedError' && !this.#has('declined-runs-again')
  }

  /** The one stored last stands last, so that the first to expire is in front. */
  #store(name: string, entry: Known): void {
    const { known, failed } = this.#memory
    known.delete(name)
    known.set(name, entry)
    this.#memory.stored.add(name)
    failed.delete(name)
  }

  /** `asked`: the key that came, the only one for a program that looks at no other. */
  #dropExpired(asked?: string): void {
    const { known, freed } = this.#memory
    for (const [name, entry] of known) {
      if (!this.#isStale(entry) || (this.#has('expired-until-asked') && name !== asked)) continue
      known.delete(name)
      freed.set(name, entry.agesBy)
    }
  }

  #isStale({ storedMs }: Known): boolean {
    if (this.#has('never-expires')) return false
    if (this.#has('time-zero-never-expires') && storedMs === 0) return false
    const ageMs = this.#nowMs() - storedMs
    return this.#has('expires-late') ? ageMs > this.#ttlMs : ageMs >= this.#ttlMs
  }

  #size(): Answer {
    if (!this.#has('size-counts-expired')) this.#dropExpired()
    const { known, failed } = this.#memory
    const counted = [...known.values()].filter(
      ({ outcome }) => !(this.#has('size-leaves-out-declined') && 'error' in outcome),
    )
    const more = this.#has('size-counts-failures') ? failed.size : 0
    const there = this.#has('never-removes') ? this.#memory.stored.size : counted.length
    return { rule: 'size-counts-what-is-known', value: there + more }
  }
}

function conflict(): Answer {
  return { rule: 'another-request-is-a-conflict', raises: 'KeyConflictError' }
}
