import { isClient, type Passed } from '../network/network.ts'

const WINDOW_US = 500_000

/** Who does how much of late: whoever leads sends the most. */
export class Activity {
  /** Messages to other nodes, in this window and the one before. */
  #now = new Map<string, number>()
  #before = new Map<string, number>()
  #fromUs = 0
  #listeners = new Set<(passed: Passed) => void>()

  observe(passed: Passed): void {
    const { what, atUs, message } = passed
    if (atUs - this.#fromUs > WINDOW_US) {
      this.#before = this.#now
      this.#now = new Map()
      this.#fromUs = atUs
    }
    if (what === 'sent' && !isClient(message.src) && !isClient(message.dest)) {
      this.#now.set(message.src, (this.#now.get(message.src) ?? 0) + 1)
    }
    for (const listener of this.#listeners) listener(passed)
  }

  /** Of these nodes the one that said most to others; the first of those that are equal. */
  busiest(nodes: readonly string[]): string | undefined {
    const count = (node: string) => (this.#now.get(node) ?? 0) + (this.#before.get(node) ?? 0)
    return [...nodes].sort((a, b) => count(b) - count(a))[0]
  }

  /** Hears of all that passes, until the function that it returns is called. */
  listen(listener: (passed: Passed) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
