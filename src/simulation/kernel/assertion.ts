import { closest } from '../../lib/closest.ts'
import { parseQuantity } from '../../lib/quantity.ts'
import { UserError } from '../../lib/user-error.ts'
import { type Bound, malformed, parseBound } from './bound.ts'
import type { Scenario } from './scenario.ts'

interface Typed {
  /** As it was typed. */
  readonly text: string
}

/** Safety: no run may break the invariant, or come to what the goal describes. */
interface Never extends Typed {
  readonly kind: 'never'
  readonly invariant?: string
  readonly goal?: string
}

/** Liveness: in every run this happens at most `limitUs` after the last fault is over. */
interface Within extends Typed {
  readonly kind: 'within'
  readonly limitUs: number
  /** Without it: the cluster serves its clients again, by the metric `recovery_ms`. */
  readonly goal?: string
}

/** Coverage: at least one run comes to it, else little was shown. */
interface Sometimes extends Typed {
  readonly kind: 'sometimes'
  readonly goal: string
}

/** Statistics: the mean over the seeds. */
interface Mean extends Typed {
  readonly kind: 'mean'
  readonly bound: Bound
}

/** Statistics: each run. */
interface Every extends Typed {
  readonly kind: 'every'
  readonly bound: Bound
}

export type Assertion = Never | Within | Sometimes | Mean | Every

/** What assertions can speak of. */
export type Nameable = Pick<Scenario, 'id' | 'metrics' | 'invariants' | 'goals'>

export const RECOVERY_METRIC = 'recovery_ms'
const RECOVERED = 'recovered'

/**
 * Reads `never NAME`, `within 2s after heal: recovered`, `sometimes NAME`, `p99 < 250ms` or
 * `every p99 < 250ms`. @throws UserError (exit 2) that names what is wrong.
 */
export function parseAssertion(typed: string, scenario: Nameable): Assertion {
  const text = typed.trim().replace(/\s+/g, ' ')
  const [, word, rest = ''] = /^(never|within|sometimes|every)\b(.*)$/.exec(text) ?? []
  const operand = rest.trim()
  switch (word) {
    case 'never':
      return { text, kind: 'never', ...safetyRule(operand, text, scenario) }
    case 'sometimes':
      return { text, kind: 'sometimes', goal: requireGoal(operand, text, scenario) }
    case 'within':
      return { text, kind: 'within', ...deadline(operand, text, scenario) }
    case 'every':
      return { text, kind: 'every', bound: parseBound(operand, scenario.metrics) }
    default:
      return { text, kind: 'mean', bound: parseBound(text, scenario.metrics) }
  }
}

function safetyRule(name: string, text: string, { invariants, goals }: Nameable) {
  if (name === '') throw malformed(text, 'it names no invariant')
  if (invariants.some(({ id }) => id === name)) return { invariant: name }
  if (goals.some(({ id }) => id === name)) return { goal: name }
  throw unknownName(name, 'invariant or goal', [...ids(invariants), ...ids(goals)])
}

function requireGoal(name: string, text: string, { goals }: Nameable): string {
  if (name === '') throw malformed(text, 'it names no goal')
  if (goals.some(({ id }) => id === name)) return name
  throw unknownName(name, 'goal', ids(goals))
}

function deadline(operand: string, text: string, scenario: Nameable) {
  const [, limit, name] = /^(\S+) after heal ?: ?(\S+)$/.exec(operand) ?? []
  if (limit === undefined || name === undefined) {
    throw malformed(text, 'it is not complete', "For example: 'within 2s after heal: recovered'")
  }
  const limitUs = Math.round(parseQuantity(limit, 'ms', 'the time after the heal') * 1000)
  if (limitUs < 0) throw malformed(text, 'a time cannot be negative')
  if (name === RECOVERED) return requireRecovery(limitUs, scenario)
  if (scenario.goals.some(({ id }) => id === name)) return { limitUs, goal: name }
  throw unknownName(name, 'goal', [RECOVERED, ...ids(scenario.goals)])
}

function requireRecovery(limitUs: number, { id, metrics }: Nameable) {
  if (metrics.some((metric) => metric.id === RECOVERY_METRIC)) return { limitUs }
  throw new UserError(`${id} does not measure when it has recovered.`, {
    code: 'bad-assertion',
    next: [`Only simulations with the metric ${RECOVERY_METRIC} do.`],
  })
}

function ids(named: readonly { readonly id: string }[]): string[] {
  return named.map(({ id }) => id)
}

function unknownName(name: string, what: string, known: readonly string[]): UserError {
  const near = closest(name, known)
  return new UserError(`There is no ${what} "${name}".`, {
    code: 'unknown-name',
    next: [
      ...(near.length > 0 ? [`Did you mean: ${near.join(', ')}`] : []),
      known.length > 0 ? `There are: ${known.join(', ')}` : 'This simulation has none.',
    ],
  })
}
