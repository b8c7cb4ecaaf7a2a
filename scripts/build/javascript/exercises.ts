import type { ClusterExercise } from '../../../src/corpus/cluster-exercise-schema.ts'
import type { LanguageId } from '../../../src/corpus/exercise-schema.ts'
import type { Mutant } from '../../../src/corpus/mutant-schema.ts'
import type { Topic } from '../../../src/corpus/topic.ts'
import {
  clusterFile,
  clusterPlace,
  readClusterProgram,
  writtenClusterMutants,
} from '../../../src/grading/cluster/exercise/files.ts'
import {
  type ExercisePlace,
  fileName,
  mutated,
  type Part,
  readProgram,
} from '../../../src/grading/exercise-files.ts'
import { writtenMutants } from '../../../src/grading/read-mutants.ts'
import { formatted } from './format.ts'
import { oneEdit } from './one-edit.ts'
import { toJavaScript } from './strip.ts'

/** What the programs of an exercise are made from. */
export interface WrittenExercise {
  readonly slug: string
  /** What the learner's file is called. */
  readonly file: (language: LanguageId) => string
  readonly read: (part: Part, language: LanguageId) => Promise<string>
  readonly mutants: () => Promise<readonly Pick<Mutant, 'id' | 'edits'>[]>
}

/** The exercises on components that are offered in JavaScript. */
export function componentExercises(topics: readonly Topic[]): WrittenExercise[] {
  return topics.flatMap(({ slug, exercise }) =>
    exercise?.languages.javascript === undefined
      ? []
      : {
          slug,
          file: (language) => fileName(exercise, language),
          read: (part, language) => readProgram(slug, part, exercise, language),
          mutants: () => writtenMutants(slug),
        },
  )
}

/** The exercises on clusters that have programs in TypeScript; `content lint` says which lack those that they offer. */
export async function clusterExercises(exercises: readonly ClusterExercise[]): Promise<WrittenExercise[]> {
  const all = exercises
    .filter(({ languages }) => languages.javascript !== undefined)
    .map((exercise) => clusterExercise(exercise))
  const whole = await Promise.all(all.map(hasPrograms))
  return all.filter((_, index) => whole[index])
}

async function hasPrograms({ read }: WrittenExercise): Promise<boolean> {
  const parts = [read('starter', 'typescript'), read('solution', 'typescript')]
  return (await Promise.allSettled(parts)).every(({ status }) => status === 'fulfilled')
}

/** An exercise on a cluster. */
export function clusterExercise(
  exercise: ClusterExercise,
  place: ExercisePlace = clusterPlace(exercise.id),
): WrittenExercise {
  return {
    slug: exercise.id,
    file: (language) => clusterFile(exercise, language),
    read: (part, language) => readClusterProgram(exercise, part, language, place),
    mutants: () => writtenClusterMutants(place),
  }
}

export interface JavaScript {
  /** By paths that are laid out as in the folders of exercises. */
  readonly files: ReadonlyMap<string, string>
  /** Why exercises are missing from it. */
  readonly problems: readonly string[]
}

/** Starters, solutions and mutants of these exercises without their types. */
export async function javaScriptOf(exercises: readonly WrittenExercise[], root: string): Promise<JavaScript> {
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

async function attempt(exercise: WrittenExercise): Promise<Translation | string> {
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

async function translate({ slug, file, read, mutants: written }: WrittenExercise): Promise<Translation> {
  const starter = await read('starter', 'typescript')
  const solution = await read('solution', 'typescript')
  const mutants = (await written()).filter(({ edits }) => edits.typescript !== undefined)
  const programs = new Map([
    ['starter', toJavaScript(starter)],
    ['solution', toJavaScript(solution)],
  ])
  for (const one of mutants) programs.set(one.id, toJavaScript(mutated(solution, one, 'typescript')))
  return { slug, file: file('javascript'), mutants: mutants.map(({ id }) => id), programs }
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
