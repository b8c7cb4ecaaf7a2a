import type { Operation, Process, Value } from '../../history/operation.ts'
import { by, keyOf, misshapen, sequence, show } from '../evidence.ts'
import type { Finding } from '../verdict.ts'

export interface Message {
  readonly value: Value
  readonly broadcast: Operation | undefined
  /** Whether its broadcast was told to have failed. */
  readonly hasFailed: boolean
}

export interface Delivery {
  readonly message: number
  /** The operation that showed it. */
  readonly operation: Operation
}

/** What one process broadcast and delivered, in its own order. */
export type Step = { readonly broadcast: number } | { readonly deliver: Delivery }

export interface BroadcastHistory {
  readonly messages: readonly Message[]
  /** Of each process what it delivered, in order. */
  readonly logs: ReadonlyMap<Process, readonly Delivery[]>
  readonly steps: ReadonlyMap<Process, readonly Step[]>
  /** Final reads of a whole log. */
  readonly finals: readonly Operation[]
  /** Deliveries that no correct broadcast makes. */
  readonly findings: readonly Finding[]
}

class Reading {
  readonly messages: Message[] = []
  readonly logs = new Map<Process, Delivery[]>()
  readonly steps = new Map<Process, Step[]>()
  readonly finals: Operation[] = []
  readonly findings: Finding[] = []
  readonly #index = new Map<unknown, number>()
  readonly #rewritten = new Set<Process>()
  readonly #delivered = new Map<Process, Map<number, Operation>>()
  readonly #model: string

  constructor(model: string) {
    this.#model = model
  }

  #message(value: Value, broadcast: Operation | undefined): number {
    const key = keyOf(value)
    const known = this.#index.get(key)
    if (known !== undefined) {
      if (broadcast) throw misshapen(broadcast, this.#model, 'each message to be broadcast once')
      return known
    }
    this.#index.set(key, this.messages.length)
    return this.messages.push({ value, broadcast, hasFailed: broadcast?.outcome === 'fail' }) - 1
  }

  #push<T>(lists: Map<Process, T[]>, process: Process, item: T) {
    const list = lists.get(process)
    if (list) list.push(item)
    else lists.set(process, [item])
  }

  broadcast(one: Operation) {
    this.#message(one.input, one)
  }

  /** An attempt that may have succeeded: from here on the process knows of it. */
  broadcasts(one: Operation) {
    const message = this.#index.get(keyOf(one.input))
    if (message !== undefined && one.outcome !== 'fail')
      this.#push(this.steps, one.process, { broadcast: message })
  }

  deliver(operation: Operation, value: Value) {
    const message = this.#message(value, undefined)
    const delivery = { message, operation }
    const delivered = this.#delivered.get(operation.process) ?? new Map<number, Operation>()
    this.#delivered.set(operation.process, delivered)
    const before = delivered.get(message)
    if (before) {
      this.findings.push({
        kind: 'duplicated',
        text: `${by(operation)} delivered ${show(value)}, which the same process had delivered before (${by(before)})`,
        operations: [before, operation],
      })
      return
    }
    delivered.set(message, operation)
    this.#integrity(delivery)
    this.#push(this.logs, operation.process, delivery)
    this.#push(this.steps, operation.process, { deliver: delivery })
  }

  #integrity({ message, operation }: Delivery) {
    const { value, broadcast, hasFailed } = this.messages[message] ?? { value: null }
    const wrong = (kind: string, why: string) =>
      this.findings.push({
        kind,
        text: `${by(operation)} delivered ${show(value)}, ${why}`,
        operations: broadcast ? [broadcast, operation] : [operation],
      })
    if (!broadcast) wrong('never-broadcast', 'which nobody broadcast')
    else if (hasFailed)
      wrong('failed-broadcast', `although ${by(broadcast)} was told that its broadcast had failed`)
    else if (broadcast.call > operation.return)
      wrong('before-broadcast', `before ${by(broadcast)} began to broadcast it`)
  }

  /** A read of all that was delivered so far must go on where the last one ended. */
  log(operation: Operation) {
    const values = sequence(operation.output)
    if (!values)
      throw misshapen(operation, this.#model, 'a read that gives the list of messages delivered so far')
    if (operation.final) this.finals.push(operation)
    const before = this.logs.get(operation.process) ?? []
    if (this.#rewritten.has(operation.process)) return
    const at = before.findIndex(
      (one, i) => this.#index.get(keyOf(values[i] ?? null)) !== one.message || i >= values.length,
    )
    const changed = before[at]
    if (changed) {
      this.#rewritten.add(operation.process)
      const old = show(this.messages[changed.message]?.value ?? null)
      const now = at < values.length ? show(values[at] ?? null) : 'nothing'
      this.findings.push({
        kind: 'rewritten',
        text: `${by(operation)} read ${now} in place ${at} of its log, where ${by(changed.operation)} had read ${old}: a log only grows`,
        operations: [changed.operation, operation],
      })
      return
    }
    for (const value of values.slice(before.length)) this.deliver(operation, value)
  }
}

/**
 * Reads `broadcast` of a message, `deliver` of one message, and `read` of all messages that the process delivered so
 * far, in order. Throws a `UserError` when a message is broadcast twice or a read gives no list.
 */
export function readBroadcasts(operations: readonly Operation[], model: string): BroadcastHistory {
  const reading = new Reading(model)
  for (const one of operations) if (one.f === 'broadcast') reading.broadcast(one)
  for (const one of operations) {
    if (one.f === 'broadcast') reading.broadcasts(one)
    else if (one.outcome === 'ok' && one.f === 'deliver') reading.deliver(one, one.output)
    else if (one.outcome === 'ok' && one.f === 'read') reading.log(one)
  }
  return reading
}

export const showMessage = (history: BroadcastHistory, message: number): string =>
  show(history.messages[message]?.value ?? null)

/** What was acknowledged, or delivered by anybody, before a final read began, and is not in it. */
export function missedAtTheEnd(history: BroadcastHistory): Finding[] {
  const firstKnown = new Map<number, Operation>()
  const learn = (message: number, operation: Operation) => {
    const before = firstKnown.get(message)
    if (!before || operation.return < before.return) firstKnown.set(message, operation)
  }
  history.messages.forEach(({ broadcast }, at) => {
    if (broadcast?.outcome === 'ok') learn(at, broadcast)
  })
  for (const log of history.logs.values()) for (const one of log) learn(one.message, one.operation)
  return history.finals.flatMap((final) => {
    const held = new Set((sequence(final.output) ?? []).map(keyOf))
    return [...firstKnown].flatMap(([message, known]): Finding[] => {
      const value = history.messages[message]?.value ?? null
      if (known.return >= final.call || held.has(keyOf(value))) return []
      const how = known.f === 'broadcast' ? 'was told that its broadcast was done' : 'had delivered it'
      return [
        {
          kind: 'missed-at-the-end',
          text: `the final read of ${by(final)} does not have ${show(value)}, although ${by(known)} ${how}`,
          operations: [known, final],
        },
      ]
    })
  })
}
