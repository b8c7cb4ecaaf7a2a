// lru-cache of npm behind the contract of the lru-cache exercise.
import { LRUCache } from 'lru-cache'

export class LruCache {
  #cache

  constructor({ capacity = 8, ttlMs = 0, clock = () => performance.now() } = {}) {
    this.#cache = new LRUCache({ max: capacity, ttl: ttlMs, ttlResolution: 0, perf: { now: clock } })
  }

  get(key) {
    return this.#cache.get(key)
  }

  put(key, value) {
    this.#cache.set(key, value)
  }

  peek(key) {
    return this.#cache.peek(key)
  }

  contains(key) {
    return this.#cache.has(key)
  }

  remove(key) {
    return this.#cache.delete(key)
  }

  size() {
    return this.#cache.size
  }

  keys() {
    return [...this.#cache.rkeys()]
  }
}
