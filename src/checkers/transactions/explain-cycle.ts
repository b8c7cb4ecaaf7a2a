import type { Operation } from '../../history/operation.ts'
import type { Cycle, Step } from './cycle.ts'
import { PROCESS, REALTIME } from './graph.ts'
import type { Transactions } from './transactions.ts'

/** Why a step of data holds, between transactions of these names. */
export type ExplainStep = (step: Step, a: string, b: string) => string

/**
 * A cycle in words, as Elle tells them: why each transaction came before the next, and that the last came before the
 * first as well. T1 is the transaction from which the first step leads.
 */
export function explainCycle(all: Transactions, cycle: Cycle, explainStep: ExplainStep): string {
  const name = (at: number) => `T${(at % cycle.length) + 1}`
  const sentences = cycle.map((step, at) => {
    const [a, b] = [name(at), name(at + 1)]
    const why = orderInTime(all, step, a, b) ?? explainStep(step, a, b)
    const last = at === cycle.length - 1
    return `${last ? 'yet ' : ''}${why}, so ${a} came before ${b}${last ? ': a contradiction' : ''}`
  })
  return sentences.join('; ')
}

function orderInTime(
  all: Transactions,
  { from, to, relation }: Step,
  a: string,
  b: string,
): string | undefined {
  const first = all.operations[from] as Operation
  const second = all.operations[to] as Operation
  if (relation === PROCESS) return `process ${first.process} ran ${a} before ${b}`
  if (relation !== REALTIME) return undefined
  if (first.returnNs === undefined || second.callNs === undefined)
    return `${a} had returned before ${b} was invoked`
  return `${a} had returned at ${seconds(first.returnNs)} before ${b} was invoked at ${seconds(second.callNs)}`
}

const seconds = (ns: number) => `${(ns / 1e9).toFixed(3)} s`
