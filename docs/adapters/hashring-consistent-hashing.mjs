// hashring of npm (a ring in the manner of ketama) behind the contract of the consistent-hashing exercise.
import Ring from 'hashring'

export class HashRing {
  #ring
  #weights = new Map()

  constructor({ virtualNodes = 64 } = {}) {
    // It places `replicas` points for each digest that it makes; the hash is one of its own.
    this.#ring = new Ring([], 'md5', { 'vnode count': virtualNodes, replicas: 1 })
  }

  addNode(node, weight) {
    const isNew = !this.#weights.has(node)
    if (!isNew) this.#ring.remove(node)
    this.#weights.set(node, weight)
    this.#ring.add({ [node]: { weight } })
    return isNew
  }

  removeNode(node) {
    if (!this.#weights.delete(node)) return false
    this.#ring.remove(node)
    return true
  }

  owner(key) {
    return this.#weights.size === 0 ? undefined : this.#ring.get(key)
  }

  owners(key, count) {
    return this.#weights.size === 0 ? [] : this.#ring.range(key, count)
  }

  nodes() {
    return [...this.#weights.keys()].sort()
  }
}
