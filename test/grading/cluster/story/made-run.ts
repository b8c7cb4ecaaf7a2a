import type { ClusterRun } from '../../../../src/grading/cluster/cluster-run.ts'
import type { ClusterFault } from '../../../../src/grading/cluster/faults/fault.ts'
import type { Passed, Passing } from '../../../../src/grading/cluster/network/network.ts'
import type { Body } from '../../../../src/grading/cluster/wire/message.ts'
import type { HistoryEvent, Outcome, Value } from '../../../../src/history/operation.ts'

const MS = 1000

/** A run put together by hand: times in milliseconds. */
export class MadeRun {
  readonly #events: HistoryEvent[] = []
  readonly #passed: Passed[] = []
  readonly #faults: ClusterFault[] = []
  #ids = 0
  #asked = 0

  /** A whole operation of a process at a node: both messages, and both events. Gives the id of the request. */
  ask(
    [fromMs, toMs]: readonly [number, number],
    process: number,
    node: string,
    { f, value, body }: { f: string; value: Value; body: Body },
    { outcome = 'ok', value: told = value, body: reply, by = node, final = false }: Told = {},
  ): this {
    const msg_id = ++this.#asked
    const client = `c${process}`
    const last = final ? { final: true } : {}
    this.#events.push({ type: 'invoke', process, f, value, timeNs: fromMs * 1e6, ...last })
    this.send([fromMs, fromMs], client, node, { ...body, msg_id })
    if (reply !== undefined) this.send([toMs, toMs], by, client, { ...reply, in_reply_to: msg_id })
    this.#events.push({ type: outcome, process, f, value: told, timeNs: toMs * 1e6, ...last })
    return this
  }

  /** One message and what became of it; `by` is who sends it, where it says another. */
  send(
    [sentMs, endMs]: readonly [number, number],
    src: string,
    dest: string,
    body: Body,
    { end = 'received', by }: { end?: Exclude<Passing, 'sent'>; by?: string } = {},
  ): this {
    const message = { id: this.#ids++, src, dest, body }
    const from = by === undefined ? {} : { from: by }
    this.#passed.push({ what: 'sent', atUs: sentMs * MS, message, ...from })
    this.#passed.push({ what: end, atUs: endMs * MS, message, ...from })
    return this
  }

  fault(fault: ClusterFault): this {
    this.#faults.push(fault)
    return this
  }

  /** Without what passed in a stretch of time, where that was not kept. */
  run(nodes: readonly string[], gapMs?: readonly [number, number]): ClusterRun {
    // Order is by time, and of one time as it was written.
    const all = [...this.#passed].sort((a, b) => a.atUs - b.atUs)
    const isKept = ({ atUs }: Passed) => gapMs === undefined || atUs < gapMs[0] * MS || atUs > gapMs[1] * MS
    const passed = all.filter(isKept)
    const [fromUs, toUs] = [(gapMs?.[0] ?? 0) * MS, (gapMs?.[1] ?? 0) * MS]
    const leftOut = {
      count: all.length - passed.length,
      at: all.findIndex((one) => !isKept(one)),
      fromUs,
      toUs,
    }
    return {
      ...(leftOut.count === 0 ? {} : { leftOut }),
      nodes,
      events: [...this.#events].sort((a, b) => (a.timeNs ?? 0) - (b.timeNs ?? 0)),
      slips: [],
      slipCount: 0,
      strikes: this.#faults.map((fault) => ({ fault, inFlight: 0, hitBusiest: false, isAmidChange: false })),
      loadFromUs: 0,
      messages: { servers: 0, clients: 0, received: { servers: 0, clients: 0 }, lost: 0, cut: 0 },
      passed,
      turns: 0,
      logs: new Map(),
    }
  }
}

interface Told {
  readonly outcome?: Outcome
  readonly value?: Value
  readonly body?: Body
  /** Who answers, when not the node that was asked. */
  readonly by?: string
  readonly final?: boolean
}

export const write = (value: number, key = 0) => ({
  f: 'write',
  value: [key, value] as const,
  body: { type: 'write', key, value },
})
export const written = { body: { type: 'write_ok' } }

export const read = (key = 0) => ({ f: 'read', value: [key, null] as const, body: { type: 'read', key } })
export const told = (value: number, key = 0) => ({
  value: [key, value] as const,
  body: { type: 'read_ok', value },
})
