import type { Json } from '../../sequence.ts'
import type { Answer, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

interface Lock {
  /** The token that holds it, or held it until its time was over; undefined when it was released. */
  holder: number | undefined
  /** When it was granted or last renewed. */
  sinceMs: number
  grantedAtMs: number
  /** The highest token that was granted; 0 when there is none. */
  latest: number
  /** The first token that was granted. */
  first: number
  /** Somebody who did not hold it has tried to renew or release it. */
  isTried: boolean
}

/** The lock side of the contract. Which numbers the tokens are is the program's choice, as long as they grow. */
export class Leases {
  readonly #world: World
  readonly #ttlMs: number
  readonly #locks = new Map<string, Lock>()

  constructor(world: World) {
    this.#world = world
    this.#ttlMs = world.number('ttl_ms')
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #lock(name: string): Lock {
    const key = this.#has('one-lock-for-all') ? '' : name
    const found = this.#locks.get(key)
    if (found !== undefined) return found
    const none = { holder: undefined, sinceMs: 0, grantedAtMs: 0, latest: 0, first: 0, isTried: false }
    this.#locks.set(key, none)
    return none
  }

  #isLeased({ holder, sinceMs }: Lock): boolean {
    if (holder === undefined || (sinceMs === 0 && this.#has('granted-at-zero-is-free'))) return false
    const ageMs = this.#nowMs() - sinceMs
    return ageMs < this.#ttlMs || this.#has('never-expires') || this.#lastsLonger(ageMs)
  }

  #lastsLonger(ageMs: number): boolean {
    return ageMs === this.#ttlMs && this.#has('lasts-one-longer')
  }

  isHeldBy(name: string, token: number): boolean {
    const lock = this.#lock(name)
    return lock.holder === token && this.#isLeased(lock)
  }

  /** The highest token that was granted under this name; 0 when there is none. */
  latest(name: string): number {
    return this.#lock(name).latest
  }

  acquire(name: string, seen: Json | undefined): Answer {
    const lock = this.#lock(name)
    if (this.#isLeased(lock) && !this.#has('grants-while-held')) {
      if (this.#has('refusal-extends')) lock.sinceMs = this.#nowMs()
      if (this.#has('refusal-raises-token')) this.#raise(lock)
      return { rule: this.#heldRule(lock), value: null }
    }
    return this.#grant(lock, seen)
  }

  #grant(lock: Lock, seen: Json | undefined): Answer {
    const reason = this.#freeRule(lock)
    const { allows, due, next } = this.#tokens(lock)
    const isRight = typeof seen === 'number' && allows(seen)
    const token = isRight ? seen : next
    lock.holder = token
    lock.latest = Math.max(token, lock.latest)
    if (lock.first === 0) lock.first = token
    lock.sinceMs = this.#nowMs()
    lock.grantedAtMs = lock.sinceMs
    lock.isTried = false
    const rule = typeof seen === 'number' ? 'tokens-grow' : reason
    return { rule, allows: (given) => typeof given === 'number' && allows(given), due, value: token }
  }

  /** Which tokens may come next. */
  #tokens(lock: Lock): { allows: (token: number) => boolean; due: string; next: number } {
    const forced = this.#forcedToken(lock)
    if (forced !== undefined) {
      return { allows: (token) => token === forced, due: String(forced), next: forced }
    }
    const { latest } = lock
    const allows = (token: number): boolean => Number.isSafeInteger(token) && token > latest
    return { allows, due: latest === 0 ? 'a token' : `a token above ${latest}`, next: latest + 1 }
  }

  #forcedToken({ latest, first, holder }: Lock): number | undefined {
    if (this.#has('token-is-the-time')) return this.#nowMs()
    if (latest === 0) return undefined
    if (this.#has('same-token')) return latest
    if (this.#has('token-restarts-after-release') && holder === undefined) return first
    return this.#has('token-restarts-after-expiry') && holder !== undefined ? first : undefined
  }

  #freeRule({ holder, latest, isTried }: Lock): string {
    if (holder !== undefined) return 'lease-ends-on-time'
    return latest === 0 && !isTried ? 'one-holder-at-a-time' : 'only-the-holder-renews-and-releases'
  }

  /** The property that it hangs on that the lock is held now. */
  #heldRule({ grantedAtMs, isTried }: Lock): string {
    if (this.#nowMs() - grantedAtMs >= this.#ttlMs) return 'renewing-extends-the-lease'
    return isTried ? 'only-the-holder-renews-and-releases' : 'one-holder-at-a-time'
  }

  renew(name: string, token: number): Answer {
    const lock = this.#lock(name)
    const { rule, isHolder } = this.#claim(lock, token)
    const isRevived = lock.holder === token && this.#has('renew-revives')
    const isAnyone = this.#isLeased(lock) && this.#has('anyone-renews')
    const renews = isHolder || isRevived || isAnyone
    if (renews) this.#extend(lock)
    else lock.isTried = true
    return { rule: isHolder ? 'renewing-extends-the-lease' : rule, value: renews }
  }

  #extend(lock: Lock): void {
    if (this.#has('renew-does-nothing')) return
    lock.sinceMs = this.#has('renew-adds') ? lock.sinceMs + this.#ttlMs : this.#nowMs()
    if (this.#has('renew-changes-token')) this.#raise(lock)
  }

  #raise(lock: Lock): void {
    lock.latest += 1
    lock.holder = lock.latest
  }

  release(name: string, token: number): Answer {
    const lock = this.#lock(name)
    const { rule, isHolder } = this.#claim(lock, token)
    const isLate = lock.holder === token && this.#has('release-of-expired-true')
    const isAnyone = this.#isLeased(lock) && this.#has('anyone-releases')
    const releases = isHolder || isLate || isAnyone
    if (releases && !this.#has('release-keeps')) lock.holder = undefined
    if (!releases) lock.isTried = true
    return { rule, value: releases || this.#has('release-always-true') }
  }

  holds(name: string, token: number): Answer {
    const lock = this.#lock(name)
    const { rule, isHolder } = this.#claim(lock, token)
    const isLate = lock.holder === token && this.#has('holds-ignores-the-end')
    return { rule: isHolder ? this.#heldRule(lock) : rule, value: isHolder || isLate }
  }

  #claim(lock: Lock, token: number): { rule: string; isHolder: boolean } {
    const isLeased = this.#isLeased(lock)
    const isHolder = lock.holder === token && isLeased
    const isLate = lock.holder === token && !isLeased
    return { rule: isLate ? 'lease-ends-on-time' : 'only-the-holder-renews-and-releases', isHolder }
  }
}
