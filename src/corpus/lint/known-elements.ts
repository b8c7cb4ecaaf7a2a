import type { ParsedCorpus } from '../compile/compile-corpus.ts'
import type { ParsedTopic } from '../compile/parse-topic.ts'
import type { Problems } from '../compile/problem.ts'

/** What the program has besides the content; undefined when nobody told. */
export interface KnownElements {
  /** Ids of the simulations that there are. */
  readonly scenarios?: readonly string[] | undefined
  /** Ids of the reference models of exercises. */
  readonly models?: readonly string[] | undefined
  /** The day of the check, `2026-11-22`. */
  readonly today?: string | undefined
}

/**
 * `unknown-simulation`, `unknown-exercise`, `unknown-quiz`: what a lesson names to do is there. `unknown-model`: an
 * exercise has somebody to judge it. `future-date`: nobody has reviewed it tomorrow.
 */
export function knownElements(
  { parsed, clusters }: ParsedCorpus,
  { scenarios, models, today }: KnownElements,
  problems: Problems,
): void {
  // By folder, so that a slug which is not its folder, an error of its own, is no second one.
  const having = (has: 'hasExercise' | 'hasQuiz') =>
    parsed.filter(({ topic }) => topic[has]).map(({ folder }) => folder.slug)
  const exercises = [...having('hasExercise'), ...clusters.map(({ exercise }) => exercise.id)]
  const quizzes = having('hasQuiz')
  for (const one of parsed) {
    const { interactive_elements: named, last_reviewed: reviewed } = one.frontMatter.data
    const shown = one.topic.simulation?.scenario
    const report = reporter(one, problems)
    report('unknown-simulation', 'simulations', named.simulations, scenarios)
    report('unknown-exercise', 'exercises', named.exercises, exercises)
    report('unknown-quiz', 'quizzes', named.quizzes, quizzes)
    if (shown !== undefined && scenarios?.includes(shown) === false) {
      const file = `${one.folder.path}/simulation.yaml`
      problems.error(file, undefined, 'unknown-simulation', `there is no simulation "${shown}"`)
    }
    const model = one.topic.exercise?.model
    if (model !== undefined && models?.includes(model) === false && !isToBeWritten(one)) {
      const file = `${one.folder.path}/exercise/exercise.yaml`
      problems.error(file, undefined, 'unknown-model', `there is no reference model "${model}"`)
    }
    if (today !== undefined && reviewed > today) {
      const line = one.frontMatter.yaml.lineOf(['last_reviewed'])
      problems.error(one.lessonFile, line, 'future-date', `${reviewed} is after ${today}`)
    }
  }
}

/** The author has not come to the model: \`unwritten\` says so. */
function isToBeWritten({ folder }: ParsedTopic): boolean {
  return /^model: .*\[to write: /m.test(folder.files.get('exercise/exercise.yaml') ?? '')
}

/** What is promised and not there at all is reported by `interactive-elements`. */
function reporter({ frontMatter, lessonFile }: ParsedTopic, problems: Problems) {
  return (rule: string, key: string, names: readonly string[], known: readonly string[] | undefined) => {
    const unknown = known === undefined ? [] : names.filter((name) => !known.includes(name))
    if (unknown.length === 0) return
    const line = frontMatter.yaml.lineOf(['interactive_elements', key])
    problems.error(lessonFile, line, rule, `there is no ${rule.slice(8)} ${unknown.join(', ')}`)
  }
}
