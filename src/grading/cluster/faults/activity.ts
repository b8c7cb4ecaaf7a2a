import { isClient, type Passed } from '../network/network.ts'

const WINDOW_US = 300_000

/** Who does how much of late: whoever leads sends the most. */
export class Activity {
  readonly #nodes: ReadonlySet<string>
  /** Messages to other nodes, in this window and the one before. */
  #now = new Map<string, number>()
  #before = new Map<string, number>()
  #fromUs = 0
  /** To whom each node has spoken at the moment at which it spoke last. */
  readonly #speeches = new Map<string, { readonly atUs: number; readonly to: Set<string> }>()
  /** Whom each node heard last, and when. */
  readonly #heard = new Map<string, { readonly atUs: number; readonly from: string }>()
  readonly #services = new Set<string>()
  readonly #listeners = new Set<(passed: Passed) => void>()

  constructor(nodes: readonly string[]) {
    this.#nodes = new Set(nodes)
  }

  /** The services that nodes have asked something. */
  get services(): readonly string[] {
    return [...this.#services].sort()
  }

  observe(passed: Passed): void {
    const { what, atUs, message } = passed
    if (atUs - this.#fromUs > WINDOW_US) {
      this.#before = this.#now
      this.#now = new Map()
      this.#fromUs = atUs
    }
    if (what === 'sent' && !isClient(message.src) && !isClient(message.dest)) this.#sent(passed)
    if (what === 'received') this.#heard.set(message.dest, { atUs, from: message.src })
    for (const listener of this.#listeners) listener(passed)
  }

  #sent({ atUs, message: { src, dest } }: Passed): void {
    this.#now.set(src, (this.#now.get(src) ?? 0) + 1)
    if (!this.#nodes.has(src)) return
    if (!this.#nodes.has(dest)) {
      this.#services.add(dest)
      return
    }
    const speech = this.#speeches.get(src)
    if (speech?.atUs === atUs) speech.to.add(dest)
    else this.#speeches.set(src, { atUs, to: new Set([dest]) })
  }

  /** Of these nodes the one that said most to others; the first of those that are equal. */
  busiest(nodes: readonly string[]): string | undefined {
    const count = (node: string) => (this.#now.get(node) ?? 0) + (this.#before.get(node) ?? 0)
    return [...nodes].sort((a, b) => count(b) - count(a))[0]
  }

  /** Whether a node has said something of late, to nodes or services. */
  speaks(node: string): boolean {
    return this.#now.has(node) || this.#before.has(node)
  }

  /** Whether another than this one has spoken to most of the others at once, since then. */
  othersSpokeSince(sinceUs: number, busiest: string | undefined): boolean {
    return [...this.#speeches].some(
      ([node, { atUs, to }]) => node !== busiest && atUs >= sinceUs && to.size >= this.#most,
    )
  }

  get #most(): number {
    return Math.ceil((this.#nodes.size - 1) / 2)
  }

  /** Whether the sender has just now spoken to most of the others at once. */
  isSpeech({ what, atUs, message: { src } }: Passed): boolean {
    const speech = this.#speeches.get(src)
    return what === 'sent' && speech?.atUs === atUs && this.#most > 0 && speech.to.size === this.#most
  }

  /** Whether a node says something to the very node that it has just heard. */
  isAnswer({ what, atUs, message: { src, dest } }: Passed): boolean {
    const heard = this.#heard.get(src)
    return (
      what === 'sent' &&
      heard?.atUs === atUs &&
      heard.from === dest &&
      this.#nodes.has(src) &&
      this.#nodes.has(dest)
    )
  }

  /** Hears of all that passes, until the function that it returns is called. */
  listen(listener: (passed: Passed) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
