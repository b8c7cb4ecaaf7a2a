import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import type { Run } from './evidence.ts'
import { Explainer } from './explain.ts'
import { type Fault, isFault } from './fault.ts'
import { areThreadsJudged, judgeSideBySide, SIDE_BY_SIDE, sharedStatement } from './interleavings.ts'
import type { KeptCase } from './kept-cases.ts'
import { type Language, threadsIn } from './languages.ts'
import { handsFunctions, isSideBySide } from './meetings.ts'
import type { Model } from './model.ts'
import { runAndJudge } from './run-and-judge.ts'
import type { Runner } from './runner.ts'
import { isOdd, type Sequence } from './sequence.ts'
import type { Check, Diagnosis, Verdict } from './verdict.ts'

type Use = (runner: Runner | undefined) => Promise<ThreadsResult | Fault>

export interface ThreadsInput {
  /** The program departs nowhere in calls that come in turn. */
  readonly isRight: boolean
  /** Those in which calls come side by side. */
  readonly sequences: () => readonly Sequence[]
  /** What failed before; those in which calls come side by side are tried first. */
  readonly kept: readonly KeptCase[]
  /** Hands on what runs the program with its calls interleaved; undefined where it cannot be built so. */
  readonly running: (use: Use) => ReturnType<Use>
  readonly model: Model
  readonly contract: ExerciseContract
  readonly language: Language
  readonly isOver: () => boolean
}

function textIn(language: Language): Pick<Check, 'id' | 'title'> {
  const title = 'answers threads at the same time as if they came in turn'
  return { id: SIDE_BY_SIDE, title: threadsIn(title, language) }
}

export interface ThreadsResult {
  /** One, or none where the contract promises nothing of the kind, or the language has no threads. */
  readonly checks: readonly Check[]
  /** The shortest interleaving found that fails, to be kept. */
  readonly cases: readonly KeptCase[]
  readonly diagnosis?: Diagnosis
}

/** The check that calls from several threads act as if they came one after the other. */
export async function threadsCheck(input: ThreadsInput): Promise<ThreadsResult | Fault> {
  const { isRight, contract, language } = input
  if (!areThreadsJudged(contract, language)) return { checks: [], cases: [] }
  if (!isRight) {
    return judged('inconclusive', 'Not judged: calls in turn have to be right first.', language)
  }
  return input.running(async (runner) => {
    if (runner !== undefined) return interleaved({ ...input, runner })
    return judged('weak', 'Never put to the test: its steps cannot be interleaved.', language)
  })
}

interface Running extends ThreadsInput {
  readonly runner: Runner
}

async function interleaved(input: Running): Promise<ThreadsResult | Fault> {
  const again = await runAll(input.kept.map(({ sequence }) => sequence).filter(isSideBySide), input)
  if (isFault(again)) return again
  const known = departedOf(again)
  if (known !== undefined) return failed(await shortened(known, input), 'As it did before.', input)
  const runs = await runAll(input.sequences(), input)
  if (isFault(runs)) return runs
  const first = departedOf(runs)
  if (first !== undefined) return failed(await shortened(first, input), shareOf(runs), input)
  if (runs.length === 0) return judged('weak', 'Never put to the test: no time was left.', input.language)
  const { whole } = input.runner
  if (whole.length > 0) {
    // A nested class as it is written.
    const names = whole.map((one) => one.replaceAll('$', '.')).join(', ')
    return judged(
      'weak',
      `Never put to the test: the steps of ${names} cannot be interleaved.`,
      input.language,
    )
  }
  return judged('pass', `Held in all ${runs.length} interleavings.`, input.language)
}

/**
 * The run that departs first; undefined when none does. One that is stuck only if all are: a wrong answer says
 * more, and what a race has left half done may hold up everybody after it.
 */
function departedOf(runs: readonly Run[]): Run | undefined {
  const departed = runs.filter(({ divergence }) => divergence !== undefined)
  const order = (run: Run): number => (run.divergence ?? 0) + (isStuck(run) ? Number.MAX_SAFE_INTEGER / 2 : 0)
  return departed.sort((a, b) => order(a) - order(b))[0]
}

function isStuck({ observations }: Run): boolean {
  const last = observations.at(-1)
  return isOdd(last) && last.ended === 'stuck'
}

function shareOf(runs: readonly Run[]): string {
  const count = runs.filter(({ divergence }) => divergence !== undefined).length
  return `It happened in ${count} of ${runs.length} interleavings.`
}

/** What is wrong with a program that only several threads at once put off. */
function causeOf(run: Run, { contract, language }: Running): Diagnosis {
  const { subject } = contract
  if (isStuck(run)) {
    const message = handsFunctions(contract)
      ? `The ${subject} lets a thread wait for ever: nobody wakes it, because what it waits for happened between its look and its wait; or it holds a lock that another needs, and the other way round. Look and begin to wait under one lock.`
      : `The ${subject} lets threads wait for each other for ever: one holds a lock that another needs, and the other way round. Take one lock, or take several always in the same order.`
    return { ids: ['deadlock'], message: threadsIn(message, language) }
  }
  const message = `The ${subject} lets a thread see or overwrite what another has half done: calls in turn are right, calls at the same time are not. Hold one lock over each method that reads and then writes.`
  return { ids: ['unguarded'], message: threadsIn(message, language) }
}

async function runAll(
  sequences: readonly Sequence[],
  { runner, model, contract }: Running,
): Promise<readonly Run[] | Fault> {
  const runs = await runAndJudge(runner, sequences, (sequence, seen) =>
    judgeSideBySide(sequence, seen, model, contract),
  )
  return isFault(runs) ? runs : runs.filter((run) => run !== undefined)
}

/** The run without what is not needed to show the same: operations before and after, one at a time. */
async function shortened(start: Run, input: Running): Promise<Run> {
  let best = cut(start)
  if (best.observations.some(isOdd)) return best
  for (let at = best.sequence.ops.length - 2; at >= 0 && !input.isOver(); at -= 1) {
    const ops = best.sequence.ops.toSpliced(at, 1)
    const sequence = { ...best.sequence, ops }
    if (!isSideBySide(sequence)) continue
    const runs = await runAll([sequence], input)
    const shorter = isFault(runs) ? undefined : departedOf(runs)
    if (shorter !== undefined) best = cut(shorter)
    at = Math.min(at, best.sequence.ops.length - 1)
  }
  return best
}

function cut(run: Run): Run {
  const end = (run.divergence ?? 0) + 1
  return {
    ...run,
    sequence: { ...run.sequence, ops: run.sequence.ops.slice(0, end) },
    observations: run.observations.slice(0, end),
  }
}

function judged(verdict: Verdict, message: string, language: Language): ThreadsResult {
  return { checks: [{ ...textIn(language), verdict, message }], cases: [] }
}

function failed(run: Run, share: string, input: Running): ThreadsResult {
  const { contract, language } = input
  const explainer = new Explainer(contract, language)
  const check: Check = {
    ...textIn(language),
    verdict: 'fail',
    message: `${sharedStatement(contract, language)} ${explainer.sentence(run)} ${share}`,
    counterexample: explainer.counterexample(run, []),
  }
  const cases = [{ property: SIDE_BY_SIDE, sequence: run.sequence }]
  return { checks: [check], cases, diagnosis: causeOf(run, input) }
}
