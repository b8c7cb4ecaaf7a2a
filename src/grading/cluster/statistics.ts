import type { HistoryEvent } from '../../history/operation.ts'
import { isClient, type Passed, senderOf } from './network/network.ts'

export interface CallCounts {
  readonly ok: number
  readonly fail: number
  readonly info: number
}

export interface MessageCounts {
  /** Between nodes, services included. */
  readonly servers: number
  readonly clients: number
  /** Of these, what arrived; of a message that the network doubled, each copy. */
  readonly received: { readonly servers: number; readonly clients: number }
  readonly lost: number
  readonly cut: number
}

/** Figures of one run. */
export interface ClusterStats {
  readonly operations: CallCounts
  readonly byFunction: Readonly<Record<string, CallCounts>>
  readonly messages: MessageCounts
  /** Messages between servers for each operation that clients asked. */
  readonly messagesPerOperation: number
  /** Of operations that succeeded, milliseconds. */
  readonly latencyMs: {
    readonly p50: number
    readonly p95: number
    readonly p99: number
    readonly max: number
  }
}

const NONE: CallCounts = { ok: 0, fail: 0, info: 0 }

export function statsOf(events: readonly HistoryEvent[], messages: MessageCounts): ClusterStats {
  const begun = new Map<HistoryEvent['process'], number>()
  const byFunction: Record<string, CallCounts> = {}
  const latencies: number[] = []
  let operations = NONE
  let asked = 0
  for (const { type, process, f, timeNs = 0 } of events) {
    if (type === 'invoke') {
      asked += 1
      begun.set(process, timeNs)
      continue
    }
    const known = byFunction[f] ?? NONE
    byFunction[f] = { ...known, [type]: known[type] + 1 }
    operations = { ...operations, [type]: operations[type] + 1 }
    if (type === 'ok') latencies.push((timeNs - (begun.get(process) ?? timeNs)) / 1e6)
  }
  latencies.sort((a, b) => a - b)
  const quantile = (share: number) => round(latencies[Math.ceil(share * latencies.length) - 1] ?? 0)
  return {
    operations,
    byFunction,
    messages,
    messagesPerOperation: asked === 0 ? 0 : round(messages.servers / asked),
    latencyMs: { p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99), max: quantile(1) },
  }
}

/** Counts what passes on a network. */
export class MessageCounter {
  readonly #sent = { servers: 0, clients: 0 }
  readonly #received = { servers: 0, clients: 0 }
  readonly #gone = { lost: 0, cut: 0 }

  add(passed: Passed): void {
    const { what, message } = passed
    if (what === 'lost' || what === 'cut') {
      this.#gone[what] += 1
      return
    }
    const isOfClients = isClient(senderOf(passed)) || isClient(message.dest)
    const counts = what === 'sent' ? this.#sent : this.#received
    counts[isOfClients ? 'clients' : 'servers'] += 1
  }

  get counts(): MessageCounts {
    return { ...this.#sent, received: { ...this.#received }, ...this.#gone }
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
