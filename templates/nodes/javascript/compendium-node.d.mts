/** Types of compendium-node.mjs, which says what all of it is for. */

export interface Body {
  type: string
  msg_id?: number
  in_reply_to?: number
}

/** What arrived. `Message<{ key: number }>` says what its body holds besides. */
// biome-ignore lint/suspicious/noExplicitAny: what a body holds is for the protocol of the program to say.
export declare class Message<Fields = Record<string, any>> {
  readonly src: string
  readonly dest: string
  readonly body: Body & Fields
  get type(): string
}

// biome-ignore lint/suspicious/noExplicitAny: the same.
type AnyMessage = Message<any>

/** Derive from this, and write `onType(message)` for each type of request: list_offsets -> onListOffsets. */
export declare class Node {
  /** Its name, such as n0, and the names of all nodes, its own among them. Known from `onStart` on. */
  id: string
  nodes: string[]
  /** All nodes but this one. */
  get others(): string[]

  onStart(): void | Promise<void>
  onMessage(message: AnyMessage): void | Promise<void>
  onTimer(name: string): void | Promise<void>

  send(dest: string, body: { type: string; [field: string]: unknown }): void
  /** What has no msg_id gets no answer. */
  reply(request: AnyMessage, body: { type: string; [field: string]: unknown }): void
  error(request: AnyMessage, code: number, text?: string): void
  forward(dest: string, request: AnyMessage): void
  /** `then` is handed the answer, or undefined when none came in time (1000 ms, unless said otherwise). */
  call(
    dest: string,
    body: { type: string; [field: string]: unknown },
    then?: (reply: AnyMessage | undefined) => void,
    options?: { timeoutMs?: number },
  ): number
  /** The same as a promise. */
  ask(
    dest: string,
    body: { type: string; [field: string]: unknown },
    options?: { timeoutMs?: number },
  ): Promise<AnyMessage | undefined>

  setTimer(name: string, delayMs: number): void
  every(name: string, periodMs: number): void
  cancelTimer(name: string): void
  nowMs(): number
  /** At least 0, less than 1. */
  random(): number

  save(key: string, value: unknown): void
  // biome-ignore lint/suspicious/noExplicitAny: whoever saved it knows what it is.
  load<Value = any>(key: string): Value | undefined
  load<Value>(key: string, otherwise: Value): Value
  savedKeys(prefix?: string): string[]
  show(facts: Record<string, unknown>): void
  log(...words: unknown[]): void
}

/** Runs a node until nobody sends any more. */
export declare function run(make: new () => Node): void
