import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

interface Entry {
  readonly id: string
  atMs: number
  /** It was told to be forgotten, by a program that leaves it in the order of eviction. */
  isGone: boolean
}

/** In the order of eviction. A cell of its own, because a program may wrongly share it. */
interface Ids {
  entries: Entry[]
}

/** The window of the contract: bounded by count and by age, both counted from when an id was recorded. */
export class Window implements Subject {
  readonly #world: World
  readonly #capacity: number
  readonly #windowMs: number
  readonly #ids: Ids
  /** The property that the present contents hang on. */
  #rule = 'tells-first-from-again'

  constructor(world: World) {
    this.#world = world
    const slip = (id: Wrong, option: string) => world.has(id) && world.isDefault(option)
    this.#capacity = world.number('capacity') + (slip('default-capacity', 'capacity') ? 1 : 0)
    const windowMs = world.number('window_ms') * (slip('default-window', 'window_ms') ? 2 : 1)
    this.#windowMs = world.has('window-in-seconds') ? windowMs * 1000 : windowMs
    const { first } = world
    this.#ids = this.#has('shared-ids') && first instanceof Window ? first.#ids : { entries: [] }
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const nowMs = this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
    const id = String(args[0])
    if (method === 'seen') return this.#seen(id, nowMs)
    if (method === 'remembers') return this.#remembers(id, nowMs)
    return method === 'forget' ? this.#forget(id, nowMs) : this.#tell(method, nowMs)
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #seen(id: string, nowMs: number): Answer {
    if (!this.#has('keeps-old-place')) this.#dropExpired(nowMs)
    const rule = this.#rule
    if (this.#has('empty-id-is-new') && id === '') return { rule, value: false }
    if (this.#has('duplicate-evicts')) this.#makeRoom()
    const isKnown = this.#isKnown(id, nowMs)
    if (isKnown) this.#repeat(id, nowMs)
    else this.#record(id, nowMs)
    return { rule, value: this.#has('inverted') ? !isKnown : isKnown }
  }

  #find(id: string): Entry | undefined {
    return this.#ids.entries.find((entry) => entry.id === id && !entry.isGone)
  }

  #isKnown(id: string, nowMs: number): boolean {
    const entry = this.#find(id)
    if (entry === undefined) return false
    if (this.#has('time-zero-is-never') && entry.atMs === 0) return false
    if (this.#has('only-the-last')) return this.#ids.entries.at(-1) === entry
    return !this.#has('keeps-old-place') || this.#isFresh(entry, nowMs)
  }

  #repeat(id: string, nowMs: number): void {
    this.#rule = 'duplicates-change-nothing'
    const entry = this.#find(id)
    if (entry === undefined) return
    if (this.#has('duplicate-refreshes')) entry.atMs = nowMs
    if (!this.#has('duplicate-refreshes') && !this.#has('duplicate-moves')) return
    this.#ids.entries = [...this.#ids.entries.filter((one) => one !== entry), entry]
  }

  #record(id: string, nowMs: number): void {
    if (this.#has('full-is-closed') && this.#ids.entries.length >= this.#capacity) return
    this.#makeRoom()
    // A map that has the key already leaves it in its place.
    const old = this.#find(id)
    if (old === undefined) this.#ids.entries.push({ id, atMs: nowMs, isGone: false })
    else old.atMs = nowMs
  }

  #makeRoom(): void {
    const { entries } = this.#ids
    const capacity = this.#capacity + (this.#has('one-more') ? 1 : this.#has('one-fewer') ? -1 : 0)
    if (entries.length < capacity) return
    this.#rule = 'evicts-the-oldest'
    if (this.#has('clears-when-full')) this.#ids.entries = []
    else if (this.#has('evicts-the-newest')) entries.pop()
    else this.#dropFirst()
  }

  #dropFirst(): void {
    const first = this.#ids.entries.shift()
    if (first?.isGone !== true) return
    const again = this.#find(first.id)
    if (again !== undefined) again.isGone = true
  }

  #isFresh({ atMs }: Entry, nowMs: number): boolean {
    if (this.#has('never-expires')) return true
    const ageMs = nowMs - atMs
    return this.#has('remembers-at-window-age') ? ageMs <= this.#windowMs : ageMs < this.#windowMs
  }

  /** Only from the front: all live equally long, so that what expires next is there. */
  #dropExpired(nowMs: number): void {
    for (;;) {
      const [first] = this.#ids.entries
      if (first === undefined || this.#isFresh(first, nowMs)) return
      this.#dropFirst()
      this.#rule = 'expires-at-its-age'
    }
  }

  #remembers(id: string, nowMs: number): Answer {
    if (!this.#has('remembers-stale')) this.#dropExpired(nowMs)
    const isKnown = this.#find(id) !== undefined
    if (this.#has('looking-records') && !isKnown) this.#record(id, nowMs)
    return { rule: this.#rule, value: isKnown }
  }

  #forget(id: string, nowMs: number): Answer {
    this.#dropExpired(nowMs)
    this.#rule = 'forget-takes-out'
    const entry = this.#find(id)
    const value = entry !== undefined || this.#has('forget-always-true')
    if (this.#has('forget-keeps') || entry === undefined) return { rule: this.#rule, value }
    if (this.#has('forget-leaves-place')) entry.isGone = true
    else this.#ids.entries = this.#ids.entries.filter((one) => one !== entry)
    return { rule: this.#rule, value }
  }

  #tell(method: string, nowMs: number): Answer {
    const rule = 'size-and-ids-tell-what-is-there'
    if (method !== 'size' || !this.#has('size-counts-expired')) this.#dropExpired(nowMs)
    const ids = this.#ids.entries.filter(({ isGone }) => !isGone).map(({ id }) => id)
    if (method === 'size') return { rule, value: ids.length }
    return { rule, value: this.#has('ids-newest-first') ? ids.reverse() : ids }
  }
}
