import type { AnomalyKind } from './anomalies.ts'
import { type Components, componentsOf } from './components.ts'
import type { Cycle } from './cycle.ts'
import type { Budget } from './cycle-search.ts'
import { type ExplainStep, explainCycle } from './explain-cycle.ts'
import { findCycles } from './find-cycles.ts'
import { GraphBuilder } from './graph.ts'
import { orderInTime } from './order-in-time.ts'
import type { Report } from './report.ts'
import { linkProcesses, linkRealTime } from './time-order.ts'
import type { Transactions } from './transactions.ts'

/** Edges of a search for shortest cycles that are looked at before it is content with the shortest found. */
const BUDGET = 10_000_000

const EVERYTHING = 255

export interface CycleQuestion {
  readonly all: Transactions
  readonly committed: Uint8Array
  readonly budget: number | undefined
  /** Adds the dependencies that the data show. */
  readonly link: (builder: GraphBuilder) => void
  readonly explainStep: ExplainStep
  /** Other transactions without which a cycle would not show. */
  readonly witnessesOf: (cycle: Cycle) => readonly number[]
}

export interface CycleAnswer {
  readonly dependencies: number
  readonly cut: number
  /** The committed transactions in an order that respects everything, where there is one. */
  readonly order: ArrayLike<number> | undefined
}

/** Draws the graph of dependencies, looks for cycles in it and reports them. */
export function checkCycles(question: CycleQuestion, report: Report): CycleAnswer {
  const { all, committed } = question
  const builder = new GraphBuilder(all.operations.length, 4 * all.operations.length)
  question.link(builder)
  const dependencies = builder.edges
  const order = orderInTime(builder, all, committed)
  if (order) return { dependencies, cut: 0, order }
  linkProcesses(builder, all, committed)
  linkRealTime(builder, all, committed)
  const graph = builder.build()
  const components = componentsOf(graph, EVERYTHING)
  const budget: Budget = { left: question.budget ?? BUDGET, cut: 0 }
  const found = findCycles(graph, components, budget)
  for (const [kind, cycles] of found.shortest) {
    for (const cycle of cycles) report.add(kind, () => tell(question, cycle))
    report.addUntold(kind as AnomalyKind, (found.count.get(kind) ?? 0) - cycles.length)
  }
  const isAcyclic = components.count === graph.nodes
  return {
    dependencies,
    cut: budget.cut,
    order: isAcyclic ? forwards(components, all, committed) : undefined,
  }
}

function tell({ all, explainStep, witnessesOf }: CycleQuestion, cycle: Cycle) {
  const transactions = new Set(cycle.map(({ from }) => from))
  for (const witness of witnessesOf(cycle)) transactions.add(witness)
  return { transactions: [...transactions], text: explainCycle(all, cycle, explainStep), cycle }
}

/** A component is complete when all that follows from it is: backwards, that is an order. */
function forwards({ order }: Components, all: Transactions, committed: Uint8Array): number[] {
  const transactions: number[] = []
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const txn = order[at] as number
    if (txn < all.operations.length && committed[txn] === 1) transactions.push(txn)
  }
  return transactions
}
