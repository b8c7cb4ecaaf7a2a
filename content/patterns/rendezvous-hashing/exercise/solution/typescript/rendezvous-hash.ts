import { createHash } from 'node:crypto'

export interface Options {
  hash?: (text: string) => number
}

const sha256 = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0)

/** Rendezvous hashing: every node has a score for every key, and the highest wins. */
export class RendezvousHash {
  readonly #hash: (text: string) => number
  readonly #weights = new Map<string, number>()

  constructor({ hash = sha256 }: Options = {}) {
    this.#hash = hash
  }

  addNode(node: string, weight: number): boolean {
    const isNew = !this.#weights.has(node)
    this.#weights.set(node, weight)
    return isNew
  }

  removeNode(node: string): boolean {
    return this.#weights.delete(node)
  }

  owner(key: string): string | undefined {
    return this.owners(key, 1)[0]
  }

  owners(key: string, count: number): string[] {
    const scored = [...this.#weights].map(([node, weight]) => ({ node, score: this.#score(node, weight, key) }))
    scored.sort((a, b) => b.score - a.score || (a.node < b.node ? -1 : 1))
    return scored.slice(0, count).map(({ node }) => node)
  }

  nodes(): string[] {
    return [...this.#weights.keys()].sort()
  }

  #score(node: string, weight: number, key: string): number {
    let best = -1
    for (let ticket = 0; ticket < weight; ticket += 1) {
      best = Math.max(best, this.#hash(`${node}#${ticket}#${key}`))
    }
    return best
  }
}
