import type { Operation } from '../../history/operation.ts'
import { showValue } from '../../history/value-key.ts'
import { counted } from '../../lib/counted.ts'
import type { Checker, CheckOptions } from '../registry.ts'
import type { CheckResult } from '../verdict.ts'
import type { Engine } from './engine.ts'
import { type Entry, hasKeys, type ObjectHistory, objectHistories } from './entries.ts'
import { whyBlocked, whyValid } from './explain.ts'
import { prefixTo, smallestFailing } from './minimize.ts'
import type { SequentialModel } from './model.ts'
import { mergedOrder } from './witness.ts'

/** Steps of search for the whole history, and more for each operation; some ten seconds where the search is slow. */
const LEAST_BUDGET = 20_000_000
const PER_OPERATION = 500
const FIRST_BUDGET = 2_000
/** What the first look may cost for each operation: with less, a search along the history does not get to its end. */
const FIRST_PER_OPERATION = 16

interface Job extends ObjectHistory {
  blocked?: Entry
  /** Those of its operations that are wrong by themselves, where not all are needed. */
  core?: readonly Entry[]
  decided: boolean
  /** The search needs more room than there is. */
  givenUp: boolean
}

/**
 * A checker of linearizability (Herlihy and Wing, TOPLAS 1990): every operation seems to take effect at one moment
 * between its call and its return. Objects are judged one by one, which is the same as together (their section 3.2).
 * An operation of unknown end may take effect at any later moment, or never. Deciding is NP-complete (Gibbons and
 * Korach 1997), so that the search has a budget; when it is used up, the answer is `unknown`.
 */
export function linearizability(model: SequentialModel, engine: Engine): Checker {
  return (operations, options = {}) => {
    const keyed = options.keyed ?? hasKeys(operations)
    const objects = objectHistories(operations, model, keyed)
    const told = objects.some(({ entries }) => entries.some((one) => model.tells(one.step)))
    const context = { model, engine, keyed, operations }
    if (!told) return noEvidence(context)
    const jobs: Job[] = objects.map((object) => ({ ...object, decided: false, givenUp: false }))
    const blocked = decideAll(jobs, engine, budgetOf(operations, options))
    if (blocked) return invalid(blocked, context)
    const open = jobs.filter((job) => !job.decided)
    return open.length > 0 ? undecided(open, context, options) : valid(jobs, context, options)
  }
}

const budgetOf = (operations: readonly Operation[], { budget }: CheckOptions) =>
  budget ?? LEAST_BUDGET + PER_OPERATION * operations.length

interface Context {
  readonly model: SequentialModel
  readonly engine: Engine
  readonly keyed: boolean
  readonly operations: readonly Operation[]
}

/**
 * Small budgets first: one object that is hard must not hide another that is easily seen to be wrong. Gives the
 * object whose violation is seen first in time among those decided in the same round.
 */
function decideAll(jobs: Job[], engine: Engine, budget: number): Job | undefined {
  let left = budget
  const isOpen = (job: Job) => !job.decided && !job.givenUp
  for (let each = FIRST_BUDGET; left > 0 && jobs.some(isOpen); each *= 8) {
    for (const job of jobs) {
      if (!isOpen(job) || left <= 0) continue
      const most = each + FIRST_PER_OPERATION * job.entries.length
      const search = engine(job.entries, Math.min(most, left), true)
      left -= search.steps
      job.decided = search.verdict !== 'unknown'
      job.givenUp = search.noRoom === true
      if (search.verdict !== false) continue
      job.blocked = job.entries[search.blockedAt ?? 0] as Entry
      if (search.core) job.core = search.core.map((at) => job.entries[at] as Entry)
    }
    const wrong = jobs.filter((job) => job.blocked)
    if (wrong.length > 0) return wrong.reduce((a, b) => (endOf(a) <= endOf(b) ? a : b))
  }
  return undefined
}

const endOf = (job: Job) => job.blocked?.return ?? Number.POSITIVE_INFINITY

const judged = (operations: readonly Operation[]) => operations.filter((one) => one.outcome !== 'fail').length

function invalid(job: Job, { model, engine, operations }: Context): CheckResult {
  const blocked = job.blocked as Entry
  const before = prefixTo(job.core ?? job.entries, blocked)
  const isWhole = job.core === undefined
  const reason = whyBlocked(blocked, { entries: before, isWhole, key: job.key, model, engine })
  const small = smallestFailing(before, blocked, model, engine).map((one) => one.operation)
  return {
    valid: false,
    model: model.name,
    operations: judged(operations),
    reason,
    findings: [{ kind: 'not-linearizable', text: reason, operations: [blocked.operation] }],
    counterexample: small,
  }
}

function noEvidence({ model, operations }: Context): CheckResult {
  const reason =
    operations.length === 0
      ? 'The history is empty.'
      : 'No operation that tells anything of the state has ended well: there is nothing to judge by.'
  return { valid: 'unknown', model: model.name, operations: judged(operations), reason, findings: [] }
}

function undecided(
  open: readonly Job[],
  { model, operations, keyed }: Context,
  options: CheckOptions,
): CheckResult {
  const keys = keyed
    ? ` for ${open.length === 1 ? `key ${showValue(open[0]?.key ?? null)}` : counted(open.length, 'key')}`
    : ''
  const ended = open.some((job) => job.givenUp)
    ? `ran out of room without an answer${keys}: too many states, or too large ones. A shorter history may have one.`
    : `ended after ${budgetOf(operations, options)} steps without an answer${keys}: too many operations overlap. A larger --budget may find one.`
  return {
    valid: 'unknown',
    model: model.name,
    operations: judged(operations),
    reason: `The search ${ended}`,
    findings: [],
    stats: { 'undecided-objects': open.length },
  }
}

function valid(
  jobs: readonly Job[],
  { model, operations, keyed }: Context,
  options: CheckOptions,
): CheckResult {
  const count = judged(operations)
  const order = options.witness ? mergedOrder(jobs, model) : undefined
  return {
    valid: true,
    model: model.name,
    operations: count,
    reason: whyValid(count, jobs.length, keyed),
    findings: [],
    ...(order ? { witness: order } : {}),
    stats: { objects: jobs.length },
  }
}
