/** What was written last: under which ballot, as which of its writes, by which operation (-1 for none). */
export interface Stored {
  readonly ballot: number
  /** 0 is the copy of the value that a new primary found. */
  readonly sequence: number
  readonly operation: number
}

export const NOTHING: Stored = { ballot: 0, sequence: 0, operation: -1 }

export type LeaseMessage =
  /** A candidate asks a replica for its lease, and for what it has stored. */
  | { readonly type: 'RequestLease'; readonly ballot: number }
  | { readonly type: 'Granted'; readonly ballot: number; readonly stored: Stored }
  | {
      readonly type: 'Denied'
      readonly ballot: number
      readonly promised: number
      /** How long the lease still runs for which the replica keeps the candidate waiting; 0 if none does. */
      readonly leftUs: number
    }
  /** `askedUs` is the primary's clock, and comes back with the answer: the lease counts from there. */
  | { readonly type: 'Renew'; readonly ballot: number; readonly askedUs: number }
  | { readonly type: 'Renewed'; readonly ballot: number; readonly askedUs: number }
  /** The candidate has failed to get a majority. */
  | { readonly type: 'Release'; readonly ballot: number }
  | { readonly type: 'Store'; readonly stored: Stored }
  | { readonly type: 'Ack'; readonly ballot: number; readonly sequence: number }
  /** To the primary of this ballot, and to no other: a copy that comes later must not be done again. */
  | { readonly type: 'Forward'; readonly ballot: number; readonly operation: number; readonly read: boolean }
  | {
      readonly type: 'Answer'
      readonly operation: number
      readonly read: boolean
      /** Undefined from a server that is not the primary. */
      readonly stored: Stored | undefined
    }

export type MessageOf<Type extends LeaseMessage['type']> = Extract<LeaseMessage, { type: Type }>

export function describeMessage(message: LeaseMessage): string {
  switch (message.type) {
    case 'RequestLease':
      return `asks for the lease, ballot ${message.ballot}`
    case 'Granted':
      return `grants ballot ${message.ballot}, has ${storedText(message.stored)}`
    case 'Denied':
      return `denies ballot ${message.ballot}, promised ${message.promised}`
    case 'Renew':
    case 'Renewed':
    case 'Release':
      return `${message.type.toLowerCase()} ballot ${message.ballot}`
    case 'Store':
      return `store ${storedText(message.stored)}`
    case 'Ack':
      return `has ${message.ballot}.${message.sequence}`
    case 'Forward':
      return `forwards ${message.read ? 'read' : 'write'} ${message.operation}`
    case 'Answer':
      return `answer to ${message.operation}${message.stored === undefined ? ': not the primary' : ''}`
  }
}

/** `ballot.sequence=operation`. */
export function storedText({ ballot, sequence, operation }: Stored): string {
  return `${ballot}.${sequence}=${operation < 0 ? 'nothing' : operation}`
}

/** Whether `a` was stored after `b`. */
export function isLater(a: Stored, b: Stored): boolean {
  return a.ballot > b.ballot || (a.ballot === b.ballot && a.sequence > b.sequence)
}
