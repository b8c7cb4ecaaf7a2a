import type { Message } from '../wire/message.ts'
import { isClient } from './network.ts'

type Deliver = (message: Message) => void

/**
 * Sees to it that `init` is the first that a node hears: others may be at work while it is still being started, and what
 * they send it waits.
 */
export class Door {
  readonly #soon: (act: () => void) => void
  readonly #early: Message[] = []
  #init: Message | undefined
  #deliver: Deliver | undefined
  #isOpen = false

  /** `soon` does something after what is under way: a node is told one thing at a time. */
  constructor(soon: (act: () => void) => void) {
    this.#soon = soon
  }

  take(message: Message): void {
    if (this.#isOpen) this.#deliver?.(message)
    else if (message.body.type === 'init' && isClient(message.src)) {
      this.#init = message
      this.#begin()
    } else this.#early.push(message)
  }

  /** The node runs. */
  open(deliver: Deliver): void {
    this.#deliver = deliver
    this.#begin()
  }

  #begin(): void {
    const deliver = this.#deliver
    if (this.#init === undefined || deliver === undefined) return
    this.#isOpen = true
    deliver(this.#init)
    for (const message of this.#early.splice(0)) this.#soon(() => deliver(message))
  }
}
