import type { OrderChange } from './order-change.ts'
import { orderFeed } from './order-feed.ts'
import { orderViews } from './order-views.ts'
import type { ReadModel } from './read-model.ts'

export const readModel: ReadModel<OrderChange> = {
  feed: orderFeed,
  apply: orderViews.apply,
  clear: orderViews.clear,
}
