import type { ExerciseContract } from '../../../src/corpus/exercise-schema.ts'
import { fileName, mutated, readProgram } from '../../../src/grading/exercise-files.ts'
import { writtenMutants } from '../../../src/grading/read-mutants.ts'
import { formatted } from './format.ts'
import { oneEdit } from './one-edit.ts'
import { toJavaScript } from './strip.ts'

interface Exercise {
  readonly slug: string
  readonly contract: ExerciseContract
}

export interface JavaScript {
  /** By paths that are laid out as in the folders of exercises. */
  readonly files: ReadonlyMap<string, string>
  /** Why exercises are missing from it. */
  readonly problems: readonly string[]
}

/** Starters, solutions and mutants of these exercises without their types. */
export async function javaScriptOf(exercises: readonly Exercise[], root: string): Promise<JavaScript> {
  const found = await Promise.all(exercises.map(attempt))
  const translations = found.filter((one) => typeof one !== 'string')
  const programs = translations.flatMap(({ slug, programs }) =>
    [...programs].map(([name, text]) => [`${slug}/${name}.js`, text] as const),
  )
  const laidOut = await formatted(new Map(programs), root)
  return {
    files: new Map(translations.flatMap((one) => filesOf(one, laidOut))),
    problems: found.filter((one) => typeof one === 'string'),
  }
}

async function attempt(exercise: Exercise): Promise<Translation | string> {
  try {
    return await translate(exercise)
  } catch (error) {
    return `${exercise.slug}: ${error instanceof Error ? error.message : String(error)}`
  }
}

interface Translation {
  readonly slug: string
  /** What the learner's file is called. */
  readonly file: string
  readonly mutants: readonly string[]
  /** By name: `starter`, `solution`, and the ids of the mutants. */
  readonly programs: ReadonlyMap<string, string>
}

async function translate({ slug, contract }: Exercise): Promise<Translation> {
  const starter = await readProgram(slug, 'starter', contract, 'typescript')
  const solution = await readProgram(slug, 'solution', contract, 'typescript')
  const mutants = (await writtenMutants(slug)).filter(({ edits }) => edits.typescript !== undefined)
  const programs = new Map([
    ['starter', toJavaScript(starter)],
    ['solution', toJavaScript(solution)],
  ])
  for (const one of mutants) programs.set(one.id, toJavaScript(mutated(solution, one, 'typescript')))
  return { slug, file: fileName(contract, 'javascript'), mutants: mutants.map(({ id }) => id), programs }
}

/** A mutant is kept as what it changes in the solution. */
function filesOf(
  { slug, file, mutants }: Translation,
  laidOut: ReadonlyMap<string, string>,
): (readonly [place: string, text: string])[] {
  const program = (name: string): string => laidOut.get(`${slug}/${name}.js`) ?? ''
  const edits = mutants.map((id) => [id, [oneEdit(program('solution'), program(id))]] as const)
  return [
    [`${slug}/starter/javascript/${file}`, program('starter')],
    [`${slug}/solution/javascript/${file}`, program('solution')],
    [`${slug}/mutants.json`, JSON.stringify(Object.fromEntries(edits))],
  ]
}
