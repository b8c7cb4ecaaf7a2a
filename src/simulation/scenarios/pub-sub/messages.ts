/** A message in a partition's log; its offset is its place there. */
export interface Entry {
  readonly operation: number
  readonly key: number
}

export type PubSubMessage =
  /** `generation` is the one that the consumer knows; -1 for none. */
  | { readonly type: 'Heartbeat'; readonly generation: number }
  | {
      readonly type: 'Assignment'
      readonly generation: number
      readonly partitions: readonly number[]
      /** The committed offset of each. */
      readonly offsets: readonly number[]
    }
  | {
      readonly type: 'Fetch'
      readonly generation: number
      readonly partition: number
      readonly from: number
    }
  | {
      readonly type: 'Entries'
      readonly generation: number
      readonly partition: number
      readonly from: number
      readonly entries: readonly Entry[]
    }
  | {
      readonly type: 'Commit'
      readonly generation: number
      readonly partition: number
      readonly offset: number
    }

export function describeMessage(message: PubSubMessage): string {
  switch (message.type) {
    case 'Heartbeat':
      return message.generation < 0 ? 'joins' : `heartbeat, generation ${message.generation}`
    case 'Assignment':
      return `generation ${message.generation}: partitions ${message.partitions.join(', ') || 'none'}`
    case 'Fetch':
      return `fetch ${message.partition} from ${message.from}`
    case 'Entries':
      return `${message.entries.length} of ${message.partition} from ${message.from}`
    case 'Commit':
      return `commit ${message.partition} up to ${message.offset}`
  }
}
