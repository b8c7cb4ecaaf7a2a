import { agrees, isHanding, ordersOf, type Together } from './handing.ts'
import type { Expectation } from './model.ts'
import { isGuardedCall, type Observation, type Operation, type PlainCall } from './sequence.ts'
import { answersTogether, together } from './value.ts'

/** One way in which an operation may have taken effect, as operations that come one after the other. */
export interface Alternative {
  readonly ops: readonly Operation[]
  readonly seen: readonly Observation[]
  /** Whether the program showed what the model does in these operations. */
  agrees(expectations: readonly Expectation[]): boolean
  /** What the operation should show; undefined when there is nothing to see, or that is to be found elsewhere. */
  due(expectations: readonly Expectation[]): string | undefined
}

/** All ways; `at` tells the operation from others of the sequence. */
export function alternatives(
  op: Operation,
  seen: Observation | undefined,
  at: number,
): Iterable<Alternative> {
  if (op.op !== 'together') return [inTurn(op, seen)]
  return isHanding(op) ? handing(op, seen, at) : plain(op, seen)
}

function inTurn(op: Operation, seen: Observation | undefined): Alternative {
  return {
    ops: [op],
    seen: [seen ?? null],
    agrees: ([one]) => one !== undefined && accepts(one, seen),
    due: ([one]) => one?.accept[0],
  }
}

function* handing(op: Together, observation: Observation | undefined, at: number): Iterable<Alternative> {
  for (const points of ordersOf(op, observation, at)) {
    yield {
      ops: points.map((point) => point.op),
      seen: points.map(() => null),
      agrees: (expectations) => agrees(points, expectations, observation),
      due: () => undefined,
    }
  }
}

function plain(op: Together, observation: Observation | undefined): Alternative[] {
  const answers = answersIn(observation, op.calls.length)
  const calls = plainCalls(op).map((call, index) => ({ call, answer: answers[index] ?? null }))
  return distinct(permutations(calls)).map((order) => {
    const ops = order.map(({ call }) => ({ op: 'invoke' as const, on: op.on, ...call }))
    return {
      ops,
      seen: order.map(({ answer }) => answer),
      agrees: (expectations) => expectations.every((one, index) => accepts(one, order[index]?.answer)),
      due: (expectations) => dueTogether(op, ops, expectations),
    }
  })
}

function plainCalls({ calls }: Together): PlainCall[] {
  return calls.filter((call): call is PlainCall => !isGuardedCall(call))
}

/** Without those that differ only in which of two calls alike, with one answer, comes first. */
function distinct<Item>(orders: readonly Item[][]): Item[][] {
  return [...new Map(orders.map((order) => [JSON.stringify(order), order])).values()]
}

/** What each of the calls showed. */
function answersIn(observed: Observation | undefined, count: number): Observation[] {
  const list = typeof observed === 'string' ? answersTogether(observed) : undefined
  return Array.from({ length: count }, (_, index) => list?.[index] ?? observed ?? null)
}

export function accepts({ accept }: Expectation, seen: Observation | undefined): boolean {
  if (seen === null || seen === undefined) return accept.length === 0
  return typeof seen === 'string' && accept.includes(seen)
}

/** What is due to each call, in the order in which the calls stand in the operation. */
function dueTogether(op: Together, order: readonly PlainCall[], answers: readonly Expectation[]): string {
  const left = order.map((one, index) => ({ one, due: answers[index]?.accept[0] ?? '' }))
  const dues = plainCalls(op).map(({ method, args }) => {
    const at = left.findIndex(({ one }) => one.method === method && one.args === args)
    return left.splice(Math.max(0, at), 1)[0]?.due ?? ''
  })
  return together(dues)
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  )
}
