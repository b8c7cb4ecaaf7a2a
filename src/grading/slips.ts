import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { judge, type Run } from './evidence.ts'
import type { Expectation, Model, Roles } from './model.ts'
import { isOdd, type Observation, type OddResult, type Operation, type Outcome } from './sequence.ts'

/**
 * A fault in how an answer is given rather than in what is decided: the error comes wrapped, the state
 * in capitals. Whatever else the program does can still be judged, with its answers read as meant.
 */
export interface Slip {
  readonly id: string
  /** What is wrong, as the end of the sentence "The breaker ...". */
  readonly title: string
  /** The property that it breaks; undefined for the one that decides where it shows. */
  readonly role?: keyof Roles
  /** What the answer stands for; undefined when it is no answer of this kind. */
  reads(seen: OddResult, op: Operation, contract: ExerciseContract): string | undefined
}

/** A slip that the runs show, with the property it breaks. */
export interface FoundSlip {
  readonly slip: Slip
  readonly property: string
}

/** The outcome the function of a call was told to have; undefined for operations that end no call. */
function outcomeOf(op: Operation): Outcome | undefined {
  return op.op === 'call' || op.op === 'end' ? op.outcome : undefined
}

const ANSWER = { ok: 'value', error: 'error' } as const

function again(seen: OddResult, op: Operation): string | undefined {
  const outcome = outcomeOf(op)
  return outcome !== undefined && seen.entered > 1 && seen.own ? ANSWER[outcome] : undefined
}

/** The fn of this call was run once, and it ended in this way. */
function ranOnce(seen: OddResult, op: Operation, outcome: Outcome): boolean {
  return seen.entered === 1 && outcomeOf(op) === outcome && !seen.bare && seen.own !== true
}

/** The likelier before the less likely; one that covers another stands behind it. */
export const SLIPS: readonly Slip[] = [
  {
    id: 'wraps-the-error',
    title: 'raises an error of its own instead of the one that fn raised',
    role: 'result',
    reads: (seen, op) => (seen.ended === 'raised' && ranOnce(seen, op, 'error') ? 'error' : undefined),
  },
  {
    id: 'swallows-the-error',
    title: 'swallows the error of fn: it returns instead of raising it',
    role: 'result',
    reads: (seen, op) => (seen.ended === 'returned' && ranOnce(seen, op, 'error') ? 'error' : undefined),
  },
  {
    id: 'raises-returned-errors',
    title: 'raises an error object that fn returned as its value',
    role: 'result',
    reads: (seen, op) =>
      seen.ended === 'raised' && ranOnce(seen, op, 'ok') && op.op === 'call' && op.value === 'error'
        ? 'value'
        : undefined,
  },
  {
    id: 'calls-fn-again-after-failure',
    title: 'calls fn again when it has failed',
    role: 'result',
    reads: (seen, op) => (outcomeOf(op) === 'error' ? again(seen, op) : undefined),
  },
  {
    id: 'calls-fn-more-than-once',
    title: 'calls fn more than once',
    role: 'result',
    reads: again,
  },
  {
    id: 'loses-falsy-values',
    title: 'does not return the value of fn when it is 0, false, empty or nothing',
    role: 'result',
    reads: (seen, op) =>
      seen.ended === 'returned' && ranOnce(seen, op, 'ok') && op.op === 'call' && op.value !== undefined
        ? 'value'
        : undefined,
  },
  {
    id: 'returns-nothing',
    title: 'does not return what fn returned',
    role: 'result',
    reads: (seen, op) =>
      seen.ended === 'returned' && ranOnce(seen, op, 'ok') && /^(None|undefined|null|nil)$/.test(seen.text)
        ? 'value'
        : undefined,
  },
  {
    id: 'returns-another-value',
    title: 'returns something else than what fn returned',
    role: 'result',
    reads: (seen, op) => (seen.ended === 'returned' && ranOnce(seen, op, 'ok') ? 'value' : undefined),
  },
  {
    id: 'raises-at-once',
    title: 'throws at once instead of rejecting the promise that it returns',
    role: 'result',
    reads: (seen, op) => {
      if (seen.ended !== 'threw') return undefined
      if (seen.rejection && seen.entered === 0) return 'rejected'
      return seen.own && seen.entered === 1 && outcomeOf(op) === 'error' ? 'error' : undefined
    },
  },
  {
    id: 'returns-no-promise',
    title: 'returns a bare value instead of a promise',
    role: 'result',
    reads: (seen, op) =>
      seen.bare && seen.own && seen.entered === 1 && outcomeOf(op) === 'ok' ? 'value' : undefined,
  },
  {
    id: 'returns-a-promise',
    title: 'returns promises where the contract asks for plain values',
    role: 'result',
    reads: (seen) => (seen.ended === 'returned' ? seen.meant : undefined),
  },
  {
    id: 'wraps-a-given-error',
    title: 'raises an error of its own instead of the one that the function failed with',
    role: 'result',
    reads: (seen) => (seen.ended === 'raised' ? seen.meant : undefined),
  },
  {
    id: 'rejects-with-another-error',
    title: 'rejects a call with another error than the contract names',
    reads: (seen) =>
      seen.ended === 'raised' && seen.entered === 0 && !seen.rejection ? 'rejected' : undefined,
  },
  {
    id: 'rejects-without-an-error',
    title: 'returns instead of raising an error when it rejects a call',
    reads: (seen) => (seen.ended === 'returned' && seen.entered === 0 ? 'rejected' : undefined),
  },
  {
    id: 'spells-the-state-otherwise',
    title: 'spells its state in another way than the contract does',
    role: 'attribute',
    reads: (seen, op, contract) =>
      op.op === 'state' && seen.ended === 'returned' ? stateMeant(seen.text, contract) : undefined,
  },
]

/** `'HALF-OPEN'`, `<State.OPEN: 2>`: the state that is meant, whatever stands around its name. */
function stateMeant(text: string, contract: ExerciseContract): string | undefined {
  const values = contract.attributes[0]?.values ?? []
  const longestFirst = [...values].sort((a, b) => b.length - a.length)
  const name = longestFirst.find((value) =>
    new RegExp(`(^|[^a-z])${value.replaceAll('_', '[^a-z]?')}[^a-z]*$`, 'i').test(text),
  )
  return name === undefined ? undefined : `=${name}`
}

/**
 * The slips that explain where runs first depart, found one after the other: with one read as meant,
 * runs go on to where the next shows. A slip counts only where its reading is what the contract expects.
 */
export function findSlips(
  runs: readonly Run[],
  model: Model,
  contract: ExerciseContract,
): readonly FoundSlip[] {
  let found: readonly FoundSlip[] = []
  for (;;) {
    const next = firstSlip(smooth(runs, found, model, contract), found, model.roles, contract)
    if (next === undefined) return found.filter((one) => !isCovered(one, found))
    found = [...found, next]
  }
}

/** Whoever calls fn twice anyway also calls it again after a failure. */
function isCovered({ slip }: FoundSlip, found: readonly FoundSlip[]): boolean {
  const covers: Readonly<Record<string, readonly string[]>> = {
    'calls-fn-again-after-failure': ['calls-fn-more-than-once'],
    'loses-falsy-values': ['returns-nothing', 'returns-another-value'],
    'returns-nothing': ['returns-another-value'],
  }
  return found.some((other) => covers[slip.id]?.includes(other.slip.id))
}

function firstSlip(
  runs: readonly Run[],
  found: readonly FoundSlip[],
  roles: Roles,
  contract: ExerciseContract,
): FoundSlip | undefined {
  const fresh = SLIPS.filter((slip) => !found.some((one) => one.slip === slip))
  for (const run of runs) {
    const slip = fresh.find((one) => isShownIn(run, one, contract))
    const rule = run.expectations[run.divergence ?? 0]?.rule ?? roles.result ?? ''
    if (slip !== undefined) return { slip, property: (slip.role && roles[slip.role]) ?? rule }
  }
  return undefined
}

/** Whether the run departs just where this slip shows, and would not if it were read as meant. */
export function isShownIn(run: Run, slip: Slip, contract: ExerciseContract): boolean {
  const at = run.divergence
  if (at === undefined) return false
  const reading = readingOf(run.observations[at], run.sequence.ops[at], [slip], contract)
  return reading !== undefined && accepts(run.expectations[at], reading)
}

function accepts(expectation: Expectation | undefined, reading: string): boolean {
  return expectation?.accept.includes(reading) === true
}

function readingOf(
  seen: Observation | undefined,
  op: Operation | undefined,
  slips: readonly Slip[],
  contract: ExerciseContract,
): string | undefined {
  if (!isOdd(seen) || op === undefined) return undefined
  for (const slip of slips) {
    const reading = slip.reads(seen, op, contract)
    if (reading !== undefined) return reading
  }
  return undefined
}

/** The runs with every answer that shows one of the slips read as it was meant. */
export function smooth(
  runs: readonly Run[],
  found: readonly FoundSlip[],
  model: Model,
  contract: ExerciseContract,
): readonly Run[] {
  if (found.length === 0) return runs
  const slips = found.map(({ slip }) => slip)
  return runs.map(({ sequence, observations }) => {
    const read = observations.map(
      (seen, index) => readingOf(seen, sequence.ops[index], slips, contract) ?? seen,
    )
    return judge(sequence, read, model, contract)
  })
}
