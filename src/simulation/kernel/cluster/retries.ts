import type { Context, Message, Operation } from './model.ts'

/**
 * The operations of a client that sends each again until it is answered or the client has given up.
 * So a server may see one twice and must know it again (Birrell and Nelson, "Implementing Remote
 * Procedure Calls", 1984: at most once).
 */
export class Retries {
  readonly #context: Context<never>
  readonly #retryUs: number
  readonly #timer: number
  readonly #send: (operation: Operation) => void
  readonly #open = new Map<number, Operation>()

  constructor(
    context: Context<Message>,
    timing: { readonly retryUs: number; readonly timer: number },
    send: (operation: Operation) => void,
  ) {
    this.#context = context
    this.#retryUs = timing.retryUs
    this.#timer = timing.timer
    this.#send = send
  }

  get count(): number {
    return this.#open.size
  }

  begin(operation: Operation): void {
    this.#open.set(operation.id, operation)
    this.#sendNow(operation)
  }

  /** When the timer rings with the number of an operation. */
  again(id: number): void {
    const operation = this.#open.get(id)
    if (operation === undefined) return
    if (operation.outcome === 'open') this.#sendNow(operation)
    else this.#open.delete(id)
  }

  answered(id: number, result: unknown): void {
    if (this.#open.delete(id)) this.#context.reply(id, 'ok', result)
  }

  #sendNow(operation: Operation): void {
    this.#context.after(this.#retryUs, this.#timer, operation.id)
    this.#send(operation)
  }
}
