import type { HistoryEvent, Operation } from '../../../history/operation.ts'
import type { LeftOut } from '../network/journal.ts'
import { isClient } from '../network/network.ts'
import type { Workload } from '../workloads/workload.ts'
import type { Flight } from './flights.ts'

/** The messages by which a client asked for an operation and was answered, where the journal of the run has them. */
export interface Exchange {
  readonly request: Flight
  readonly reply?: Flight
}

/** What an operation is known by: its place in the history. */
export type Exchanges = ReadonlyMap<Operation['call'], Exchange>

/**
 * Finds the messages of all operations. A client sends its request in the very moment in which the operation is
 * written down, so that requests and invocations stand in the same order. What a node sends on in the name of a
 * client is no request. Requests that the journal has not kept (`leftOut`) are found for no operation.
 */
export function exchangesOf(
  events: readonly HistoryEvent[],
  flights: readonly Flight[],
  workload: Workload,
  leftOut?: LeftOut,
): Exchanges {
  const requests = requestsOf(flights)
  const replies = repliesOf(flights)
  const found = new Map<Operation['call'], Exchange>()
  let next = 0
  events.forEach((event, call) => {
    if (event.type !== 'invoke' || workload.deeds?.[event.f] !== undefined) return
    const { type } = workload.request({ f: event.f, value: event.value })
    const fromUs = Math.floor((event.timeNs ?? 0) / 1000)
    const isEarlier = ({ sentUs, message }: Flight) => sentUs < fromUs || message.body.type !== type
    for (let one = requests[next]; one !== undefined && isEarlier(one); one = requests[next]) next += 1
    const request = requests[next]
    if (request === undefined) return
    const isLeftOut = leftOut !== undefined && fromUs <= leftOut.toUs && request.sentAt >= leftOut.at
    if (isLeftOut) return
    next += 1
    const reply = replies.get(keyOf(request.message.src, request.message.body.msg_id))
    found.set(call, reply === undefined ? { request } : { request, reply })
  })
  return found
}

const keyOf = (client: string, id: number | undefined) => `${client} ${id}`

function requestsOf(flights: readonly Flight[]): Flight[] {
  const seen = new Set<string>()
  return flights.filter(({ from, message: { src, body } }) => {
    if (!isClient(from) || body.type === 'init') return false
    const key = keyOf(src, body.msg_id)
    return !seen.has(key) && seen.add(key)
  })
}

function repliesOf(flights: readonly Flight[]): Map<string, Flight> {
  const replies = new Map<string, Flight>()
  for (const flight of flights) {
    const { dest, body } = flight.message
    if (!isClient(dest) || body.in_reply_to === undefined || flight.arrivedAt === undefined) continue
    const key = keyOf(dest, body.in_reply_to)
    const known = replies.get(key)?.arrivedAt ?? Number.POSITIVE_INFINITY
    if (flight.arrivedAt < known) replies.set(key, flight)
  }
  return replies
}

/**
 * The messages between servers that a request may have caused and that its reply may rest on: those after the one
 * and before the other in the order of Lamport ("Time, Clocks, and the Ordering of Events in a Distributed System",
 * 1978). A node may have sent them for another reason; nothing else can have carried the operation.
 */
export function carriedBy({ request, reply }: Exchange, flights: readonly Flight[]): Flight[] {
  if (request.arrivedAt === undefined || reply === undefined) return []
  const from = request.arrivedAt
  const { src: client, dest: first } = request.message
  const between = flights.filter(
    ({ message: { src, dest }, from: sender, sentAt }) =>
      sentAt > from &&
      sentAt < reply.sentAt &&
      !isClient(dest) &&
      dest !== sender &&
      (src === client || !isClient(src)),
  )
  return reaching(reached(between, first, from), reply)
}

/** What was sent by nodes that the request can have reached by then, arrived or not. */
function reached(between: readonly Flight[], first: string, from: number): Flight[] {
  const since = new Map([[first, from]])
  const place = (node: string) => since.get(node) ?? Number.POSITIVE_INFINITY
  return between.filter((flight) => {
    const { dest } = flight.message
    const isKnown = flight.sentAt > place(flight.from)
    if (isKnown && flight.arrivedAt !== undefined && flight.arrivedAt < place(dest))
      since.set(dest, flight.arrivedAt)
    return isKnown
  })
}

/** Of these, what arrived before something was sent on which the reply can rest. */
function reaching(flights: readonly Flight[], reply: Flight): Flight[] {
  const until = new Map([[reply.message.src, reply.sentAt]])
  const place = (node: string) => until.get(node) ?? Number.NEGATIVE_INFINITY
  const byArrival = flights
    .filter((one) => one.arrivedAt !== undefined)
    .sort((a, b) => (b.arrivedAt ?? 0) - (a.arrivedAt ?? 0))
  const carried = byArrival.filter(({ from: src, message: { dest }, arrivedAt = 0, sentAt }) => {
    if (arrivedAt > place(dest)) return false
    if (sentAt > place(src)) until.set(src, sentAt)
    return true
  })
  return carried.sort((a, b) => a.sentAt - b.sentAt)
}

/** What the node that was asked sent to others before it answered: nothing rests on it, but it was on its way. */
export function sentBefore({ request, reply }: Exchange, flights: readonly Flight[]): Flight[] {
  const from = request.arrivedAt ?? Number.POSITIVE_INFINITY
  const until = reply?.sentAt ?? 0
  const node = request.message.dest
  return flights.filter(
    ({ from: src, message: { dest }, sentAt }) =>
      src === node && dest !== node && !isClient(dest) && sentAt > from && sentAt < until,
  )
}

/** Messages of one kind on one way that ended alike, by the first of them, and how many there were. */
export function waysOf(flights: readonly Flight[]): readonly (readonly [first: Flight, count: number])[] {
  const ways = new Map<string, [Flight, number]>()
  for (const flight of flights) {
    const { dest, body } = flight.message
    const key = JSON.stringify([flight.from, dest, body.type, flight.loss])
    const known = ways.get(key)
    if (known === undefined) ways.set(key, [flight, 1])
    else known[1] += 1
  }
  return [...ways.values()]
}
