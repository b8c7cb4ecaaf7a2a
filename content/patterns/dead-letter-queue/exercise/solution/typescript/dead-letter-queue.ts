export interface Options {
  handle: (id: string, body: string) => Promise<void>
  park: (id: string, reason: string) => Promise<void>
  unpark: (id: string) => Promise<void>
  maxAttempts?: number
  retryDelayMs?: number
  ttlMs?: number
  clock?: () => number
}

/** No further attempt can help this message. */
export class PermanentError extends Error {
  override name = 'PermanentError'
}

type Reason = 'attempts' | 'permanent' | 'expired'

/** What is known of a dead message. Times in milliseconds. */
export interface Letter {
  body: string
  reason: Reason
  attempts: number
  sent: number
  first?: number
  last?: number
}

/** What a redrive starts anew. */
interface Life {
  readonly since: number
  attempts: number
  first?: number
  last?: number
  /** Why it is to be parked; undefined as long as it is to be handled. */
  reason?: Reason
}

interface Message {
  readonly id: string
  readonly body: string
  readonly sent: number
  life: Life
  due: number
  /** Its place among those that fall due at the same time. */
  entry: number
}

/** A queue that retries, moves what cannot be handled to the dead letters, and brings it back when told to. */
export class DeadLetterQueue {
  readonly #options: Options
  readonly #maxAttempts: number
  readonly #retryDelayMs: number
  readonly #ttlMs: number
  readonly #clock: () => number
  /** Each of these two is in order by itself, because time runs forward and the delay is the same for all. */
  readonly #fresh = new Map<string, Message>()
  readonly #failed = new Map<string, Message>()
  readonly #dead = new Map<string, Message>()
  #entries = 0

  constructor(options: Options) {
    this.#options = options
    this.#maxAttempts = options.maxAttempts ?? 5
    this.#retryDelayMs = options.retryDelayMs ?? 1000
    this.#ttlMs = options.ttlMs ?? 3_600_000
    this.#clock = options.clock ?? (() => Math.floor(performance.now()))
  }

  send(id: string, body: string): boolean {
    if (this.#fresh.has(id) || this.#failed.has(id) || this.#dead.has(id)) return false
    const now = this.#clock()
    this.#enqueue(this.#fresh, { id, body, sent: now, life: born(now), due: now, entry: 0 }, now)
    return true
  }

  async poll(limit: number): Promise<number> {
    let handled = 0
    for (const message of this.#due(limit)) {
      if (await this.#take(message)) handled += 1
    }
    return handled
  }

  waiting(): string[] {
    const all = [...this.#fresh.values(), ...this.#failed.values()]
    return all.sort(byDue).map(({ id }) => id)
  }

  deadLetters(): string[] {
    return [...this.#dead.keys()]
  }

  letter(id: string): Letter | undefined {
    const message = this.#dead.get(id)
    if (message?.life.reason === undefined) return undefined
    const { body, sent, life } = message
    const { reason, attempts, first, last } = life
    return { body, reason, attempts, sent, first, last }
  }

  async redrive(id: string): Promise<boolean> {
    const message = this.#dead.get(id)
    if (message === undefined) return false
    await this.#options.unpark(id)
    // Nothing below this line can fail, and nothing else runs before it is over.
    this.#dead.delete(id)
    const now = this.#clock()
    message.life = born(now)
    this.#enqueue(this.#fresh, message, now)
    return true
  }

  async redriveAll(): Promise<number> {
    let redriven = 0
    for (const id of this.deadLetters()) {
      if (await this.redrive(id)) redriven += 1
    }
    return redriven
  }

  #enqueue(queue: Map<string, Message>, message: Message, due: number): void {
    this.#remove(message.id)
    this.#entries += 1
    message.due = due
    message.entry = this.#entries
    queue.set(message.id, message)
  }

  #remove(id: string): void {
    this.#fresh.delete(id)
    this.#failed.delete(id)
  }

  #due(limit: number): Message[] {
    const now = this.#clock()
    const due = [...firstDue(this.#fresh, limit, now), ...firstDue(this.#failed, limit, now)]
    return due.sort(byDue).slice(0, limit)
  }

  /** Whether the message was handled. If not, it waits or is dead. */
  async #take(message: Message): Promise<boolean> {
    const { id, life } = message
    if (life.reason === undefined && (await this.#attempt(message))) {
      this.#remove(id)
      return true
    }
    if (life.reason === undefined) {
      this.#enqueue(this.#failed, message, (life.last ?? 0) + this.#retryDelayMs)
      return false
    }
    try {
      await this.#options.park(id, life.reason)
    } catch {
      this.#enqueue(this.#failed, message, this.#clock() + this.#retryDelayMs)
      return false
    }
    this.#remove(id)
    this.#dead.set(id, message)
    return false
  }

  /** Whether the message was handled. If not, and no attempt is left, it has a reason to be parked. */
  async #attempt({ id, body, life }: Message): Promise<boolean> {
    if (this.#clock() - life.since >= this.#ttlMs) {
      life.reason = 'expired'
      return false
    }
    try {
      await this.#options.handle(id, body)
      return true
    } catch (error) {
      life.last = this.#clock()
      life.first ??= life.last
      life.attempts += 1
      if (error instanceof PermanentError) life.reason = 'permanent'
      else if (life.attempts >= this.#maxAttempts) life.reason = 'attempts'
      return false
    }
  }
}

function firstDue(queue: ReadonlyMap<string, Message>, limit: number, now: number): Message[] {
  const due: Message[] = []
  for (const message of queue.values()) {
    if (message.due > now || due.length === limit) break
    due.push(message)
  }
  return due
}

function byDue(a: Message, b: Message): number {
  return a.due - b.due || a.entry - b.entry
}

function born(now: number): Life {
  return { since: now, attempts: 0 }
}
