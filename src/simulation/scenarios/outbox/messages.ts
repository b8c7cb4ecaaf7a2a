/** An order as the table of orders and as the outbox have it. */
export interface OrderRow {
  readonly order: number
  readonly key: number
  /** Drawn when the transaction began, as a database's sequence is; transactions may commit in another order. */
  readonly sequence: number
}

/** An event in the broker's log: somebody placed this order. */
export interface OrderEvent {
  readonly order: number
  readonly key: number
}

export type OutboxMessage =
  /** `from` -1: from the first that is not marked as sent. */
  | { readonly type: 'Fetch'; readonly from: number }
  | {
      readonly type: 'Rows'
      readonly from: number
      readonly upTo: number
      readonly rows: readonly OrderRow[]
    }
  | { readonly type: 'MarkSent'; readonly upTo: number }
  | { readonly type: 'Publish'; readonly id: number; readonly events: readonly OrderEvent[] }
  | { readonly type: 'Published'; readonly id: number }
  | { readonly type: 'Poll'; readonly from: number }
  | { readonly type: 'Events'; readonly from: number; readonly events: readonly OrderEvent[] }

export function describeMessage(message: OutboxMessage): string {
  switch (message.type) {
    case 'Fetch':
      return message.from < 0 ? 'fetch unsent rows' : `fetch rows after ${message.from}`
    case 'Rows':
      return message.rows.length === 0 ? 'no rows' : `rows of ${list(message.rows)}`
    case 'MarkSent':
      return `sent up to ${message.upTo}`
    case 'Publish':
      return `publish ${list(message.events)}`
    case 'Published':
      return 'published'
    case 'Poll':
      return `poll after ${message.from}`
    case 'Events':
      return message.events.length === 0 ? 'no events' : `events ${list(message.events)}`
  }
}

function list(orders: readonly { readonly order: number }[]): string {
  const shown = orders.slice(0, 4).map(({ order }) => order)
  return orders.length > 4 ? `${shown.join(', ')}, ...` : shown.join(', ')
}
