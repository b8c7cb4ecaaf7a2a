import type { Answer } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

interface Entry {
  value: string | null
  /** The highest token that came with a request which was done; 0 when none came. */
  highest: number
}

/** What the store would ask if it could: nothing of this is its business. */
export interface LockSide {
  isHeldBy(name: string, token: number): boolean
  latest(name: string): number
}

/** What happened to a key last, and so which property the next answer hangs on. */
interface Story {
  raisedBy: 'write' | 'read' | 'remove'
  wasRefused: boolean
}

const STALE = 'StaleTokenError'
const DONE = null

/** The store side of the contract: for each key a value and the highest token that it has seen. */
export class FencedValues {
  readonly #has: (id: Wrong) => boolean
  readonly #locks: LockSide
  readonly #entries = new Map<string, Entry>()
  readonly #stories = new Map<string, Story>()
  /** Of all keys, for a misconception alone. */
  #highestOfAll = 0

  constructor(has: (id: Wrong) => boolean, locks: LockSide) {
    this.#has = has
    this.#locks = locks
  }

  #story(key: string): Story {
    const found = this.#stories.get(key)
    if (found !== undefined) return found
    const fresh: Story = { raisedBy: 'write', wasRefused: false }
    this.#stories.set(key, fresh)
    return fresh
  }

  #highest(key: string): number {
    return this.#has('one-token-for-all-keys') ? this.#highestOfAll : (this.#entries.get(key)?.highest ?? 0)
  }

  #isStale(key: string, token: number): boolean {
    const highest = this.#highest(key)
    if (this.#has('no-check')) return false
    if (this.#has('asks-the-lock')) return !this.#locks.isHeldBy(key, token)
    if (this.#has('compares-with-granted')) return token < Math.max(highest, this.#locks.latest(key))
    if (this.#has('compares-as-text')) return highest > 0 && String(token) < String(highest)
    if (this.#has('refuses-gaps') && highest > 0 && token > highest + 1) return true
    return this.#has('needs-newer') ? token <= highest : token < highest
  }

  write(key: string, value: string, token: number): Answer {
    const isTaken = this.#has('needs-newer-to-write') && token <= this.#highest(key)
    if (this.#isStale(key, token) || isTaken) {
      if (this.#has('refused-writes')) this.#set(key, value)
      return this.#refused(key, token)
    }
    const rule = this.#acceptRule(key, token)
    this.#set(key, value)
    this.#raise(key, token, 'write')
    return { rule, value: DONE }
  }

  read(key: string, token: number): Answer {
    const value = this.#entries.get(key)?.value ?? null
    const isPlain =
      this.#has('reads-ignore-tokens') || (value === null && this.#has('read-of-absent-forgets'))
    const isChecked = !isPlain && !this.#has('read-unchecked')
    if (isChecked && this.#isStale(key, token)) return this.#refused(key, token)
    const rule = this.#acceptRule(key, token)
    if (!isPlain && !this.#has('read-forgets-token')) this.#raise(key, token, 'read')
    return { rule, value: this.#shown(value) }
  }

  remove(key: string, token: number): Answer {
    const isAbsent = (this.#entries.get(key)?.value ?? null) === null
    if (isAbsent && this.#has('remove-of-absent-forgets'))
      return { rule: 'removing-keeps-the-token', value: DONE }
    if (this.#isStale(key, token) && !this.#has('remove-unchecked')) return this.#refused(key, token)
    const rule = this.#acceptRule(key, token)
    this.#raise(key, token, 'remove')
    if (this.#has('remove-forgets-token')) this.#entries.delete(key)
    else this.#set(key, this.#has('removed-is-empty') ? '' : null)
    return { rule, value: DONE }
  }

  peek(key: string): Answer {
    const { wasRefused } = this.#story(key)
    const rule = wasRefused ? 'refused-changes-nothing' : 'accepts-what-is-not-older'
    return { rule, value: this.#shown(this.#entries.get(key)?.value ?? null) }
  }

  #shown(value: string | null): string | null {
    return value === '' && this.#has('empty-is-nothing') ? null : value
  }

  #set(key: string, value: string | null): void {
    this.#entries.set(key, { value, highest: this.#entries.get(key)?.highest ?? 0 })
  }

  #raise(key: string, token: number, by: Story['raisedBy']): void {
    const entry = this.#entries.get(key) ?? { value: null, highest: 0 }
    const isHigher = token > entry.highest
    const isKept = entry.highest > 0 && this.#has('first-token-only')
    if ((isHigher || this.#has('compares-as-text')) && !isKept) entry.highest = token
    this.#entries.set(key, entry)
    this.#highestOfAll = Math.max(token, this.#highestOfAll)
    const raisedBy = isHigher || by === 'remove' ? by : this.#story(key).raisedBy
    this.#stories.set(key, { raisedBy, wasRefused: false })
  }

  #refused(key: string, token: number): Answer {
    const story = this.#story(key)
    const rules = {
      write: 'refuses-older-tokens',
      read: 'reads-raise-the-token',
      remove: 'removing-keeps-the-token',
    }
    const entry = this.#entries.get(key)
    if (this.#has('refused-lowers-token') && entry !== undefined) entry.highest = token
    const rule = story.wasRefused ? 'refused-changes-nothing' : rules[story.raisedBy]
    story.wasRefused = true
    return { rule, raises: STALE }
  }

  #acceptRule(key: string, token: number): string {
    if (this.#story(key).wasRefused) return 'refused-changes-nothing'
    const isOver = token <= this.#locks.latest(key) && !this.#locks.isHeldBy(key, token)
    return isOver ? 'judges-by-tokens-alone' : 'accepts-what-is-not-older'
  }
}
