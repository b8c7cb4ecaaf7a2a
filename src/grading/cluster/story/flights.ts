import { printable } from '../../../lib/printable.ts'
import { type Passed, senderOf } from '../network/network.ts'
import type { Message } from '../wire/message.ts'

/** Why a message was never handled: lost by the network, cut off, or nobody was there. */
export type Loss = 'network' | 'partition' | 'receiver-down'

/** One message from end to end, as the journal of a run tells it. */
export interface Flight {
  readonly message: Message
  /** Who sent it: not who it says, where a node handed it on in the name of its client. */
  readonly from: string
  readonly sentUs: number
  /** Places in the journal: the order of two events, also where their times are the same. */
  readonly sentAt: number
  readonly arrivedUs?: number
  readonly arrivedAt?: number
  /** Undefined of what arrived, and of what was still under way at the end. */
  readonly loss?: Loss
  /** When it arrived, or was found to be lost. */
  readonly endUs: number
}

type Growing = { -readonly [Key in keyof Flight]: Flight[Key] }

/** Joins what happened to each message, in the order in which they were sent. Of two copies the first that arrives counts. */
export function flightsOf(passed: readonly Passed[]): Flight[] {
  const flights = new Map<number | undefined, Growing>()
  passed.forEach((one, at) => {
    const { what, atUs, message } = one
    if (what === 'sent') {
      const from = printable(senderOf(one))
      flights.set(message.id, { message: shown(message), from, sentUs: atUs, sentAt: at, endUs: atUs })
      return
    }
    const flight = flights.get(message.id)
    if (flight === undefined || flight.arrivedAt !== undefined) return
    flight.endUs = atUs
    if (what === 'received') {
      flight.arrivedUs = atUs
      flight.arrivedAt = at
      delete flight.loss
    } else flight.loss = lossOf(what, at - flight.sentAt, atUs - flight.sentUs)
  })
  return [...flights.values()]
}

/** A node may write any name and type. Those that could not be printed are told apart by nobody. */
function shown(message: Message): Message {
  const { src, dest, body } = message
  const told = {
    ...message,
    src: printable(src),
    dest: printable(dest),
    body: { ...body, type: printable(body.type) },
  }
  return told.src === src && told.dest === dest && told.body.type === body.type ? message : told
}

const AT_ONCE_US = 5

/** The network loses a message in the moment in which it is sent: nothing lies between in the journal. */
function lossOf(what: 'lost' | 'cut', distance: number, afterUs: number): Loss {
  if (what === 'cut') return 'partition'
  return distance === 1 && afterUs <= AT_ONCE_US ? 'network' : 'receiver-down'
}
