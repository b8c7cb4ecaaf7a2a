import type { Membership } from './ring.ts'

/** What is stored under a key. Never changed once made. */
export interface KeyRecord {
  /** How often the key was written. */
  readonly version: number
  /** The operation that wrote it last; -1 for none. */
  readonly operation: number
  /** By client: the last write that was taken, so that a message that comes twice writes once. */
  readonly taken: readonly number[]
  /** On its way to another server: no longer served here. */
  readonly sent: boolean
}

export interface KeyCopy {
  readonly key: number
  readonly record: KeyRecord
}

interface Lookup {
  readonly operation: number
  readonly key: number
  readonly membership: Membership
}

export type HashingMessage =
  /** From the coordinator, until the server has settled. */
  | { readonly type: 'ring'; readonly membership: Membership }
  | { readonly type: 'settled'; readonly epoch: number }
  | { readonly type: 'transfer'; readonly membership: Membership; readonly copies: readonly KeyCopy[] }
  | { readonly type: 'received'; readonly epoch: number; readonly keys: readonly number[] }
  | ({ readonly type: 'get' } & Lookup)
  | ({ readonly type: 'put'; readonly client: number; readonly nth: number } & Lookup)
  | { readonly type: 'answer'; readonly operation: number; readonly version: number }
  /** Not here: ask the owner on this ring, or else the server `at`. */
  | {
      readonly type: 'elsewhere'
      readonly operation: number
      readonly membership: Membership
      readonly at: number
    }

export function describeMessage(message: HashingMessage): string {
  switch (message.type) {
    case 'ring':
      return `ring ${message.membership.epoch}: ${message.membership.members.join(' ')}`
    case 'settled':
      return `settled on ring ${message.epoch}`
    case 'transfer':
      return `transfer of ${message.copies.length} keys`
    case 'received':
      return `received ${message.keys.length} keys`
    case 'get':
    case 'put':
      return `${message.type} ${message.key}`
    case 'answer':
      return `version ${message.version}`
    case 'elsewhere':
      return `not here, ask server ${message.at}`
  }
}
