import type { ExerciseContract, ExerciseProperty } from '../corpus/exercise-schema.ts'
import { inIdiom } from './contract-text.ts'
import { diagnose, ruledOut } from './diagnose.ts'
import { brokenProperty, isSpecial, judge, type Run } from './evidence.ts'
import { Explainer } from './explain.ts'
import { type Fault, isFault } from './fault.ts'
import type { KeptCase } from './kept-cases.ts'
import type { Language } from './languages.ts'
import type { Misconception, Model, Roles } from './model.ts'
import { runAndJudge } from './run-and-judge.ts'
import type { Runner, Trace } from './runner.ts'
import { isOdd, type Sequence } from './sequence.ts'
import { cutAfterDivergence, shrink } from './shrink.ts'
import { type FoundSlip, findSlips, isShownIn, smooth } from './slips.ts'
import { eachAlone } from './subjects.ts'
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
  /** The shortest sequence found for each failing property. */
  readonly cases: readonly KeptCase[]
  readonly diagnosis?: Diagnosis
}

/** One check for each property of the contract, after a first one that the program runs at all. */
export async function checksOf(input: ChecksInput): Promise<ChecksResult | Fault> {
  const { model, contract, language } = input
  const findings = await findingsOf(input)
  if (isFault(findings)) return findings
  const failing = failingProperties(findings, model.roles)
  const cases: KeptCase[] = []
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
    if (!failing.includes(property.id)) checks.push({ ...text, ...standing(property, input, findings) })
    else {
      const failure = await failedCheck(property, input, findings)
      if (isFault(failure)) return failure
      checks.push({ ...text, ...failure.outcome })
      cases.push({ property: property.id, sequence: failure.sequence })
    }
  }
  const diagnosis = diagnosisOf(findings, input)
  return diagnosis === undefined ? { checks, cases } : { checks, cases, diagnosis }
}

/** What the runs say about the program. */
interface Findings {
  readonly slips: readonly FoundSlip[]
  /** All runs, with the slips read as they were meant. */
  readonly runs: readonly Run[]
  /** Those that depart from the contract even so. */
  readonly departed: readonly Run[]
  /** The misconceptions that explain all of these; empty when none do. */
  readonly misconceptions: readonly Misconception[]
}

async function findingsOf(input: ChecksInput): Promise<Findings | Fault> {
  const { model, contract } = input
  const slips = findSlips(input.runs, model, contract)
  const runs = smooth(input.runs, slips, model, contract)
  const departed = runs.filter((run) => run.divergence !== undefined)
  const misconceptions = departed.length === 0 ? [] : diagnose(runs, model, contract)
  if (departed.length === 0 || misconceptions.length > 0) return { slips, runs, departed, misconceptions }
  const attributed = await eachAlone(departed, (sequences) => runAgain(sequences, input, slips))
  return isFault(attributed) ? attributed : { slips, runs, departed: attributed, misconceptions }
}

/** Runs sequences and judges them with the slips read as meant; undefined for those that were not run. */
async function runAgain(
  sequences: readonly Sequence[],
  { runner, model, contract }: ChecksInput,
  slips: readonly FoundSlip[],
): Promise<readonly (Run | undefined)[] | Fault> {
  const runs = await runAndJudge(runner, sequences, (sequence, seen) =>
    judge(sequence, seen, model, contract),
  )
  if (isFault(runs)) return runs
  return runs.map((run) => (run === undefined ? undefined : smooth([run], slips, model, contract)[0]))
}

function failingProperties({ slips, departed, misconceptions }: Findings, roles: Roles): readonly string[] {
  const slipped = slips.map((one) => one.property)
  if (misconceptions.length > 0) return [...slipped, ...misconceptions.map((one) => one.property)]
  const broken = [...new Set(departed.map((run) => brokenProperty(run, roles)))]
  const plain = broken.filter((id) => !isSpecial(id, roles))
  return [...slipped, ...(plain.length > 0 ? plain : broken)]
}

function diagnosisOf(
  { slips, misconceptions }: Findings,
  { contract, language }: ChecksInput,
): Diagnosis | undefined {
  const known = [...slips.map(({ slip }) => slip), ...misconceptions]
  if (known.length === 0) return undefined
  const faults = known.map((one) => inIdiom(one.title, contract, language))
  return {
    ids: known.map((one) => one.id),
    message: `The ${contract.subject} ${faults.join('; and it ')}.`,
  }
}

type Outcome = Pick<Check, 'verdict' | 'message' | 'counterexample'>

/** A property that no run showed broken: it holds if some known fault in it would have shown. */
function standing(
  property: ExerciseProperty,
  { model, contract, missed }: ChecksInput,
  { runs, misconceptions }: Findings,
): Outcome {
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
  findings: Findings,
): Promise<{ outcome: Outcome; sequence: Sequence } | Fault> {
  const { contract, language, model } = input
  const { lens, departed, shows } = viewOf(property.id, input, findings)
  const start = shortest(departed.filter(shows)) ?? shortest(departed)
  if (start === undefined) throw new Error(`no run shows ${property.id} broken`)
  const shrunken = await shrunk(start, input, lens, shows)
  const trace = await traced(shrunken, input)
  if (isFault(trace)) return trace
  const explainer = new Explainer(contract, language)
  const raw = judge(shrunken.sequence, trace.observations, model, contract)
  const steady = smooth([raw], lens, model, contract)[0]?.divergence === shrunken.divergence
  // Shown as it was, not as it was read.
  const least = steady ? { ...shrunken, observations: trace.observations } : shrunken
  const unsteady = steady
    ? ''
    : ' It did not happen again when the same sequence was run once more: the program is not deterministic.'
  const outcome: Outcome = {
    verdict: 'fail',
    message:
      `${inIdiom(property.statement, contract, language)} ${explainer.sentence(least)}${unsteady}`.replaceAll(
        '`',
        '',
      ),
    counterexample: explainer.counterexample(least, steady ? trace.printed : []),
  }
  return { outcome, sequence: shrunken.sequence }
}

/** How the runs look to one property: read through the slips that are not its own. */
interface View {
  readonly lens: readonly FoundSlip[]
  readonly departed: readonly Run[]
  readonly shows: (run: Run) => boolean
}

function viewOf(property: string, input: ChecksInput, findings: Findings): View {
  const { model, contract } = input
  const own = findings.slips.find((one) => one.property === property)
  if (own === undefined) {
    const { slips, departed, misconceptions } = findings
    return { lens: slips, departed, shows: isShownBy(property, input, misconceptions) }
  }
  const lens = findings.slips.filter((one) => one !== own)
  const runs = smooth(input.runs, lens, model, contract)
  return {
    lens,
    departed: runs.filter((run) => run.divergence !== undefined),
    shows: (run) => isShownIn(run, own.slip, contract),
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
    const predicted = model.predict(run.sequence, contract, wrong, run.observations)[run.divergence]
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

/** Plain calls before odd ones: what shows with them needs no odd one to explain it. */
function length({ divergence, sequence }: Run): number {
  if (divergence === undefined) return Number.POSITIVE_INFINITY
  const isOddCall = sequence.ops
    .slice(0, divergence + 1)
    .some((op) => op.op === 'call' && (op.value ?? op.raises ?? op.immediate) !== undefined)
  return isOddCall ? divergence + 100 : divergence
}

async function shrunk(
  start: Run,
  input: ChecksInput,
  lens: readonly FoundSlip[],
  shows: (run: Run) => boolean,
): Promise<Run> {
  const { model, isOver } = input
  if (takesProcessDown(start)) return cutAfterDivergence(start)
  const fc = await import('fast-check')
  return shrink(start, {
    arbitrary: model.arbitrary(fc),
    shows,
    isOver,
    run: async (sequences) => {
      const runs = await runAgain(sequences, input, lens)
      return isFault(runs) ? [] : runs
    },
  })
}
