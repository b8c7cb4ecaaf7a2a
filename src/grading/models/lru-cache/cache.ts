import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

interface Entry {
  value: Json
  /** From when its age counts. */
  freshMs: number
  /** The property that keeps it in when others are evicted. */
  savedBy: string
  /** How many evictions there had been when it was used last. */
  usedAt: number
  /** It was looked at, or read, since: the property that such a look might break. */
  lookedAt: boolean
  readSincePut: boolean
}

/** Cells of their own, because a program may wrongly share them among its caches. */
interface Table {
  /** The least recently used first. */
  readonly entries: Map<string, Entry>
  /** Every key in the order in which it came. */
  readonly came: Set<string>
  /** Why a key is not there. */
  readonly gone: Map<string, string>
  evictions: number
  /** Places that a program has lost by counting wrong. */
  lost: number
}

/**
 * The cache of the contract. Every method drops what has expired before it does its work; programs that
 * forget to do so in one of them are among the known faults.
 */
export class Cache implements Subject {
  readonly #world: World
  readonly #capacity: number
  readonly #ttlMs: number
  readonly #table: Table

  constructor(world: World) {
    this.#world = world
    const ninth = this.#has('default-capacity') && world.isDefault('capacity') ? 1 : 0
    const minute = this.#has('default-ttl') && world.isDefault('ttl_ms') ? 60_000 : 0
    this.#capacity = world.number('capacity') + ninth
    this.#ttlMs = world.number('ttl_ms') + minute
    const shared = this.#has('shared-entries') && world.first instanceof Cache
    this.#table = shared
      ? (world.first as Cache).#table
      : { entries: new Map(), came: new Set(), gone: new Map(), evictions: 0, lost: 0 }
  }

  call(method: string, [first, second]: readonly (Json | Subject)[]): Answer {
    const key = String(first)
    if (this.#drops(method)) this.#dropExpired()
    switch (method) {
      case 'put':
        return this.#put(key, second as Json)
      case 'get':
        return this.#get(key)
      case 'peek':
        return this.#look(key, 'peek-refreshes', (entry) => entry?.value ?? null)
      case 'contains':
        return this.#look(key, 'contains-refreshes', (entry) => entry !== undefined)
      case 'remove':
        return this.#remove(key)
      case 'size':
        return this.#size()
      default:
        return this.#keys()
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  /** Whether this method drops whatever has expired. */
  #drops(method: string): boolean {
    if (this.#has('lazy-expiry')) return false
    if (method === 'put') return !this.#has('expired-takes-a-place')
    if (method === 'remove') return !this.#has('remove-tells-expired')
    if (method === 'keys') return !this.#has('keys-tell-expired')
    return method !== 'size' || !this.#has('size-counts-expired')
  }

  #get(key: string): Answer {
    const entry = this.#living(key)
    const rule = this.#ruleOf(key, entry)
    if (entry === undefined || (this.#has('falsy-is-a-miss') && entry.value === 0)) {
      return { rule, value: null }
    }
    if (!this.#has('get-does-not-refresh')) this.#use(key, entry, 'get-refreshes')
    if (this.#has('get-prolongs')) entry.freshMs = this.#nowMs()
    entry.readSincePut = true
    return { rule, value: entry.value }
  }

  #look(key: string, fault: Wrong, tell: (entry: Entry | undefined) => Json): Answer {
    const entry = this.#living(key)
    const rule = this.#ruleOf(key, entry)
    if (entry !== undefined) {
      entry.lookedAt = true
      if (this.#has(fault)) this.#use(key, entry, entry.savedBy)
    }
    return { rule, value: tell(entry) }
  }

  #put(key: string, value: Json): Answer {
    const { entries } = this.#table
    if (this.#has('overwrite-evicts') && entries.size >= this.#capacity) this.#evict()
    const entry = entries.get(key)
    if (entry === undefined) this.#insert(key, value)
    else this.#overwrite(key, entry, value)
    return { rule: 'returns-what-was-put', value: null }
  }

  #overwrite(key: string, entry: Entry, value: Json): void {
    if (!this.#has('keeps-the-first-value')) entry.value = value
    if (!this.#has('put-does-not-restart')) entry.freshMs = this.#nowMs()
    if (!this.#has('put-does-not-refresh')) this.#use(key, entry, 'put-refreshes')
    entry.readSincePut = false
  }

  #insert(key: string, value: Json): void {
    const { entries, came, lost } = this.#table
    const most = this.#capacity - lost + (this.#has('holds-one-more') ? 1 : 0)
    const full = entries.size >= most
    if (full && this.#has('refuses-when-full')) return
    if (full && this.#has('clears-when-full')) entries.clear()
    if (full) this.#evict()
    const savedBy = 'evicts-the-least-recently-used'
    const usedAt = this.#table.evictions
    const entry = { value, freshMs: this.#nowMs(), savedBy, usedAt, lookedAt: false, readSincePut: false }
    entries.set(key, entry)
    came.delete(key)
    came.add(key)
    if (this.#has('holds-one-less') && entries.size >= most) this.#evict()
  }

  /** Makes it the one that was used last. */
  #use(key: string, entry: Entry, savedBy: string): void {
    const { entries, evictions } = this.#table
    entries.delete(key)
    entries.set(key, entry)
    entry.savedBy = savedBy
    entry.usedAt = evictions
    entry.lookedAt = false
  }

  #evict(): void {
    const { entries, gone } = this.#table
    const keys = [...entries.keys()]
    const key = this.#has('evicts-the-newest') ? keys.at(-1) : keys[0]
    if (key === undefined) return
    const looked = entries.get(key)?.lookedAt === true
    gone.set(key, looked ? 'looking-changes-nothing' : 'evicts-the-least-recently-used')
    entries.delete(key)
    this.#table.evictions += 1
  }

  #remove(key: string): Answer {
    const { entries, gone } = this.#table
    const there = this.#drops('remove') || this.#has('lazy-expiry') ? this.#living(key) : entries.get(key)
    if (there !== undefined) {
      entries.delete(key)
      gone.set(key, 'remove-takes-out')
      if (this.#has('remove-keeps-the-count')) this.#table.lost += 1
    }
    const rule = 'remove-takes-out'
    return { rule, value: there !== undefined || this.#has('remove-tells-true') }
  }

  #size(): Answer {
    const { entries, lost } = this.#table
    return { rule: 'size-and-keys-tell-what-is-there', value: entries.size + lost }
  }

  #keys(): Answer {
    const { entries, came } = this.#table
    const keys = [...entries.keys()]
    if (this.#has('keys-reversed')) keys.reverse()
    const value = this.#has('keys-by-insertion') ? [...came].filter((key) => keys.includes(key)) : keys
    return { rule: 'size-and-keys-tell-what-is-there', value }
  }

  #dropExpired(): void {
    for (const key of [...this.#table.entries.keys()]) this.#living(key)
  }

  /** The entry of the key, dropped if it has expired. */
  #living(key: string): Entry | undefined {
    const { entries, gone } = this.#table
    const entry = entries.get(key)
    if (entry === undefined || !this.#isExpired(entry)) return entry
    gone.set(key, entry.readSincePut ? 'age-counts-from-the-last-put' : 'expires-at-its-age')
    entries.delete(key)
    return undefined
  }

  #isExpired({ freshMs }: Entry): boolean {
    if (this.#has('ignores-the-ttl')) return false
    if (this.#ttlMs === 0) return this.#has('zero-ttl-expires')
    if (this.#has('time-zero-never-expires') && freshMs === 0) return false
    const ageMs = this.#nowMs() - freshMs
    const limitMs = this.#has('ttl-in-seconds') ? this.#ttlMs * 1000 : this.#ttlMs
    return this.#has('expires-late') ? ageMs > limitMs : ageMs >= limitMs
  }

  /** The property that decides whether the key is there. */
  #ruleOf(key: string, entry: Entry | undefined): string {
    if (entry === undefined) return this.#table.gone.get(key) ?? 'returns-what-was-put'
    if (this.#table.evictions > entry.usedAt) return entry.savedBy
    return this.#ttlMs > 0 && this.#nowMs() > entry.freshMs ? 'expires-at-its-age' : 'returns-what-was-put'
  }
}
