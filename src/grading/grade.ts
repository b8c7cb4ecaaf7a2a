import path from 'node:path'
import type { ExerciseContract } from '../corpus/exercise-schema.ts'
import { shellLine } from '../lib/shell-words.ts'
import { whyNotWritten } from '../platform/file-error.ts'
import { foldersOf, sandboxed } from '../platform/sandbox.ts'
import { readTextFile } from '../platform/text-file.ts'
import { checksOf } from './checks.ts'
import { judge, type Run } from './evidence.ts'
import { readProgram } from './exercise-files.ts'
import { type Fault, isFault } from './fault.ts'
import { areThreadsJudged } from './interleavings.ts'
import type { KeptCase } from './kept-cases.ts'
import { type Language, OTHER_LANGUAGE } from './languages.ts'
import { isSideBySide, sideBySide } from './meetings.ts'
import { expectedEvents, type Model } from './model.ts'
import { loadModel } from './models/registry.ts'
import { checkFile, chooseLanguage, type Prepared, prepare, prepareCommand } from './prepare.ts'
import { randomSequences, type SequencesOf } from './random-sequences.ts'
import { runAndJudge } from './run-and-judge.ts'
import { Runner } from './runner.ts'
import { isOdd, type Observation, type Sequence, withoutOverlap } from './sequence.ts'
import { threadsCheck } from './threads-check.ts'
import { type Check, type Grade, overall, type Verdict } from './verdict.ts'
import { Yielding } from './yielding.ts'

export interface GradeOptions {
  /** As the user typed it. */
  readonly file: string
  /** What starts a program that speaks lines of JSON; `file` is then only what it is called in reports. */
  readonly command?: readonly string[] | undefined
  readonly cwd: string
  /** Slug of the pattern. */
  readonly pattern: string
  readonly contract: ExerciseContract
  /** Id of a language; by the file's extension when left out. */
  readonly language?: string | undefined
  readonly seed?: number | undefined
  /** How many seeds to try, from `seed` on. */
  readonly seeds?: number | undefined
  /** Seconds for loading, and for each seed. */
  readonly timeout?: number | undefined
  /** Runs the program behind the fences of bubblewrap, where it can be had. */
  readonly sandbox?: boolean | undefined
  /** It was asked for that threads share the component. */
  readonly threads?: boolean | undefined
  /** Times the program beside the reference when it passes. */
  readonly speed?: boolean | undefined
  /** Keeps failing cases beside the program, and tries those kept before first. */
  readonly keep?: boolean | undefined
  /** The contract's random sequences, for gradings that share them. */
  readonly sequences?: SequencesOf | undefined
  /** Milliseconds on a clock that only moves forward. */
  readonly now: () => number
}

/**
 * Grades a learner's file against a contract: in a process of its own, in virtual time, with fixed
 * scenarios and random sequences. The same file, seed and contract give the same grade.
 * @throws UserError for a file that cannot be a program (exit 2).
 */
export async function gradeFile(options: GradeOptions): Promise<Grade> {
  if (options.command !== undefined) {
    return gradeProgram(prepareCommand(options.command, options.cwd), options, OTHER_LANGUAGE)
  }
  const file = path.resolve(options.cwd, options.file)
  await checkFile(file, options.file, options.pattern)
  const language = chooseLanguage(options.file, options.language)
  const prepared = await prepare(file, language, options.contract)
  if (isFault(prepared)) return faulty(prepared, options, language)
  return gradeProgram(prepared, options, language)
}

async function gradeProgram(prepared: Prepared, options: GradeOptions, language: Language): Promise<Grade> {
  const { contract, now } = options
  const model = await loadModel(contract.model)
  const timeoutMs = (options.timeout ?? contract.defaults.timeoutSeconds) * 1000
  const { command, fences } = await fenced(prepared.command, prepared, options)
  const events = expectedEvents(model, contract, language)
  const runs = { ...prepared, command, contract, timeoutMs, now, events }
  const runner = new Runner(runs)
  const yielding = new Yielding(prepared)
  try {
    // The interpreter starts while the sequences are made.
    const [fault, sequences, kept] = await Promise.all([
      runner.load(),
      sequencesOf(options),
      keptCases(prepared, options),
    ])
    if (fault !== undefined) return faulty(fault, options, language)
    const inTurn = kept.cases.filter(({ sequence }) => !isSideBySide(sequence))
    const random = once(() => seedsForThreads(options, language).flatMap(sequences))
    const together = once(() => sideBySide(random(), contract))
    const found = await runSeeds(runner, model, options, sequences, inTurn, () => {
      // Made while the program is at work.
      if (together().length > 0) yielding.begin()
    })
    if (isFault(found)) return faulty(found, options, language)
    const shrinkUntilMs = now() + timeoutMs
    const isOver = (): boolean => now() > shrinkUntilMs
    const means = { model, contract, language, runner, isOver }
    const fence = async (words: readonly string[]) => (await fenced(words, prepared, options)).command
    // A program that was right in turn goes on with calls side by side while the checks are written: nothing of
    // these is run again.
    const [threads, result] = await Promise.all([
      threadsCheck({
        ...{ ...means, isRight: isRight(found), sequences: together, kept: kept.cases },
        running: (use) => yielding.run(runner, runs, fence, use),
      }),
      checksOf({ ...found, ...means }),
    ])
    if (isFault(result)) return faulty(result, options, language)
    if (isFault(threads)) return faulty(threads, options, language)
    const checks = [...result.checks, ...threads.checks]
    const fresh = [...result.cases, ...threads.cases]
    const problem = await kept.add(fresh)
    const counted = keptOf(kept, fresh.length, problem)
    const grade = graded(checks, options, language, found, result.diagnosis ?? threads.diagnosis)
    const speed = await speedOf(grade, runner, model, options, language)
    const code = await noteOnCode(prepared, options, language)
    return { ...grade, ...fences, ...counted, ...code, ...(speed === undefined ? {} : { speed }) }
  } finally {
    await runner.stop()
    await yielding.dispose()
    prepared.dispose()
  }
}

async function fenced(
  command: readonly string[],
  { program }: Prepared,
  { sandbox }: GradeOptions,
): Promise<{ command: readonly string[]; fences: Pick<Grade, 'sandbox'> }> {
  if (sandbox !== true) return { command, fences: {} }
  const work = path.dirname(program.file)
  const own = [...command, ...(program.command ?? [])]
  const result = await sandboxed(command, { work, read: foldersOf(own) })
  const { problem } = result
  return { command: result.command, fences: { sandbox: problem === undefined ? {} : { problem } } }
}

async function speedOf(
  { verdict }: Grade,
  runner: Runner,
  model: Model,
  { speed, pattern: slug, contract, timeout, now }: GradeOptions,
  language: Language,
): Promise<Grade['speed']> {
  if (speed !== true || verdict === 'fail') return undefined
  const { measureSpeed } = await import('./speed.ts')
  const timeoutMs = (timeout ?? contract.defaults.timeoutSeconds) * 1000
  return measureSpeed(runner, { slug, contract, model, language, timeoutMs, now })
}

/** Nothing for a program that is started by a command: its text is not ours to find. */
async function noteOnCode(
  { program }: Prepared,
  { pattern, contract }: GradeOptions,
  language: Language,
): Promise<Pick<Grade, 'code'>> {
  const { id } = language
  if (id === 'other' || contract.languages[id] === undefined) return {}
  const { noteOn } = await import('./code/note.ts')
  const source = await readTextFile(program.file)
  if (source === undefined) return {}
  return { code: noteOn(source, await readProgram(pattern, 'solution', contract, id), language.style) }
}

/** What was kept beside the program, and where more is to be kept; nothing unless that was asked for. */
async function keptCases(
  { program }: Prepared,
  { keep, pattern, contract }: GradeOptions,
): Promise<{
  readonly cases: readonly KeptCase[]
  readonly file?: string
  /** Why they could not be kept, if they could not. */
  add(fresh: readonly KeptCase[]): Promise<string | undefined>
}> {
  if (keep !== true) return { cases: [], add: async () => undefined }
  const { keepCases, keptCasesFile, readKeptCases } = await import('./kept-cases.ts')
  const file = keptCasesFile(program.file, pattern)
  const cases = await readKeptCases(file, pattern, contract)
  // A folder that cannot be written to is no reason to give no verdict.
  const add = async (fresh: readonly KeptCase[]): Promise<string | undefined> =>
    fresh.length === 0 ? undefined : keepCases(file, pattern, cases, fresh).catch(whyNotWritten)
  return { cases, file, add }
}

function keptOf(
  { file, cases }: { readonly file?: string; readonly cases: readonly KeptCase[] },
  fresh: number,
  problem: string | undefined,
): Pick<Grade, 'kept'> {
  if (file === undefined) return {}
  const tried = cases.length
  return { kept: problem === undefined ? { file, tried, added: fresh } : { file, tried, added: 0, problem } }
}

export interface Found {
  readonly runs: readonly Run[]
  /** How many sequences there was no time for. */
  readonly missed: number
  readonly seed: number
  readonly sequences: number
}

/** The random sequences of each seed; those of the first are made at once. */
async function sequencesOf(options: GradeOptions): Promise<SequencesOf> {
  const sequences = options.sequences ?? (await randomSequences(options.contract))
  sequences(firstSeedOf(options))
  return sequences
}

const MOST_SEEDS_FOR_THREADS = 10

function seedsForThreads(options: GradeOptions, language: Language): number[] {
  if (!areThreadsJudged(options.contract, language)) return []
  const count = Math.min(options.seeds ?? 1, MOST_SEEDS_FOR_THREADS)
  return Array.from({ length: count }, (_, index) => firstSeedOf(options) + index)
}

function firstSeedOf(options: GradeOptions): number {
  return options.seed ?? options.contract.defaults.seed
}

/** Whether the program departs nowhere in calls that come in turn. */
function isRight({ runs }: Found): boolean {
  return runs.every(({ divergence }) => divergence === undefined)
}

/** The same, which is made when it is asked for first. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * Scenarios and the first seed's sequences, then seed after seed until one fails. `promises` is called when the
 * scenarios are passed, by which most wrong programs fail.
 */
async function runSeeds(
  runner: Runner,
  model: Model,
  options: GradeOptions,
  random: SequencesOf,
  kept: readonly KeptCase[],
  promises: () => void,
): Promise<Found | Fault> {
  const first = firstSeedOf(options)
  let sequences = 0
  let found: Found | undefined
  for (let seed = first; seed < first + (options.seeds ?? 1); seed += 1) {
    const fixed = seed === first ? [...kept, ...model.scenarios].map(({ sequence }) => sequence) : []
    let wrong = 0
    const result = await runAll(runner, [...fixed, ...random(seed)], (sequence, seen) => {
      const run = judge(sequence, seen, model, options.contract)
      if (run.divergence !== undefined) wrong += 1
      if (seed === first && wrong === 0 && sequence === random(seed)[0]) promises()
      return run
    })
    if (isFault(result)) return result
    // Those that were kept are told apart, so that the same seed gives the same report again.
    sequences += Math.max(0, result.runs.length - (seed === first ? kept.length : 0))
    const failed = result.runs.some((run) => run.divergence !== undefined)
    if (failed || result.missed > 0) return { ...result, seed, sequences }
    found ??= { ...result, seed, sequences }
  }
  if (found === undefined) throw new Error('at least one seed must be run')
  return { ...found, sequences }
}

async function runAll(
  runner: Runner,
  sequences: readonly Sequence[],
  judged: (sequence: Sequence, seen: readonly Observation[]) => Run,
): Promise<{ runs: Run[]; missed: number } | Fault> {
  const found = await runAndJudge(runner, sequences, judged)
  if (isFault(found)) return found
  const runs = found.filter((run) => run !== undefined)
  if (!runs.some(({ observations }) => waits(observations.at(-1)))) {
    return { runs, missed: sequences.length - runs.length }
  }
  // Every call beside another would wait as well, and take the process down. The rest of the contract
  // can still be judged by calls one after the other.
  const rest = sequences.filter((_, index) => found[index] === undefined).map(withoutOverlap)
  const others = await runAndJudge(runner, rest, judged)
  if (isFault(others)) return others
  const more = others.filter((run) => run !== undefined)
  return { runs: [...runs, ...more], missed: rest.length - more.length }
}

function waits(seen: Observation | undefined): boolean {
  return isOdd(seen) && seen.ended === 'stuck' && seen.waiting === true
}

function graded(
  checks: readonly Check[],
  options: GradeOptions,
  language: Language,
  found: { readonly seed: number; readonly sequences: number },
  diagnosis: Grade['diagnosis'],
): Grade {
  return {
    verdict: overall(checks),
    pattern: options.pattern,
    language: language.id,
    file: options.file,
    seed: found.seed,
    seeds: options.seeds ?? 1,
    sequences: found.sequences,
    checks,
    ...(diagnosis === undefined ? {} : { diagnosis }),
    replay: replayCommand(options, found.seed, overall(checks)),
  }
}

/** A program that got no further than its start: one check says why, the others were not judged. */
function faulty(fault: Fault, options: GradeOptions, language: Language): Grade {
  const rest = options.contract.properties.map(
    ({ id, title }): Check => ({
      id,
      title,
      verdict: 'inconclusive',
      message: 'Not judged: the program did not run.',
    }),
  )
  const runs: Check = { id: 'runs', title: RUNS_TITLE, verdict: fault.verdict, message: `${fault.message}.` }
  const seed = firstSeedOf(options)
  return {
    ...graded([runs, ...rest], options, language, { seed, sequences: 0 }, undefined),
    verdict: fault.verdict,
    fault,
  }
}

export const RUNS_TITLE = 'runs, and has the names of the contract'

/** Of a failure the one seed that shows it; of a pass all that were tried. */
function replayCommand(
  { file, command, pattern, language, threads, seeds = 1 }: GradeOptions,
  seed: number,
  verdict: Verdict,
): string {
  const asked = language === undefined ? [] : ['--language', language]
  const many = seeds > 1 && verdict === 'pass' ? ['--seeds', String(seeds)] : []
  const together = threads === true ? ['--threads'] : []
  const flags = ['--pattern', pattern, ...asked, ...together, '--seed', String(seed), ...many]
  const words = command === undefined ? [file, ...flags] : [...flags, '--', ...command]
  return shellLine(['compendium', 'test', ...words])
}
