/** An order, as 0 (retreat) or 1 (attack). */
export type Order = 0 | 1

/** The default of the paper: an order that never came counts as this. */
export const RETREAT: Order = 0

/**
 * "He said that he said ...": `path` begins with the commander and ends with who sends this. It is
 * the v(i) of OM(m) for one of its nested calls.
 */
export interface OrderMessage {
  readonly type: 'Order'
  readonly battle: number
  readonly path: readonly number[]
  readonly order: Order
}

export function orderText(order: Order): string {
  return order === 1 ? 'attack' : 'retreat'
}

export function describeMessage({ battle, path, order }: OrderMessage): string {
  const others = path.slice(1).map((general) => `${general} says `)
  return `battle ${battle}: ${others.reverse().join('')}${path[0]} orders ${orderText(order)}`
}
