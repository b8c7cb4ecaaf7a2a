import { closest } from '../../lib/closest.ts'
import { UserError } from '../../lib/user-error.ts'
import { type AnomalyKind, modelsRuledOutBy } from './anomalies.ts'

/**
 * Consistency models of transactions, the strongest first, each with those that it directly implies. After Adya
 * (thesis, chapters 3 and 4), Bailis et al. ("Highly Available Transactions", VLDB 2013), Cerone, Bernardi and Gotsman
 * (CONCUR 2015), Daudjee and Salem (VLDB 2006); put together as Elle does, and as jepsen.io/consistency draws them.
 */
const IMPLIES: Readonly<Record<string, readonly string[]>> = {
  'strict-serializable': ['strong-session-serializable', 'strong-snapshot-isolation'],
  'strong-session-serializable': ['serializable', 'strong-session-snapshot-isolation'],
  serializable: ['repeatable-read', 'snapshot-isolation', 'update-serializable'],
  'strong-snapshot-isolation': ['strong-session-snapshot-isolation', 'strong-read-committed'],
  'strong-session-snapshot-isolation': ['snapshot-isolation', 'strong-session-read-committed'],
  'snapshot-isolation': [
    'forward-consistent-view',
    'monotonic-snapshot-read',
    'parallel-snapshot-isolation',
    'prefix',
  ],
  'repeatable-read': ['cursor-stability', 'monotonic-atomic-view'],
  'update-serializable': ['forward-consistent-view'],
  'parallel-snapshot-isolation': ['causal', 'update-atomic'],
  'forward-consistent-view': ['consistent-view'],
  'consistent-view': ['cursor-stability', 'monotonic-view'],
  prefix: ['causal'],
  causal: ['read-atomic'],
  'update-atomic': ['read-atomic'],
  'read-atomic': ['monotonic-atomic-view'],
  'cursor-stability': ['read-committed'],
  'monotonic-atomic-view': ['read-committed'],
  'monotonic-snapshot-read': ['read-committed'],
  'monotonic-view': ['read-committed'],
  'strong-read-committed': ['strong-session-read-committed', 'strong-read-uncommitted'],
  'strong-session-read-committed': ['read-committed', 'strong-session-read-uncommitted'],
  'read-committed': ['read-uncommitted'],
  'strong-read-uncommitted': ['strong-session-read-uncommitted'],
  'strong-session-read-uncommitted': ['read-uncommitted'],
  'read-uncommitted': [],
}

/** Other names of the same models, those of Adya and Maelstrom among them. */
const ALIASES: Readonly<Record<string, string>> = {
  'strong-serializable': 'strict-serializable',
  'pl-ss': 'strict-serializable',
  'conflict-serializable': 'serializable',
  'pl-3': 'serializable',
  'pl-3u': 'update-serializable',
  'pl-si': 'snapshot-isolation',
  'pl-2.99': 'repeatable-read',
  'pl-fcv': 'forward-consistent-view',
  'pl-2+': 'consistent-view',
  'pl-cs': 'cursor-stability',
  'pl-msr': 'monotonic-snapshot-read',
  'pl-2l': 'monotonic-view',
  'causal-cerone': 'causal',
  'pl-2': 'read-committed',
  'pl-1': 'read-uncommitted',
}

/** All models, the strongest first. */
export const CONSISTENCY_MODELS: readonly string[] = Object.keys(IMPLIES)

/** The model's own name. Throws a `UserError` where there is no such model. */
export function consistencyModel(name: string): string {
  const lower = name.toLowerCase()
  const model = ALIASES[lower] ?? lower
  if (model in IMPLIES) return model
  const near = closest(lower, [...CONSISTENCY_MODELS, ...Object.keys(ALIASES)])
  throw new UserError(`there is no consistency model ${name} for transactions`, {
    code: 'unknown-consistency',
    next: [
      near.length > 0
        ? `Did you mean ${near.join(' or ')}?`
        : `Choose one of ${CONSISTENCY_MODELS.join(', ')}.`,
    ],
  })
}

/** The models that `model` implies, itself among them. */
export function impliedBy(model: string): ReadonlySet<string> {
  const reached = new Set([model])
  for (const one of reached) for (const weaker of IMPLIES[one] ?? []) reached.add(weaker)
  return reached
}

export interface Boundary {
  /** The weakest models that cannot hold. */
  readonly not: readonly string[]
  /** The stronger ones, which cannot hold either. */
  readonly alsoNot: readonly string[]
  /** The strongest model that nothing rules out, or undefined. */
  readonly strongest: string | undefined
}

/** What a history with these anomalies cannot satisfy, and what it still may. */
export function boundaryOf(kinds: Iterable<AnomalyKind>): Boundary {
  const direct = new Set([...kinds].flatMap(modelsRuledOutBy))
  const impossible = CONSISTENCY_MODELS.filter((model) =>
    [...impliedBy(model)].some((weaker) => direct.has(weaker)),
  )
  const isOut = new Set(impossible)
  const not = impossible.filter(
    (model) => ![...impliedBy(model)].some((weaker) => weaker !== model && isOut.has(weaker)),
  )
  return {
    not: [...not].sort(),
    alsoNot: impossible.filter((model) => !not.includes(model)).sort(),
    strongest: CONSISTENCY_MODELS.find((model) => !isOut.has(model)),
  }
}
