import { LRUCache } from 'lru-cache'
import { Counter, Gauge, Histogram } from 'prom-client'
import type { Log } from '../observability/log.ts'
import type { Metrics } from '../observability/metrics.ts'

export interface CacheOptions<Value> {
  /** Names the cache in metrics and logs. */
  readonly name: string
  /** Reads from where the truth is. `undefined` for what is not there, which is not kept: it may be there soon. */
  load(key: string): Promise<Value | undefined>
  /** How long a value may be served without asking again. 0 keeps it out of the cache. */
  ttlMs(value: Value): number
  /** The least recently used go first. */
  readonly maxEntries: number
  /** Part of the time to live by which it differs from value to value; 0 to 1. */
  readonly jitter: number
  readonly log: Log
  readonly metrics: Metrics
  /** Milliseconds; whence does not matter. */
  readonly nowMs?: () => number
  /** From 0 up to 1. */
  readonly random?: () => number
}

export interface Cache<Value> {
  /** The value, from the cache where it is fresh. Throws what `load` throws. */
  get(key: string): Promise<Value | undefined>
  /** To be called after each change: what was read before it is not served, nor kept, any more. */
  invalidate(key: string): void
}

interface Entry<Value> {
  readonly value: Value
  readonly expiresAtMs: number
  /** How long it took to load. */
  readonly loadMs: number
}

/** A load under way. Its identity is the version that it reads: `invalidate` makes it an old one. */
interface Flight<Value> {
  readonly value: Promise<Value | undefined>
}

/**
 * Keeps what was read, beside the store, and asks the store again when it is too old. However many ask at once, it is
 * read once: at the first miss and when it expires; values of one moment do not expire in one moment, and a value
 * that is much in demand is read anew shortly before it would expire. See docs/adr/cache-aside.md.
 */
export function cacheAside<Value extends object>(options: CacheOptions<Value>): Cache<Value> {
  const { name, load, ttlMs, jitter, maxEntries, log } = options
  const { nowMs = () => performance.now(), random = Math.random } = options
  const entries = new LRUCache<string, Entry<Value>>({ max: maxEntries })
  const flights = new Map<string, Flight<Value>>()
  const measure = measures(options, () => entries.size)

  const read = async (key: string): Promise<Entry<Value> | undefined> => {
    const startedAtMs = nowMs()
    const value = await load(key)
    const loadedAtMs = nowMs()
    const loadMs = loadedAtMs - startedAtMs
    measure.loaded(loadMs)
    if (value === undefined) return undefined
    const lifeMs = ttlMs(value) * (1 - jitter * random())
    return { value, expiresAtMs: loadedAtMs + lifeMs, loadMs }
  }

  /** One read for all who ask meanwhile. */
  const fly = (key: string): Promise<Value | undefined> => {
    const underWay = flights.get(key)
    if (underWay !== undefined) return underWay.value
    const flight: Flight<Value> = {
      value: read(key)
        .then((entry) => {
          // Somebody changed it while it was read: what was read may be what it was before.
          if (flights.get(key) !== flight) measure.outdated()
          else if (entry === undefined) entries.delete(key)
          else if (entry.expiresAtMs > nowMs()) entries.set(key, entry)
          return entry?.value
        })
        .finally(() => {
          if (flights.get(key) === flight) flights.delete(key)
        }),
    }
    flights.set(key, flight)
    return flight.value
  }

  const refresh = (key: string): void => {
    fly(key).catch((error: unknown) =>
      log.warn(
        { err: error, cache: name },
        'a value could not be read anew; the old one still serves',
      ),
    )
  }

  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined || nowMs() >= entry.expiresAtMs) {
        measure.asked('miss')
        return fly(key)
      }
      const isEarly = nowMs() + headStartMs(entry, random()) >= entry.expiresAtMs
      measure.asked(isEarly ? 'early' : 'hit')
      if (isEarly) refresh(key)
      return Promise.resolve(entry.value)
    },
    invalidate(key) {
      entries.delete(key)
      flights.delete(key)
    },
  }
}

/**
 * How long before its end a value is read anew by whoever asks now: mostly about as long as reading takes, seldom
 * much longer (A. Vattani, F. Chierichetti, K. Lowenstein, "Optimal Probabilistic Cache Stampede Prevention", 2015).
 */
function headStartMs({ loadMs }: { readonly loadMs: number }, draw: number): number {
  return -loadMs * Math.log(1 - draw)
}

function measures<Value>({ name, metrics }: CacheOptions<Value>, size: () => number) {
  const registers = [metrics]
  const asked = new Counter({
    name: 'cache_requests_total',
    help: 'What was asked of a cache: hit, miss, or early (a hit that had the value read anew).',
    labelNames: ['cache', 'outcome'],
    registers,
  })
  const loads = new Histogram({
    name: 'cache_load_duration_seconds',
    help: 'Time to read a value from the store behind a cache.',
    labelNames: ['cache'],
    registers,
  })
  const outdated = new Counter({
    name: 'cache_outdated_loads_total',
    help: 'Values that were changed while they were read, and not kept for that.',
    labelNames: ['cache'],
    registers,
  })
  new Gauge({
    name: 'cache_entries',
    help: 'Values that are kept.',
    labelNames: ['cache'],
    registers,
    collect() {
      this.set({ cache: name }, size())
    },
  })
  outdated.inc({ cache: name }, 0)
  return {
    asked: (outcome: 'hit' | 'miss' | 'early') => asked.inc({ cache: name, outcome }),
    loaded: (ms: number) => loads.observe({ cache: name }, ms / 1000),
    outdated: () => outdated.inc({ cache: name }),
  }
}
