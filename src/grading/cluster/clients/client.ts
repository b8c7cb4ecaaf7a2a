import type { Network } from '../network/network.ts'
import type { Timeline } from '../timeline.ts'
import type { Body, Message } from '../wire/message.ts'

export type Answer =
  | { readonly kind: 'reply'; readonly body: Body; readonly from: string }
  | { readonly kind: 'timeout' }

export interface ClientOptions {
  readonly name: string
  readonly network: Network
  readonly timeline: Timeline
  /** Called for a message that answers nothing that was ever asked. */
  readonly onUnasked: (message: Message) => void
}

interface Waiting {
  readonly id: number
  readonly done: (answer: Answer) => void
  cancel: () => void
}

/** What a timer that has run out may be given instead of an end: so many microseconds more, undefined for none. */
export type Patience = () => number | undefined

/** Asks one thing at a time, and waits for the answer. What comes too late is dropped. */
export class Client {
  readonly name: string
  readonly #network: Network
  readonly #timeline: Timeline
  readonly #onUnasked: (message: Message) => void
  #asked = 0
  #waiting: Waiting | undefined

  constructor({ name, network, timeline, onUnasked }: ClientOptions) {
    this.name = name
    this.#network = network
    this.#timeline = timeline
    this.#onUnasked = onUnasked
    network.attach(name, (message) => this.#receive(message))
  }

  ask(
    dest: string,
    body: Body,
    timeoutUs: number,
    done: (answer: Answer) => void,
    more: Patience = () => undefined,
  ): void {
    const id = ++this.#asked
    const waiting: Waiting = { id, done, cancel: () => {} }
    const wait = (us: number): void => {
      waiting.cancel = this.#timeline.after(us, () => {
        const moreUs = more()
        if (moreUs === undefined) this.#end(id, { kind: 'timeout' })
        else wait(moreUs)
      })
    }
    wait(timeoutUs)
    this.#waiting = waiting
    this.#network.send({ src: this.name, dest, body: { ...body, msg_id: id } })
  }

  #receive(message: Message): void {
    const { in_reply_to: answered } = message.body
    if (answered === undefined || answered < 1 || answered > this.#asked) this.#onUnasked(message)
    else this.#end(answered, { kind: 'reply', body: message.body, from: message.src })
  }

  #end(id: number, answer: Answer): void {
    const waiting = this.#waiting
    if (waiting?.id !== id) return
    this.#waiting = undefined
    waiting.cancel()
    waiting.done(answer)
  }
}
