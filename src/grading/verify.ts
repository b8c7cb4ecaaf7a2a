import type { ExerciseContract, LanguageId } from '../corpus/exercise-schema.ts'
import { findProgram } from '../platform/find-program.ts'
import { writeTemporary } from '../platform/temporary-folder.ts'
import { withBundler } from './build/bundle.ts'
import type { ClusterToVerify } from './cluster/exercise/verify-cluster.ts'
import { fileName, mutated, readProgram } from './exercise-files.ts'
import { gradeFile } from './grade.ts'
import { languageById } from './languages.ts'
import { randomSequences, type SequencesOf } from './random-sequences.ts'
import { readMutants } from './read-mutants.ts'
import type { Grade } from './verdict.ts'

export interface VerifyOptions {
  readonly exercises: readonly { readonly slug: string; readonly contract: ExerciseContract }[]
  readonly clusters?: readonly ClusterToVerify[]
  readonly languages: readonly LanguageId[]
  /** How many seeds a reference must pass. */
  readonly seeds: number
  /** References of clusters are run in real time as well, under each fault of each stage. */
  readonly real?: boolean
  /** Only programs of this kind. */
  readonly only?: VerifyRow['kind'] | undefined
  /** How many programs are graded at the same time. */
  readonly jobs: number
  /** Part `index`, from 1, of `of` parts: every so-manieth program. */
  readonly shard?: { readonly index: number; readonly of: number } | undefined
  readonly now: () => number
  /** Told what there is to do, before anything is done. */
  readonly onPlan?: (plan: VerifyPlan) => void
  readonly onRow?: (row: VerifyRow, done: number, total: number) => void
  /** Told the rows of an exercise, in their order, when the last of them is done. */
  readonly onExercise?: (rows: readonly VerifyRow[]) => void
}

export interface VerifyPlan {
  readonly slugs: readonly string[]
  readonly languages: readonly LanguageId[]
}

/** A program that is to be graded. */
export interface VerifyWork extends Pick<VerifyRow, 'slug' | 'language' | 'kind'> {
  readonly grade: () => Promise<VerifyRow>
}

/** One program whose grade is known beforehand, and whether it got it. */
export interface VerifyRow {
  readonly slug: string
  readonly language: LanguageId
  readonly kind: 'reference' | 'starter' | 'mutant'
  /** Of a mutant. */
  readonly id?: string
  readonly verdict: Grade['verdict']
  /** Of a cluster: where it failed. */
  readonly stage?: string
  /** Checks that failed. */
  readonly failed: readonly string[]
  readonly diagnosis: readonly string[]
  readonly ok: boolean
  /** Why not. */
  readonly problem?: string
  readonly ms: number
}

export interface VerifyResult {
  readonly references: { readonly passed: number; readonly total: number }
  readonly starters: { readonly failed: number; readonly total: number }
  /** `named`: killed, by the check and with the diagnosis that it names. */
  readonly mutants: { readonly killed: number; readonly named: number; readonly total: number }
  /** References that did not pass. */
  readonly falseAlarms: number
  readonly rows: readonly VerifyRow[]
  /** Languages whose interpreter or compiler is not on this machine. */
  readonly missing: readonly LanguageId[]
}

interface Task {
  readonly slug: string
  readonly contract: ExerciseContract
  readonly language: LanguageId
  readonly kind: VerifyRow['kind']
  readonly text: string
  readonly seeds: number
  readonly expected?: { readonly id: string; readonly breaks: string; readonly misconception: string }
}

/**
 * Grades the programs whose grade is known: every reference passes, every starter fails, every mutant
 * fails on the property that it breaks and is diagnosed, or, of a cluster, at the stage and on the check that it names.
 */
export async function verify(options: VerifyOptions): Promise<VerifyResult> {
  const missing = options.languages.filter((id) => !isHere(id))
  const languages = options.languages.filter((id) => !missing.includes(id))
  const work = await workOf(languages, options)
  const wanted = options.only === undefined ? work : work.filter(({ kind }) => kind === options.only)
  const rows = await withBundler(() => gradeAll(shardOf(wanted, options.shard), options))
  return { ...tally(rows), rows, missing }
}

async function workOf(languages: readonly LanguageId[], options: VerifyOptions): Promise<VerifyWork[]> {
  const { exercises, clusters = [], seeds, jobs, now } = options
  const sequencesOf = sharedSequences(jobs)
  const work: VerifyWork[] = []
  for (const one of exercises) {
    for (const task of await tasksOf(one, languages, seeds)) {
      const { slug, language, kind } = task
      work.push({ slug, language, kind, grade: async () => gradeTask(task, await sequencesOf(task), now) })
    }
  }
  if (clusters.length === 0) return work
  const { clusterWork } = await import('./cluster/exercise/verify-cluster.ts')
  for (const one of clusters) work.push(...(await clusterWork(one, languages, options)))
  return work
}

function isHere(id: LanguageId): boolean {
  const language = languageById(id)
  return language !== undefined && findProgram(language.interpreters) !== undefined
}

async function tasksOf(
  { slug, contract }: VerifyOptions['exercises'][number],
  languages: readonly LanguageId[],
  seeds: number,
): Promise<Task[]> {
  const mutants = await readMutants(slug)
  const tasks: Task[] = []
  for (const language of languages) {
    if (contract.languages[language] === undefined) continue
    const base = { slug, contract, language }
    const solution = await readProgram(slug, 'solution', contract, language)
    tasks.push({ ...base, kind: 'reference', text: solution, seeds })
    const starter = await readProgram(slug, 'starter', contract, language)
    tasks.push({ ...base, kind: 'starter', text: starter, seeds: 1 })
    for (const mutant of mutants.filter((one) => one.edits[language] !== undefined)) {
      const text = mutated(solution, mutant, language)
      tasks.push({ ...base, kind: 'mutant', text, seeds: 1, expected: mutant })
    }
  }
  return tasks
}

function shardOf(work: readonly VerifyWork[], shard: VerifyOptions['shard']): readonly VerifyWork[] {
  if (shard === undefined) return work
  return work.filter((_, index) => index % shard.of === shard.index - 1)
}

async function gradeAll(all: readonly VerifyWork[], options: VerifyOptions): Promise<VerifyRow[]> {
  const distinct = <Key extends 'slug' | 'language'>(key: Key) => [...new Set(all.map((one) => one[key]))]
  options.onPlan?.({ slugs: distinct('slug'), languages: distinct('language') })
  const rows: VerifyRow[] = []
  const isOf = (slug: string) => (one: Pick<VerifyRow, 'slug'> | undefined) => one?.slug === slug
  const queue = [...all.entries()]
  let done = 0
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, { grade }] = next
      const row = await grade()
      rows[index] = row
      done += 1
      options.onRow?.(row, done, all.length)
      const own = rows.filter(isOf(row.slug))
      if (own.length === all.filter(isOf(row.slug)).length) options.onExercise?.(own)
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, options.jobs) }, work))
  return rows
}

/** The random sequences of the exercises that are at work: those before are over, and their sequences large. */
function sharedSequences(jobs: number): (task: Task) => Promise<SequencesOf> {
  const known = new Map<string, Promise<SequencesOf>>()
  return ({ slug, contract }) => {
    const sequences = known.get(slug) ?? randomSequences(contract)
    const [oldest] = known.set(slug, sequences).keys()
    if (known.size > jobs && oldest !== undefined) known.delete(oldest)
    return sequences
  }
}

async function gradeTask(task: Task, sequences: SequencesOf, now: () => number): Promise<VerifyRow> {
  const { slug, contract, language, kind, text, seeds, expected } = task
  const startMs = now()
  const { file, remove } = await writeTemporary(fileName(contract, language), text)
  try {
    const options = { file, cwd: '/', pattern: slug, contract, language, seeds, sequences, now }
    const grade = await gradeFile({ ...options, timeout: Math.max(60, contract.defaults.timeoutSeconds) })
    const failed = grade.checks.filter(({ verdict }) => verdict === 'fail').map(({ id }) => id)
    const diagnosis = grade.diagnosis?.ids ?? []
    const problem = problemOf(task, grade, failed, diagnosis)
    return {
      ...{ slug, language, kind, verdict: grade.verdict, failed, diagnosis, ok: problem === undefined },
      ...(expected === undefined ? {} : { id: expected.id }),
      ...(problem === undefined ? {} : { problem }),
      ms: Math.round(now() - startMs),
    }
  } finally {
    remove()
  }
}

function problemOf(
  { kind, expected }: Task,
  { verdict, fault }: Grade,
  failed: readonly string[],
  diagnosis: readonly string[],
): string | undefined {
  const why = fault === undefined ? '' : `: ${fault.message}`
  if (kind === 'reference')
    return verdict === 'pass' ? undefined : `is ${verdict} (${failed.join(', ')})${why}`
  if (verdict !== 'fail') return `is ${verdict}, not fail${why}`
  if (kind === 'starter') return fault === undefined ? undefined : `does not even run${why}`
  if (expected === undefined) return undefined
  if (fault !== undefined) return `does not run${why}`
  if (failed.join() !== expected.breaks) return `fails ${failed.join(', ')}, not just ${expected.breaks}`
  return diagnosis.join() === expected.misconception
    ? undefined
    : `is diagnosed as ${diagnosis.join(', ') || 'nothing'}, not as ${expected.misconception}`
}

function tally(rows: readonly VerifyRow[]): Omit<VerifyResult, 'rows' | 'missing'> {
  const of = (kind: VerifyRow['kind']): VerifyRow[] => rows.filter((row) => row.kind === kind)
  const references = of('reference')
  const mutants = of('mutant')
  const starters = of('starter')
  const passed = references.filter(({ ok }) => ok).length
  return {
    references: { passed, total: references.length },
    starters: { failed: starters.filter(({ ok }) => ok).length, total: starters.length },
    mutants: {
      killed: mutants.filter(({ verdict }) => verdict === 'fail').length,
      named: mutants.filter(({ ok }) => ok).length,
      total: mutants.length,
    },
    falseAlarms: references.length - passed,
  }
}
