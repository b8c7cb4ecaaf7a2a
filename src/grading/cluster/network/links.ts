import { RandomStream } from '../../../lib/prng.ts'
import { drawLatencyUs, type Latency } from './latency.ts'

/** What the network does to messages between nodes. Rates are probabilities. */
export interface LinkQuality {
  readonly latency: Latency
  readonly loss: number
  readonly duplication: number
}

/** What becomes of one message: a delay for each copy that travels; none is lost. */
export type Passage = readonly number[]

interface Link {
  readonly random: RandomStream
  /** The number of the next message, for its draws. */
  next: number
}

/** Draws of one message: loss, duplication, and a latency for each of at most two copies. */
const DRAWS = 4
/** Draws are numbered up to 2^32. */
const MOST_MESSAGES = 2 ** 32 / DRAWS

/**
 * All links between servers. What happens to the n-th message of a link is a function of the seed, the link and n
 * alone, so that a fault more or less changes nothing on other links. Where time is virtual n is the microsecond at which
 * it is sent: one message less changes nothing for those after it, and a run can be made smaller. Messages of clients take no time and are never
 * lost: what is tested is the cluster, and a client far away hides its mistakes (Maelstrom, net.clj).
 */
export class Links {
  readonly #seed: number
  readonly #quality: LinkQuality
  readonly #virtualUs: (() => number) | undefined
  readonly #links = new Map<string, Link>()
  readonly #slow = new Map<string, number>()

  /** `virtualUs` tells the time where it is virtual. */
  constructor(seed: number, quality: LinkQuality, virtualUs?: () => number) {
    this.#virtualUs = virtualUs
    this.#seed = seed
    this.#quality = quality
  }

  passage(from: string, to: string): Passage {
    const link = this.#link(`${from}>${to}`)
    const n = Math.max(link.next, (this.#virtualUs?.() ?? 0) % MOST_MESSAGES)
    link.next = n + 1
    const at = n * DRAWS
    const { latency, loss, duplication } = this.#quality
    if (loss > 0 && link.random.uniform(at) < loss) return []
    const copies = duplication > 0 && link.random.uniform(at + 1) < duplication ? 2 : 1
    const slowness = Math.max(this.#slow.get(from) ?? 1, this.#slow.get(to) ?? 1)
    return Array.from(
      { length: copies },
      (_, copy) => slowness * drawLatencyUs(latency, link.random, at + 2 + copy),
    )
  }

  /** Makes all messages of a node take so many times as long; 1 is as before. */
  slow(node: string, times: number): void {
    this.#slow.set(node, times)
  }

  #link(name: string): Link {
    const known = this.#links.get(name)
    if (known !== undefined) return known
    const link = { random: new RandomStream(this.#seed, `link ${name}`), next: 0 }
    this.#links.set(name, link)
    return link
  }
}
