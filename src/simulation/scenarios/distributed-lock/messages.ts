/**
 * One try of a client to get the lock. Its number is drawn at random, because two tries can come to
 * ask for the same token, and a restarted client must not take over what it no longer knows of.
 */
export interface Claim {
  readonly attempt: number
  readonly token: number
}

/** Between clients and lock servers, and between clients and the storage that the lock protects. */
export type LockMessage =
  /** Asks for the highest token and whether the lock is free. */
  | { readonly type: 'Query'; readonly attempt: number }
  | { readonly type: 'Offer'; readonly attempt: number; readonly token: number; readonly free: boolean }
  | ({ readonly type: 'Acquire' } & Claim)
  | ({ readonly type: 'Granted' } & Claim)
  | ({ readonly type: 'Denied' } & Claim)
  | ({ readonly type: 'Renew'; readonly round: number } & Claim)
  | ({ readonly type: 'Renewed'; readonly round: number } & Claim)
  | ({ readonly type: 'Release' } & Claim)
  | { readonly type: 'Read'; readonly token: number }
  | { readonly type: 'Value'; readonly token: number; readonly value: number }
  /** `sequence` counts the writes under this token from 1, so that a copy is known as one. */
  | { readonly type: 'Write'; readonly token: number; readonly sequence: number; readonly value: number }
  | { readonly type: 'Written'; readonly token: number; readonly sequence: number }
  | { readonly type: 'Refused'; readonly token: number; readonly highest: number }

export type MessageOf<Type extends LockMessage['type']> = Extract<LockMessage, { type: Type }>

export function describeMessage(message: LockMessage): string {
  switch (message.type) {
    case 'Query':
      return 'is the lock free?'
    case 'Offer':
      return `${message.free ? 'free' : 'taken'}, last token ${message.token}`
    case 'Acquire':
    case 'Granted':
    case 'Denied':
    case 'Renew':
    case 'Renewed':
    case 'Release':
    case 'Read':
      return `${message.type.toLowerCase()}, token ${message.token}`
    case 'Value':
      return `value ${message.value}, token ${message.token}`
    case 'Write':
      return `write ${message.value}, token ${message.token}`
    case 'Written':
      return `written, token ${message.token}`
    case 'Refused':
      return `refused, token ${message.token} < ${message.highest}`
  }
}
