import type { ExerciseContract, ExerciseProperty } from '../corpus/exercise-schema.ts'
import { inIdiom } from './contract-text.ts'
import { diagnose, ruledOut } from './diagnose.ts'
import { brokenProperty, isSpecial, judge, type Run } from './evidence.ts'
import { Explainer } from './explain.ts'
import { type Fault, isFault } from './fault.ts'
import type { Language } from './languages.ts'
import type { Misconception, Model, Roles } from './model.ts'
import type { Runner, Trace } from './runner.ts'
import { isOdd } from './sequence.ts'
import { cutAfterDivergence, shrink } from './shrink.ts'
import type { Check, Diagnosis } from './verdict.ts'

export interface ChecksInput {
  readonly runs: readonly Run[]
  readonly missed: number
  readonly model: Model
  readonly contract: ExerciseContract
  readonly language: Language
  readonly runner: Runner
  readonly isOver: () => boolean
}

export interface ChecksResult {
  readonly checks: readonly Check[]
  readonly diagnosis?: Diagnosis
}

/** One check for each property of the contract, after a first one that the program runs at all. */
export async function checksOf(input: ChecksInput): Promise<ChecksResult | Fault> {
  const { runs, model, contract, language } = input
  const departed = runs.filter((run) => run.divergence !== undefined)
  const misconceptions = departed.length === 0 ? [] : diagnose(runs, model, contract)
  const failing = failingProperties(departed, misconceptions, model.roles)
  const checks: Check[] = [
    {
      id: 'runs',
      title: 'runs, and has the names of the contract',
      verdict: 'pass',
      message: 'The program was loaded and has every name of the contract.',
    },
  ]
  for (const property of contract.properties) {
    const text = { id: property.id, title: inIdiom(property.title, contract, language) }
    if (!failing.includes(property.id)) checks.push({ ...text, ...standing(property, input, misconceptions) })
    else {
      const failure = await failedCheck(property, input, departed, misconceptions)
      if (isFault(failure)) return failure
      checks.push({ ...text, ...failure })
    }
  }
  return misconceptions.length === 0 ? { checks } : { checks, diagnosis: diagnosisOf(misconceptions, input) }
}

function failingProperties(
  departed: readonly Run[],
  misconceptions: readonly Misconception[],
  roles: Roles,
): readonly string[] {
  if (misconceptions.length > 0) return misconceptions.map((one) => one.property)
  const broken = [...new Set(departed.map((run) => brokenProperty(run, roles)))]
  const plain = broken.filter((id) => !isSpecial(id, roles))
  return plain.length > 0 ? plain : broken
}

function diagnosisOf(
  misconceptions: readonly Misconception[],
  { contract, language, model }: ChecksInput,
): Diagnosis {
  const faults = misconceptions.map((one) => inIdiom(one.title, contract, language))
  return {
    ids: misconceptions.map((one) => one.id),
    message: `The ${model.subject} ${faults.join('; and it ')}.`,
  }
}

type Outcome = Pick<Check, 'verdict' | 'message' | 'counterexample'>

/** A property that no run showed broken: it holds if some known fault in it would have shown. */
function standing(
  property: ExerciseProperty,
  input: ChecksInput,
  misconceptions: readonly Misconception[],
): Outcome {
  const { runs, model, contract, missed } = input
  const excluded = ruledOut(property.id, runs, misconceptions, model, contract).length
  const known = model.misconceptions.filter((one) => one.property === property.id).length
  if (excluded > 0) {
    const message = `Held in all ${runs.length} sequences; ${excluded} of ${known} known ways to break it were ruled out.`
    return { verdict: 'pass', message }
  }
  if (runs.some((run) => run.divergence !== undefined)) {
    return {
      verdict: 'inconclusive',
      message: 'Not judged: every sequence that would show it goes wrong before.',
    }
  }
  const why =
    missed > 0
      ? `${missed} sequences were not run for lack of time`
      : 'no sequence could have shown it broken'
  return { verdict: 'weak', message: `Never put to the test: ${why}.` }
}

async function failedCheck(
  property: ExerciseProperty,
  input: ChecksInput,
  departed: readonly Run[],
  misconceptions: readonly Misconception[],
): Promise<Outcome | Fault> {
  const { contract, language } = input
  const shows = isShownBy(property.id, input, misconceptions)
  const start = shortest(departed.filter(shows)) ?? shortest(departed)
  if (start === undefined) throw new Error(`no run shows ${property.id} broken`)
  const least = await shrunk(start, input, shows)
  const trace = await traced(least, input)
  if (isFault(trace)) return trace
  const explainer = new Explainer(contract, language)
  const again = judge(least.sequence, trace.observations, input.model, contract)
  const steady = again.divergence === least.divergence
  const unsteady = steady
    ? ''
    : ' It did not happen again when the same sequence was run once more: the program is not deterministic.'
  return {
    verdict: 'fail',
    message:
      `${inIdiom(property.statement, contract, language)} ${explainer.sentence(least)}${unsteady}`.replaceAll(
        '`',
        '',
      ),
    counterexample: explainer.counterexample(least, steady ? trace.printed : []),
  }
}

/** What was printed on the way, and whether it happens again. Not for what would cost its wait once more. */
async function traced(run: Run, { runner }: ChecksInput): Promise<Trace | Fault> {
  if (takesProcessDown(run)) return { observations: run.observations, printed: [] }
  return runner.trace(run.sequence)
}

function takesProcessDown({ observations, divergence = 0 }: Run): boolean {
  const seen = observations[divergence]
  return isOdd(seen) && (seen.ended === 'stuck' || seen.ended === 'exited')
}

/** With two faults found, a run shows the one whose misconception alone predicts its departure. */
function isShownBy(
  property: string,
  input: ChecksInput,
  misconceptions: readonly Misconception[],
): (run: Run) => boolean {
  const { model, contract } = input
  if (misconceptions.length === 0)
    return (run) => run.divergence !== undefined && brokenProperty(run, model.roles) === property
  if (misconceptions.length === 1) return (run) => run.divergence !== undefined
  const wrong = new Set(misconceptions.filter((one) => one.property === property).map(({ id }) => id))
  return (run) => {
    if (run.divergence === undefined) return false
    const predicted = model.predict(run.sequence, contract, wrong)[run.divergence]
    const seen = run.observations[run.divergence]
    return typeof seen === 'string' && predicted?.accept.includes(seen) === true
  }
}

function shortest(runs: readonly Run[]): Run | undefined {
  return runs.reduce<Run | undefined>(
    (best, run) => (best === undefined || length(run) < length(best) ? run : best),
    undefined,
  )
}

function length(run: Run): number {
  return run.divergence ?? Number.POSITIVE_INFINITY
}

async function shrunk(start: Run, input: ChecksInput, shows: (run: Run) => boolean): Promise<Run> {
  const { model, contract, runner, isOver } = input
  if (takesProcessDown(start)) return cutAfterDivergence(start)
  const fc = await import('fast-check')
  return shrink(start, {
    arbitrary: model.arbitrary(fc),
    shows,
    isOver,
    run: async (sequences) => {
      const observed = await runner.run(sequences)
      if (isFault(observed)) return []
      return sequences.map((sequence, index) => {
        const observations = observed[index]
        return observations && judge(sequence, observations, model, contract)
      })
    },
  })
}
