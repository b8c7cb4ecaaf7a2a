import type { Operation } from '../../history/operation.ts'
import { componentsOf } from './components.ts'
import { GraphBuilder, WW } from './graph.ts'
import { IntList } from './int-list.ts'
import { sortedBy } from './time-order.ts'
import { OK, type Transactions } from './transactions.ts'

/** Rounds over the edges before it is left to the search for cycles. In histories that are right some twenty do. */
const ROUNDS = 200

/**
 * An order of the committed transactions that respects the edges so far and real time, if there is one; undefined
 * where there is none, or it is not found quickly. Real time is not drawn: a transaction takes effect no sooner than
 * it and all on which it depends were invoked. If that is never after it returned, no cycle leads through time, for
 * along one the returns would have to grow for ever; what is left are cycles among transactions with one and the same
 * soonest time.
 */
export function orderInTime(
  builder: GraphBuilder,
  all: Transactions,
  committed: Uint8Array,
): ArrayLike<number> | undefined {
  const close = closeEdges(builder, all)
  const soonest = soonestTimes(builder, all, close)
  if (!soonest) return undefined
  for (let txn = 0; txn < all.operations.length; txn += 1) {
    if (all.outcome[txn] !== OK) continue
    if ((soonest[txn] as number) > (all.operations[txn] as Operation).return) return undefined
  }
  const ties = new GraphBuilder(builder.nodes, 1024)
  for (let at = 0; at < close.length; at += 2) {
    const [a, b] = [close[at] as number, close[at + 1] as number]
    if (soonest[a] === soonest[b]) ties.edge(a, b, WW)
  }
  const components = componentsOf(ties.build(), WW)
  if (components.count < builder.nodes) return undefined
  return inOrderOf(soonest, components.order, all, committed)
}

/** Edges that do not follow from real time, as pairs: where the first did not return before the second was invoked. */
function closeEdges(builder: GraphBuilder, { operations }: Transactions): Int32Array {
  const call = new Float64Array(builder.nodes).fill(-1)
  const end = new Float64Array(builder.nodes).fill(Number.POSITIVE_INFINITY)
  for (let txn = 0; txn < operations.length; txn += 1) {
    const operation = operations[txn] as Operation
    call[txn] = operation.call
    end[txn] = operation.return
  }
  const { from, to } = builder.ends
  const close = new IntList(from.length >> 1)
  for (let edge = 0; edge < from.length; edge += 1) {
    const [a, b] = [from[edge] as number, to[edge] as number]
    if ((end[a] as number) < (call[b] as number)) continue
    close.push(a)
    close.push(b)
  }
  return close.view()
}

/** Of each node the latest invocation among it and all that it depends on. */
function soonestTimes(
  builder: GraphBuilder,
  { operations }: Transactions,
  close: Int32Array,
): Float64Array | undefined {
  const soonest = new Float64Array(builder.nodes).fill(-1)
  for (let txn = 0; txn < operations.length; txn += 1) soonest[txn] = (operations[txn] as Operation).call
  for (let round = 0; round < ROUNDS; round += 1) {
    let changed = false
    for (let at = 0; at < close.length; at += 2) {
      const time = soonest[close[at] as number] as number
      const after = close[at + 1] as number
      if (time <= (soonest[after] as number)) continue
      soonest[after] = time
      changed = true
    }
    if (!changed) return soonest
  }
  return undefined
}

/** Committed transactions by their soonest time, those of one time in the reverse of the order given. */
function inOrderOf(
  soonest: Float64Array,
  reversed: Int32Array,
  { operations }: Transactions,
  committed: Uint8Array,
): ArrayLike<number> {
  const order = new IntList(operations.length)
  for (let at = reversed.length - 1; at >= 0; at -= 1) {
    const node = reversed[at] as number
    if (node < operations.length && committed[node] === 1) order.push(node)
  }
  return sortedBy(order.view(), (txn) => soonest[txn] as number)
}
