import type { LoggedEvent } from '../../kernel/event-log.ts'
import type { Witness } from '../../kernel/witness.ts'
import type { InvariantId } from './invariants.ts'
import { Told } from './narrate.ts'
import type { Settings } from './parameters.ts'
import type { ProtectionId } from './protections.ts'

/** Checks a protection from outside, by the fetches that begin and end and the values that are served. */
export class Monitor {
  /** Fetches that began while the same key was being fetched. */
  duplicates = 0
  /** Longest time after its TTL at which a value was served. */
  oldestUs = 0
  readonly #settings: Settings
  readonly #protection: ProtectionId
  readonly #witness: Witness<InvariantId>
  /** By key: fetches on their way, of all processes. */
  readonly #fetching: Int32Array
  /** By process and key. */
  readonly #fetchingHere: Int32Array
  /** By key: when its lock lapses; 0 when it is free. */
  readonly #lockedUntilUs: Float64Array
  readonly #lockHolder: Int32Array
  /** By key: when the value was stored, and for how long. */
  readonly #storedUs: Float64Array
  readonly #ttlUs: Float64Array

  constructor(settings: Settings, protection: ProtectionId, witness: Witness<InvariantId>) {
    const { keys, processes } = settings
    this.#settings = settings
    this.#protection = protection
    this.#witness = witness
    this.#fetching = new Int32Array(keys)
    this.#fetchingHere = new Int32Array(keys * processes)
    this.#lockedUntilUs = new Float64Array(keys)
    this.#lockHolder = new Int32Array(keys)
    this.#storedUs = new Float64Array(keys)
    this.#ttlUs = new Float64Array(keys)
  }

  fetchBegins(nowUs: number, request: number, key: number, process: number): void {
    const here = process * this.#settings.keys + key
    this.#witness.hear(Told.fetchBegan, request, key)
    if ((this.#fetching[key] as number) > 0) this.duplicates += 1
    this.#fetching[key] = (this.#fetching[key] as number) + 1
    this.#fetchingHere[here] = (this.#fetchingHere[here] as number) + 1
    const coalesces = this.#protection === 'coalescing' || this.#protection === 'stale'
    if (coalesces && (this.#fetchingHere[here] as number) > 1) {
      const how = `process ${process} fetches key ${key} ${this.#fetchingHere[here]} times at once`
      this.#witness.violated('one-fetch-per-key', how, ofKey(key))
    }
    if (this.#protection === 'lock') this.#checkLock(nowUs, request, key)
  }

  #checkLock(nowUs: number, request: number, key: number): void {
    const untilUs = this.#lockedUntilUs[key] as number
    if (nowUs < untilUs) {
      const leftMs = Math.ceil((untilUs - nowUs) / 1000)
      const how = `request ${request} fetches key ${key}, which is locked for ${leftMs} ms more`
      this.#witness.violated('lock-excludes', how, ofKey(key))
    }
    this.#lockedUntilUs[key] = nowUs + this.#settings.lockUs
    this.#lockHolder[key] = request
  }

  fetchEnds(request: number, key: number, process: number, ok: boolean): void {
    const here = process * this.#settings.keys + key
    this.#witness.hear(ok ? Told.fetched : Told.fetchFailed, request, key)
    this.#fetching[key] = (this.#fetching[key] as number) - 1
    this.#fetchingHere[here] = (this.#fetchingHere[here] as number) - 1
    if (this.#lockHolder[key] === request) this.#lockedUntilUs[key] = 0
  }

  stored(nowUs: number, key: number, ttlUs: number, ok: boolean): void {
    this.#storedUs[key] = nowUs
    this.#ttlUs[key] = ttlUs
    if (!ok) {
      this.#witness.violated('errors-not-kept', `the error of the fetch of key ${key} is stored`, ofKey(key))
    }
    const least = this.#protection === 'jitter' ? 1 - this.#settings.ttlJitter : 1
    const most = this.#settings.ttlUs
    if (ttlUs <= most && ttlUs >= Math.floor(least * most)) return
    const how = `key ${key} is stored for ${ttlUs / 1000} ms, not ${Math.floor(least * most) / 1000} to ${most / 1000}`
    this.#witness.violated('ttl-in-bounds', how, ofKey(key))
  }

  served(nowUs: number, request: number, key: number): void {
    const { ttlUs, graceUs } = this.#settings
    const ageUs = nowUs - (this.#storedUs[key] as number)
    const overUs = ageUs - (this.#ttlUs[key] as number)
    if (overUs > this.oldestUs) this.oldestUs = overUs
    if (overUs > 0) this.#witness.hear(Told.servedOld, request, key)
    const may = this.#protection === 'stale' ? graceUs : 0
    if (overUs <= may && ageUs <= ttlUs + may) return
    const how = `request ${request} gets a value of key ${key} that is ${ageUs / 1000} ms old`
    this.#witness.violated('no-expired-value', how, ofKey(key))
  }

  joins(request: number, key: number, fetchedKey: number): void {
    if (key === fetchedKey) return
    const how = `request ${request} for key ${key} waits for a fetch of key ${fetchedKey}`
    this.#witness.violated('right-key', how, ofKey(fetchedKey))
  }
}

function ofKey(key: number): (event: LoggedEvent) => boolean {
  return ({ code, b }) => code !== Told.servedOld && b === key
}
