import { printable } from '../../../lib/printable.ts'
import type { NodeChange, Note, Trace } from '../../../simulation/kernel/trace.ts'
import { isClient } from '../network/network.ts'
import type { Body } from '../wire/message.ts'
import { type FaultSpan, faultEnd, faultName } from './fault-spans.ts'
import type { Flight } from './flights.ts'

/** Who stands for all clients: what is between them is nobody's business. */
const CLIENTS = 'clients'
const LONGEST = 60

export interface Traced {
  readonly nodes: readonly string[]
  readonly flights: readonly Flight[]
  readonly spans: readonly FaultSpan[]
  readonly notes: readonly Note[]
}

/** The run in the form in which simulations are drawn: the clients as one, the nodes, and the services that were asked. */
export function traceOf({ nodes, flights, spans, notes }: Traced): Trace {
  const places = columnsOf(nodes, flights)
  const column = (name: string) => places.get(isClient(name) ? CLIENTS : name) ?? 0
  const messages = flights.map(({ message, from, sentUs, endUs, loss }) => ({
    from: column(from),
    to: column(message.dest),
    sentUs,
    arrivesUs: endUs,
    text: messageText(message.body),
    ...(loss === undefined ? {} : { loss }),
  }))
  const lastUs = Math.max(0, ...flights.map(({ endUs }) => endUs), ...notes.map(({ atUs }) => atUs))
  return {
    nodes: [...places.keys()].map((name) => ({ name, role: '' })),
    changes: changesOf(places, spans),
    messages: messages.map(({ loss, ...message }) =>
      loss === undefined ? message : { ...message, lost: loss },
    ),
    notes: [...spans.flatMap(faultNotes), ...notes].sort((a, b) => a.atUs - b.atUs),
    faults: [],
    healUs: undefined,
    endUs: lastUs,
    truncated: false,
  }
}

/** Clients, nodes, services; those of whom nothing is told have no line. */
function columnsOf(nodes: readonly string[], flights: readonly Flight[]): Map<string, number> {
  const heard = new Set(flights.flatMap(({ from, message: { dest } }) => [from, dest]))
  const services = [...heard].filter((name) => !isClient(name) && !nodes.includes(name)).sort()
  const clients = [...heard].some(isClient) ? [CLIENTS] : []
  const shown = [...clients, ...nodes.filter((name) => heard.has(name)), ...services]
  return new Map(shown.map((name, at) => [name, at]))
}

const VIEW = { role: '', fields: {} }

function changesOf(places: ReadonlyMap<string, number>, spans: readonly FaultSpan[]): NodeChange[] {
  const start: NodeChange[] = [...places.values()].map((node) => ({
    atUs: 0,
    node,
    status: 'up',
    view: VIEW,
  }))
  const changes = spans.flatMap(({ fault, fromUs, toUs }): NodeChange[] => {
    if (fault.kind !== 'kill' && fault.kind !== 'pause') return []
    const status = fault.kind === 'kill' ? 'down' : 'paused'
    return fault.nodes.flatMap((name): NodeChange[] => {
      const node = places.get(name)
      if (node === undefined) return []
      return [
        { atUs: fromUs, node, status, view: VIEW },
        { atUs: toUs, node, status: 'up', view: VIEW },
      ]
    })
  })
  return [...start, ...changes].sort((a, b) => a.atUs - b.atUs)
}

function faultNotes({ fault, fromUs, toUs }: FaultSpan): Note[] {
  const name = faultName(fault)
  const end: Note = { atUs: toUs, node: -1, kind: 'fault', text: faultEnd(fault) }
  return [{ atUs: fromUs, node: -1, kind: 'fault', text: name }, ...(Number.isFinite(toUs) ? [end] : [])]
}

const RESERVED = new Set(['type', 'msg_id', 'in_reply_to'])

/** `write 3`, `cas 0 1 2`: the type, then what the message holds, in its order. */
export function messageText(body: Body): string {
  const held = Object.entries(body).filter(([key, value]) => !RESERVED.has(key) && value !== undefined)
  const text = [body.type, ...held.map(([key, value]) => `${key}=${JSON.stringify(value)}`)].join(' ')
  return printable(text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`)
}
