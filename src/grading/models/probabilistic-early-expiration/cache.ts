import type { Json } from '../../sequence.ts'
import { ran } from '../../value.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { reachMs } from './reach.ts'

interface Entry {
  readonly value: Json
  deltaMs: number
  expiresMs: number
  /** The number that a program draws when it stores the entry. */
  readonly draw: number
}

/** Cells of their own, because a program may wrongly share them among its caches. */
interface Memory {
  readonly entries: Map<string, Entry>
  /** Why a key is not there, where it was. */
  readonly gone: Map<string, string>
}

/** Two floating-point calculations of the same reach differ by far less, in milliseconds. */
const TOLERANCE_MS = 1e-6

/** The cache of the contract: XFetch over entries that remember how long their load took. */
export class EarlyCache implements Subject {
  readonly #world: World
  readonly #memory: Memory
  readonly #ttlMs: number
  readonly #negativeTtlMs: number
  readonly #beta: number
  #draw: number | undefined
  #lastDeltaMs = 0

  constructor(world: World) {
    this.#world = world
    const more = (id: Wrong, option: string, by: number): number =>
      world.number(option) + (this.#has(id) && world.isDefault(option) ? by : 0)
    this.#ttlMs = more('default-ttl', 'ttl_ms', 60_000)
    this.#negativeTtlMs = more('default-negative-ttl', 'negative_ttl_ms', 5000)
    this.#beta = more('default-beta', 'beta', 1)
    this.#memory =
      this.#has('shared-entries') && world.first instanceof EarlyCache
        ? world.first.#memory
        : { entries: new Map(), gone: new Map() }
  }

  call(method: string, [key, load]: readonly (Json | Subject)[]): Answer {
    return method === 'invalidate' ? this.#invalidate(String(key)) : this.#get(String(key), load as Json)
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #get(key: string, load: Json): Answer {
    const entry = this.#memory.entries.get(key)
    if (entry === undefined) {
      if (this.#has('draws-without-entry')) this.#world.random()
      return this.#miss(key, load, this.#memory.gone.get(key) ?? 'loads-what-is-missing')
    }
    if (this.#isExpired(entry)) {
      const rule = entry.value === null ? 'nothing-has-its-own-life' : 'expires-at-its-age'
      return this.#miss(key, load, this.#memory.gone.get(key) ?? rule, entry)
    }
    return this.#find(key, load, entry)
  }

  #isExpired({ expiresMs, value }: Entry): boolean {
    if (this.#has('loads-every-time')) return true
    if (this.#has('falsy-is-a-miss') && isFalsy(value)) return true
    if (this.#has('wrong-sign')) return false
    return this.#has('expires-late') ? this.#nowMs() > expiresMs : this.#nowMs() >= expiresMs
  }

  /** The entry lives. */
  #find(key: string, load: Json, entry: Entry): Answer {
    const random = this.#drawn(entry)
    const isEarly = this.#isEarly(key, entry, random)
    if (isEarly) return this.#early(key, load, entry, random)
    if (this.#has('reading-prolongs')) entry.expiresMs = this.#nowMs() + this.#lifeOf(entry.value)
    const hasLoaded = this.#world.did().length > 0
    const rule = entry.value === null ? 'nothing-has-its-own-life' : 'serves-what-is-there'
    return { rule: hasLoaded && entry.deltaMs > 0 ? 'recomputes-early' : rule, value: entry.value }
  }

  #drawn({ draw }: Entry): number {
    if (this.#has('one-draw-an-entry')) return draw
    if (!this.#has('one-draw')) return this.#world.random()
    this.#draw ??= this.#world.random()
    return this.#draw
  }

  #isEarly(key: string, { deltaMs, expiresMs }: Entry, random: number): boolean {
    const delta = this.#has('delta-of-any-key') ? this.#lastDeltaMs : deltaMs
    const reach = reachMs(delta, this.#beta, random, (id) => this.#has(id))
    const leftMs = expiresMs - this.#nowMs()
    const did = this.#world.did()
    // So close that another sound calculation may fall on the other side: right is what the program did.
    if (reach !== 0 && Math.abs(reach - leftMs) < TOLERANCE_MS) return did.includes(ran('load', [key]))
    if (this.#has('wrong-sign')) return reach >= leftMs
    return this.#has('expires-late') ? reach > leftMs : reach >= leftMs
  }

  #early(key: string, load: Json, entry: Entry, random: number): Answer {
    const { entries, gone } = this.#memory
    const result = this.#load(key, load)
    const rule = random === 0 ? 'a-draw-of-zero-recomputes' : 'recomputes-early'
    if (!('error' in result)) return { rule, value: this.#has('gives-the-old') ? entry.value : result.value }
    const failed = 'an-early-failure-serves-the-old'
    if (this.#has('early-failure-drops')) entries.delete(key)
    if (this.#has('early-failure-prolongs')) entry.expiresMs = this.#nowMs() + this.#lifeOf(entry.value)
    gone.set(key, failed)
    // Right is "operation, then the old value": who did not even load breaks the rule of the draw.
    const hasLoaded = this.#world.did().length > 0
    const isLate = this.#has('early-failure-late') && this.#nowMs() >= entry.expiresMs
    if (isLate || this.#has('early-failure-comes-out')) return { rule: failed, raises: result.error }
    if (this.#has('early-failure-gives-nothing')) return { rule: failed, value: null }
    return { rule: hasLoaded ? failed : rule, value: entry.value }
  }

  /** There is no entry that lives. */
  #miss(key: string, load: Json, rule: string, expired?: Entry): Answer {
    const { gone } = this.#memory
    const result = this.#load(key, load)
    if (!('error' in result)) return { rule, value: result.value }
    const failed = 'a-failed-load-comes-out'
    gone.set(key, failed)
    if (this.#has('failure-serves-expired') && expired !== undefined) {
      return { rule: failed, value: expired.value }
    }
    if (this.#has('failure-is-stored')) this.#store(key, null, 0, this.#nowMs())
    if (this.#has('failure-gives-nothing')) return { rule: failed, value: null }
    return { rule: failed, raises: result.error }
  }

  #load(key: string, load: Json): ReturnType<World['run']> {
    const startMs = this.#nowMs()
    const measuredFrom = this.#measuredMs()
    const result = this.#has('load-without-key') ? this.#world.run(load) : this.#world.run(load, key)
    const deltaMs = (this.#measuredMs() - measuredFrom) / (this.#has('delta-in-seconds') ? 1000 : 1)
    const entry = this.#memory.entries.get(key)
    if (!('error' in result)) {
      const isFirst = entry === undefined || !this.#has('first-delta')
      this.#store(key, result.value, isFirst ? deltaMs : entry.deltaMs, startMs)
    } else if (this.#has('delta-of-failures') && entry !== undefined) entry.deltaMs = deltaMs
    return result
  }

  #measuredMs(): number {
    return this.#has('measures-by-the-system') ? this.#world.systemMs() : this.#nowMs()
  }

  #store(key: string, value: Json, deltaMs: number, startMs: number): void {
    const { entries, gone } = this.#memory
    this.#lastDeltaMs = deltaMs
    gone.delete(key)
    if (value === null && this.#has('nothing-is-not-stored')) {
      entries.delete(key)
      gone.set(key, 'nothing-has-its-own-life')
      return
    }
    const from = this.#has('life-from-the-start') ? startMs : this.#nowMs()
    const draw = this.#has('one-draw-an-entry') ? this.#world.random() : 0
    entries.set(key, { value, deltaMs, expiresMs: from + this.#lifeOf(value), draw })
  }

  #lifeOf(value: Json): number {
    const isNothing = value === null || (this.#has('falsy-is-nothing') && isFalsy(value))
    const lifeMs = isNothing && !this.#has('nothing-lives-as-long') ? this.#negativeTtlMs : this.#ttlMs
    return this.#has('ttl-in-seconds') ? lifeMs * 1000 : lifeMs
  }

  #invalidate(key: string): Answer {
    const { entries, gone } = this.#memory
    const entry = entries.get(key)
    const lives = entry !== undefined && this.#nowMs() < entry.expiresMs
    if (entry !== undefined && !this.#has('invalidate-keeps')) {
      entries.delete(key)
      gone.set(key, 'invalidate-takes-out')
    }
    const tells = this.#has('invalidate-tells-expired') ? entry !== undefined : lives
    return { rule: 'invalidate-takes-out', value: tells || this.#has('invalidate-tells-true') }
  }
}

function isFalsy(value: Json): boolean {
  return value === 0 || value === false || value === ''
}
