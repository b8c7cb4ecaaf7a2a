import { by, keyOf, show, some } from '../evidence.ts'
import type { Finding } from '../verdict.ts'
import type { Log } from './log.ts'
import type { Received, Send } from './mops.ts'

const said = (one: Send | Received) =>
  `${by(one.operation)} ${one.operation.f === 'send' ? 'was told of' : 'saw'} ${show(one.message)}`

/** Two messages at one offset of one key. */
function inconsistent(log: Log): Finding[] {
  return [...log.at].flatMap(([offset, there]): Finding[] => {
    const [first, second] = [...there.values()]
    if (!first || !second) return []
    return [
      {
        kind: 'inconsistent-offsets',
        text: `offset ${offset} of key ${show(log.key)} has two messages: ${said(first)}, ${said(second)}`,
        operations: [first.operation, second.operation],
      },
    ]
  })
}

/** A message at more offsets than it was sent times. */
function duplicates(log: Log): Finding[] {
  const offsetsOf = new Map<unknown, (Send | Received)[]>()
  for (const there of log.at.values()) {
    for (const [message, one] of there) {
      const known = offsetsOf.get(message)
      if (known) known.push(one)
      else offsetsOf.set(message, [one])
    }
  }
  return [...offsetsOf.values()].flatMap((places): Finding[] => {
    const [first, second] = places
    if (!first || !second) return []
    const sends = (log.sendsOf.get(keyOf(first.message)) ?? []).filter(
      (one) => one.operation.outcome !== 'fail',
    )
    if (places.length <= sends.length || sends.length === 0) return []
    const offsets = places.map((one) => one.offset ?? 0).sort((a, b) => a - b)
    return [
      {
        kind: 'duplicate',
        text: `message ${show(first.message)} of key ${show(log.key)} was sent once by ${sends.map((one) => by(one.operation)).join(' and by ')}, and is at the offsets ${some(offsets)}`,
        operations: [...sends.map((one) => one.operation), first.operation, second.operation],
      },
    ]
  })
}

/** An acknowledged message below the highest offset that was polled, which no poll saw. */
function lostWrites(log: Log): Finding[] {
  let highest: Received | undefined
  for (const one of log.received) if (!highest || one.offset > highest.offset) highest = one
  return log.sends.flatMap((one): Finding[] => {
    const isDue = one.offset !== undefined && highest !== undefined && one.offset <= highest.offset
    if (!highest || !isDue || log.receivedOf.has(keyOf(one.message))) return []
    return [
      {
        kind: 'lost-write',
        text: `${by(one.operation)} was told that ${show(one.message)} is at offset ${one.offset} of key ${show(log.key)}; ${by(highest.operation)} polled up to offset ${highest.offset}, but nobody ever saw it: lost`,
        operations: [one.operation, highest.operation],
      },
    ]
  })
}

/** Acknowledged messages beyond what was polled, which no poll saw. */
export function unseenSends(log: Log): Send[] {
  let highest = Number.NEGATIVE_INFINITY
  for (const one of log.received) if (one.offset > highest) highest = one.offset
  return log.sends.filter(
    (one) =>
      one.operation.outcome === 'ok' &&
      !log.receivedOf.has(keyOf(one.message)) &&
      (one.offset === undefined || one.offset > highest),
  )
}

/** Messages that nobody sent, that failed, or that came before they were sent. */
function unfounded(log: Log): Finding[] {
  return [...log.receivedOf].flatMap(([message, received]): Finding[] => {
    const first = received.reduce((a, b) => (b.operation.return < a.operation.return ? b : a))
    const sends = log.sendsOf.get(message) ?? []
    const alive = sends.filter((one) => one.operation.outcome !== 'fail')
    if (alive.some((one) => one.operation.call < first.operation.return)) return []
    const send = alive[0] ?? sends[0]
    const saw = `${by(first.operation)} polled ${show(first.message)} at offset ${first.offset} of key ${show(log.key)}`
    if (!send)
      return [{ kind: 'never-sent', text: `${saw}, which nobody sent`, operations: [first.operation] }]
    const why =
      alive.length === 0
        ? `although ${by(send.operation)} was told that sending it had failed`
        : `before ${by(send.operation)} began to send it`
    const kind = alive.length === 0 ? 'aborted-read' : 'polled-before-sent'
    return [{ kind, text: `${saw}, ${why}`, operations: [send.operation, first.operation] }]
  })
}

export const logFindings = (log: Log): Finding[] => [
  ...lostWrites(log),
  ...inconsistent(log),
  ...duplicates(log),
  ...unfounded(log),
]
