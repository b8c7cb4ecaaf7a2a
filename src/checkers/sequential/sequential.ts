import type { Operation } from '../../history/operation.ts'
import { counted } from '../../lib/counted.ts'
import { forClients, sentence } from '../conclude.ts'
import { by, processes, show } from '../evidence.ts'
import { type Entry, hasKeys, objectHistories } from '../linearizable/entries.ts'
import { smallestFailing } from '../linearizable/minimize.ts'
import type { SequentialModel } from '../linearizable/model.ts'
import { SEQUENTIAL } from '../linearizable/models.ts'
import type { Checker, CheckOptions } from '../registry.ts'
import type { CheckResult } from '../verdict.ts'
import { type SequentialSearch, searchSequentialOrder, threadsOf } from './search.ts'

/** Steps of the model; some seconds. */
const DEFAULT_BUDGET = 1_000_000

const told = ({ step, operation }: Entry) => {
  const answer =
    step.output === undefined || step.output === null ? '' : ` that was told ${show(step.output)}`
  return `the ${step.f}${operation.input === null ? '' : ` ${show(operation.input)}`}${answer} of ${by(operation)}`
}

function whyStuck({ order, stuck }: SequentialSearch, total: number): string {
  const next = stuck.map(told).join(', ')
  return `no order of the operations that keeps each process's own order explains all answers; the longest found has ${order.length} of ${total}, after which none of these can follow: ${next}`
}

/** The smallest part found in which no order exists either; the operation that stuck may turn out not to be needed. */
function smallest(
  entries: readonly Entry[],
  search: SequentialSearch,
  model: SequentialModel,
  decide: Decide,
): Operation[] {
  const last = search.stuck[0]
  if (!last) return entries.map((one) => one.operation)
  const kept = smallestFailing(entries, last, model, (part, budget) => {
    const { verdict, steps } = decide(part, budget)
    return { verdict, steps }
  })
  return kept.map((one) => one.operation)
}

type Decide = (entries: readonly Entry[], budget: number) => SequentialSearch

/**
 * Sequential consistency (Lamport, IEEE TC 1979): one order of all operations, of all objects together, keeps the order
 * of each process and explains every answer; real time between processes counts for nothing. An operation of unknown
 * end may come at any time after those that its process had done before, or never.
 *
 * Sound and complete: a depth-first search that remembers configurations. NP-complete already for a register (Gibbons
 * and Korach, SIAM J. Comput. 26(4), 1997), so it is for small histories; after `budget` steps the verdict is
 * `unknown`. Any model of the linearizability checker will do. Throws a `UserError` for functions that the model does
 * not have.
 */
export const sequentialChecker = (name: string): Checker => {
  const model = SEQUENTIAL.get(name)
  if (!model) throw new Error(`there is no sequential model ${name}`)
  return forClients((operations, options = {}) => judge(operations, options, model))
}

function judge(operations: readonly Operation[], options: CheckOptions, model: SequentialModel): CheckResult {
  const objects = objectHistories(operations, model, options.keyed ?? hasKeys(operations)).map(
    (one) => one.entries,
  )
  const entries = objects.flat().sort((a, b) => a.call - b.call)
  const objectAt = new Map(
    objects.flatMap((list, object) => list.map((one): [number, number] => [one.at, object])),
  )
  const decide: Decide = (part, budget) => {
    const split = objects.map((_, object) => part.filter((one) => objectAt.get(one.at) === object))
    return searchSequentialOrder(model, threadsOf(split), budget)
  }
  const start = { model: model.name, operations: entries.length, findings: [] }
  if (!entries.some((one) => model.tells(one.step))) {
    return {
      ...start,
      valid: 'unknown',
      reason: 'No operation that tells anything of the state has ended well: there is nothing to judge by.',
    }
  }
  const budget = options.budget ?? DEFAULT_BUDGET
  const search = decide(entries, budget)
  if (search.verdict === 'unknown') {
    return {
      ...start,
      valid: 'unknown',
      reason: `No order was found, nor excluded, in ${counted(budget, 'step')} of search: too many operations of too many processes.`,
    }
  }
  if (search.verdict) {
    const reason = `${counted(entries.length, 'operation')} of ${processes(new Set(operations.map((one) => one.process)).size)} fit one order that keeps the order of each process.`
    return { ...start, valid: true, reason, witness: search.order.map((one) => one.at) }
  }
  const certain = entries.filter((one) => one.operation.outcome === 'ok').length
  const reason = sentence(whyStuck(search, certain))
  return {
    ...start,
    valid: false,
    reason,
    findings: [
      { kind: 'not-sequential', text: reason, operations: search.stuck.map((one) => one.operation) },
    ],
    counterexample: smallest(entries, search, model, decide),
  }
}
