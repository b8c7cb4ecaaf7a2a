import type { Clock, Siblings } from './version.ts'

export type VectorMessage =
  | { readonly type: 'get'; readonly operation: number; readonly key: number }
  | {
      readonly type: 'put'
      readonly operation: number
      readonly key: number
      /** How many writes the client has sent; an older one that comes late is not taken. */
      readonly nth: number
      readonly seen: Clock
      /** The highest Lamport timestamp that the client has seen. */
      readonly stamp: number
    }
  | {
      readonly type: 'answer'
      readonly operation: number
      readonly key: number
      readonly siblings: Siblings
      readonly stamp: number
    }
  | { readonly type: 'sync'; readonly keys: readonly { readonly key: number; readonly siblings: Siblings }[] }

export function describeMessage(message: VectorMessage): string {
  switch (message.type) {
    case 'get':
      return `get key ${message.key}`
    case 'put':
      return `put key ${message.key}, seen [${message.seen.join(' ')}]`
    case 'answer':
      return `key ${message.key}: ${message.siblings.versions.map(({ operation }) => operation).join(' | ') || 'nothing'}`
    case 'sync':
      return `sync of ${message.keys.length} key${message.keys.length === 1 ? '' : 's'}`
  }
}
