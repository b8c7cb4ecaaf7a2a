import type { NodeProcess } from '../real/node-process.ts'
import type { Message } from '../wire/message.ts'

/** How a request went: answered, or why nobody waits for it any more. */
export type Heard =
  | { readonly kind: 'reply'; readonly message: Message }
  /** `idle`: the node certainly does nothing more; `over`: time is up; `stopped`: something else was found. */
  | { readonly kind: 'idle' | 'over' | 'stopped' }

const LOOK_MS = 50
const MORE_MS = 250
/** So many looks in a row must find a node idle: 400 ms. */
const IDLE_LOOKS = 8

/** Waits for the answer to one request at a time, as long as the node may still give one. */
export class Listener {
  /** What came for the client and answers nothing that it asked last. */
  readonly strays: Message[] = []
  readonly #node: NodeProcess
  readonly #nowMs: () => number
  #expected: number | undefined
  #reply: Message | undefined
  #isStopped = false
  #looks = 0
  #wake = (): void => {}

  constructor(node: NodeProcess, nowMs: () => number) {
    this.#node = node
    this.#nowMs = nowMs
  }

  /** Something passed on the network: the node is not at rest. */
  moved(): void {
    this.#looks = 0
  }

  /** Takes what the client receives. */
  receive(message: Message): void {
    if (this.#expected === undefined || message.body.in_reply_to !== this.#expected) {
      this.strays.push(message)
      return
    }
    this.#expected = undefined
    this.#reply = message
    this.#wake()
  }

  /** Nobody need be waited for any more. */
  stop(): void {
    this.#isStopped = true
    this.#wake()
  }

  /** Waits for so long; for a node that is at work, as one that is being started is, up to `mostMs`. */
  async hear(id: number, withinMs: number, mostMs = withinMs): Promise<Heard> {
    const startMs = this.#nowMs()
    let untilMs = startMs + withinMs
    this.#expected = id
    this.#reply = undefined
    this.#looks = 0
    for (;;) {
      if (this.#reply !== undefined) return { kind: 'reply', message: this.#reply }
      if (this.#isStopped) return { kind: 'stopped' }
      if (this.#looks >= IDLE_LOOKS) return { kind: 'idle' }
      if (this.#nowMs() >= untilMs) {
        if (untilMs - startMs >= mostMs || !this.#node.isBusy()) return { kind: 'over' }
        untilMs += MORE_MS
      }
      await this.#pause()
      this.#looks = this.#node.isIdle() ? this.#looks + 1 : 0
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
