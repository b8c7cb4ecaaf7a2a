import type { QuizQuestion, Topic } from '../corpus/topic.ts'
import type { RatingName } from '../learning/events.ts'
import type { DrawOptions, QuizResult, QuizScore } from '../learning/quiz.ts'
import type { DueCard } from '../learning/review/due.ts'
import type { Deed } from '../learning/review/review-log.ts'
import type { RunResult, Scenario } from '../simulation/kernel/scenario.ts'
import type { BranchRun, Run } from '../simulation/session/run-branch.ts'
import type { Setup } from '../simulation/session/session.ts'
import type { Graded, Workplace } from './screens/exercise/state.ts'
import type { Destination } from './screens/home/entries.ts'
import type { HomeContent, HomePlace } from './screens/home/state.ts'
import type { Spot } from './screens/reader/links.ts'
import type { History, Went } from './screens/reader/state.ts'
import { type Ending, isLinear, isTerminal, type ScreenOptions } from './terminal/screen-options.ts'

export { type Ending, EXIT_INTERRUPTED, type ScreenOptions } from './terminal/screen-options.ts'

export interface ReaderOptions extends ScreenOptions {
  readonly topic: Topic
  /** Id of the heading to begin at. Default: the start. */
  readonly place?: string
  /** Where it was left before; goes before `place`. */
  readonly spot?: Spot
  /** Whether there are lessons to go back to, and forward to. */
  readonly history?: History
  /** What Enter at the end leads to, as within a sentence. Default: the quiz, inside the reader. */
  readonly next?: string
  /** Only the blocks are shown, without introduction and sources. */
  readonly excerpt?: boolean
  /** Called once, when the end of the lesson has been on the screen. */
  readonly onFinished: () => Promise<void> | void
  /** Called for every answer, as soon as it is graded; also for answers given again. */
  readonly onAnswer: (result: QuizResult) => Promise<void> | void
}

export interface ReaderOutcome {
  readonly ending: Ending
  /** Whether the end of the lesson was reached. */
  readonly finished: boolean
  /** Where it was left; undefined where there is no screen. */
  readonly spot?: Spot
  /** What it was left for; undefined when it was just left. */
  readonly went?: Went
  readonly score: QuizScore
}

export interface QuizOptions extends ScreenOptions {
  readonly topic: Pick<Topic, 'title' | 'quiz' | 'sources'>
  /** Which questions, in which order. */
  readonly draw?: DrawOptions
  readonly onAnswer: (result: QuizResult) => Promise<void> | void
}

export interface QuizOutcome {
  readonly ending: Ending
  readonly score: QuizScore
}

export interface ExamOptions extends ScreenOptions {
  readonly title: string
  /** What is to be answered, in this order. */
  readonly questions: readonly QuizQuestion[]
  /** Milliseconds until the time is over. */
  readonly leftMs: number
  readonly onAnswer: (result: QuizResult) => Promise<void> | void
}

export interface ExamOutcome {
  readonly ending: Ending
}

export interface ReviewOptions extends ScreenOptions {
  /** What is to be asked, in this order. */
  readonly due: readonly DueCard[]
  /** Milliseconds until a card would come back, if it were answered now. */
  readonly intervals: (card: DueCard) => Readonly<Record<RatingName, number>>
  /** Called for each thing that is done, as it is done; what is undone is a deed too. */
  readonly onDeed: (deed: Deed) => Promise<void> | void
}

export interface ReviewOutcome {
  readonly ending: Ending
  /** All that was done, in order. */
  readonly deeds: readonly Deed[]
}

export interface SimulationOptions extends ScreenOptions {
  readonly scenario: Pick<Scenario, 'title' | 'variants'>
  readonly result: RunResult
  /** What the run showed, in a few sentences, for the end of the replay. */
  readonly summary: readonly string[]
}

export interface SimulationScreenOutcome {
  readonly ending: Ending
  /** At least half of the run was shown. */
  readonly watched: boolean
}

export interface ClusterOptions extends ScreenOptions {
  readonly subject: Pick<
    Scenario,
    'id' | 'title' | 'variants' | 'parameters' | 'mutants' | 'faultKinds' | 'invariants'
  >
  readonly setup: Setup
  /** Runs the scenario. With `tracing` its result has a trace. */
  readonly run: Run
  /** Writes a run to a file and says what came of it. */
  readonly save: (
    file: string,
    run: BranchRun,
  ) => Promise<{ readonly message: string; readonly isError: boolean }>
}

export interface ClusterOutcome {
  readonly ending: Ending
  /** The run that was looked at last; undefined when nothing was shown. */
  readonly run?: BranchRun
  /** Time was let pass, or something was broken by hand. */
  readonly touched: boolean
}

export interface HomeOptions extends ScreenOptions {
  readonly content: HomeContent
  /** Where the learner was before something was opened. */
  readonly place?: HomePlace
}

export interface HomeOutcome {
  readonly ending: Ending
  readonly place: HomePlace
  /** What is to be opened; undefined when the screen was left. */
  readonly chosen?: Destination
}

export interface ChoiceOptions extends ScreenOptions {
  readonly title: string
  /** What is said before the question. */
  readonly header?: readonly string[]
  readonly question: string
  readonly choices: readonly string[]
  /** Index of the choice that Enter takes at once. Default: the first. */
  readonly selected?: number
  /** Why the last choice came to nothing. */
  readonly message?: string
}

export interface ChoiceOutcome {
  readonly ending: Ending
  /** Index of what was chosen; undefined when nothing was. */
  readonly chosen?: number
}

export interface ExerciseOptions extends ScreenOptions {
  readonly workplace: Workplace
  /** What was said of the file before. */
  readonly before?: Graded
  readonly gradeAtOnce: boolean
  /** Undefined when another grading has begun meanwhile. `width` in columns; `onPhase` hears what is being done. */
  readonly grade: (width: number, onPhase?: (text: string | undefined) => void) => Promise<Graded | undefined>
  /** Stops a grading that is under way. */
  readonly cancel: () => void
}

export interface ExerciseOutcome {
  readonly left: 'quit' | 'edit' | 'interrupted'
  readonly graded?: Graded
}

/** Opens the lesson, with its quiz at the end. Resolves when the reader is closed. */
export async function openReader(options: ReaderOptions): Promise<ReaderOutcome> {
  if (!isTerminal(options)) {
    return { ending: 'no-terminal', finished: false, score: unanswered(options.topic) }
  }
  if (isLinear(options)) return (await import('./linear/linear-reader.ts')).linearReader(options)
  const { openReader } = await import('./screens/reader/open-reader.tsx')
  return openReader(options)
}

/** Asks the topic's questions, grading each at once. Resolves when the quiz is left. */
export async function openQuiz(options: QuizOptions): Promise<QuizOutcome> {
  if (!isTerminal(options)) return { ending: 'no-terminal', score: unanswered(options.topic) }
  if (isLinear(options)) return (await import('./linear/linear-quiz.ts')).linearQuiz(options)
  const { openQuiz } = await import('./screens/quiz/open-quiz.tsx')
  return openQuiz(options)
}

/** Asks the questions of an exam, telling nothing about the answers. Resolves at the end, or when the screen is left. */
export async function openExam(options: ExamOptions): Promise<ExamOutcome> {
  if (!isTerminal(options)) return { ending: 'no-terminal' }
  if (isLinear(options)) return (await import('./linear/linear-exam.ts')).linearExam(options)
  const { openExam } = await import('./screens/exam/open-exam.tsx')
  return openExam(options)
}

/** Asks what is due, one card after the other. Resolves when all are done, or the screen is left. */
export async function openReview(options: ReviewOptions): Promise<ReviewOutcome> {
  if (!isTerminal(options)) return { ending: 'no-terminal', deeds: [] }
  if (isLinear(options)) return (await import('./linear/linear-review.ts')).linearReview(options)
  const { openReview } = await import('./screens/review/open-review.tsx')
  return openReview(options)
}

/** Replays a finished run with live charts. Resolves when the screen is left. */
export async function showSimulation(options: SimulationOptions): Promise<SimulationScreenOutcome> {
  if (!isTerminal(options)) return { ending: 'no-terminal', watched: false }
  if (isLinear(options)) return (await import('./linear/linear-simulation.ts')).linearSimulation(options)
  const { showSimulation } = await import('./screens/simulation/show-simulation.tsx')
  return showSimulation(options)
}

/** Shows a cluster that can be broken by hand. Resolves when the screen is left. */
export async function openCluster(options: ClusterOptions): Promise<ClusterOutcome> {
  if (!isTerminal(options)) return { ending: 'no-terminal', touched: false }
  if (isLinear(options)) return (await import('./linear/linear-cluster.ts')).linearCluster(options)
  const { openCluster } = await import('./screens/cluster/open-cluster.tsx')
  return openCluster(options)
}

/** Shows what there is to do. Resolves when something is chosen, or the screen is left. */
export async function openHome(options: HomeOptions): Promise<HomeOutcome> {
  if (!isTerminal(options)) return { ending: 'no-terminal', place: { entry: 'topics' } }
  if (isLinear(options)) return (await import('./linear/linear-home.ts')).linearHome(options)
  const { openHome } = await import('./screens/home/open-home.tsx')
  return openHome(options)
}

/** Asks for one of a few things. Resolves when one is chosen, or the screen is left. */
export async function openChoice(options: ChoiceOptions): Promise<ChoiceOutcome> {
  if (!isTerminal(options)) return { ending: 'no-terminal' }
  if (isLinear(options)) return (await import('./linear/linear-choice.ts')).linearChoice(options)
  const { openChoice } = await import('./screens/choice/open-choice.tsx')
  return openChoice(options)
}

/** Watches a program of the learner's and grades it at every save. Resolves when the screen is left. */
export async function openExercise(options: ExerciseOptions): Promise<ExerciseOutcome> {
  if (!isTerminal(options)) return { left: 'quit' }
  if (isLinear(options)) return (await import('./linear/linear-exercise.ts')).linearExercise(options)
  const { openExercise } = await import('./screens/exercise/open-exercise.tsx')
  return openExercise(options)
}

function unanswered({ quiz }: Pick<Topic, 'quiz'>): QuizScore {
  return { answered: 0, correct: 0, total: quiz.length }
}
