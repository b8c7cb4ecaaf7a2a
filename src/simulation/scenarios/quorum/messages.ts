import { NOTHING } from '../../kernel/register.ts'
import { spellVersion } from '../../kernel/version.ts'

/** One key's value on a replica. Never changed once made. */
export interface Tagged {
  readonly version: number
  /** The number of the operation that wrote it. */
  readonly value: number
}

export const EMPTY: Tagged = { version: 0, value: NOTHING }

/** A write that waits on another node for the replica that could not be reached (Dynamo, section 4.6). */
export interface Hint {
  readonly target: number
  readonly key: number
  readonly state: Tagged
}

export const NO_HINT = -1

export type QuorumMessage =
  | { readonly type: 'Get'; readonly operation: number; readonly key: number }
  | { readonly type: 'Got'; readonly operation: number; readonly state: Tagged }
  | {
      readonly type: 'Put'
      readonly operation: number
      readonly key: number
      readonly state: Tagged
      /** The replica for which the receiver is to keep it, else `NO_HINT`. */
      readonly target: number
    }
  | { readonly type: 'Done'; readonly operation: number; readonly hinted: boolean }
  | { readonly type: 'Repair'; readonly key: number; readonly state: Tagged }
  | { readonly type: 'Handoff'; readonly key: number; readonly state: Tagged }
  | { readonly type: 'HandedOff'; readonly key: number; readonly version: number }
  /** The versions by key of who sends it; with `asks`, it wants those of the receiver too. */
  | { readonly type: 'Digest'; readonly versions: readonly number[]; readonly asks: boolean }

export function describeMessage(message: QuorumMessage): string {
  switch (message.type) {
    case 'Get':
      return `get key ${message.key}`
    case 'Got':
      return `has ${spell(message.state)}`
    case 'Put':
      return `put key ${message.key}: ${spell(message.state)}${message.target === NO_HINT ? '' : `, hint for node ${message.target}`}`
    case 'Done':
      return message.hinted ? 'keeps the hint' : 'stored'
    case 'Repair':
      return `repair key ${message.key}: ${spell(message.state)}`
    case 'Handoff':
      return `hand over key ${message.key}: ${spell(message.state)}`
    case 'HandedOff':
      return `took over key ${message.key}`
    case 'Digest':
      return 'versions by key'
  }
}

/** `value 17 (version 3.17)` */
export function spell({ value, version }: Tagged): string {
  return value === NOTHING ? 'nothing' : `value ${value} (version ${spellVersion(version)})`
}
