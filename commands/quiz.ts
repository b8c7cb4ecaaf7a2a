import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { requireTopic } from '../src/corpus/corpus.ts'
import type { QuizQuestion } from '../src/corpus/topic.ts'
import {
  answerFact,
  gradeAnswers,
  gradedData,
  type Quizzed,
  requireQuiz,
  scoreOf,
} from '../src/learning/answers.ts'
import { type DrawOptions, drawQuestions } from '../src/learning/quiz.ts'
import { askedQuestion } from '../src/learning/topic-data.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { UserError } from '../src/lib/user-error.ts'
import { isInteractive, outputShape } from '../src/platform/terminal.ts'
import type { MaybeEnglish } from '../src/report/lesson-text.ts'

export default class Quiz extends BaseCommand {
  static override readonly summary = 'answer the questions on a topic'

  static override readonly description = [
    'On a terminal the quiz opens on the whole screen.',
    'Elsewhere, or with --list, the questions are printed with their ids; --answer then grades answers, explains each and stores it.',
    'The exit status is 0 when all given answers are right, 1 when one is wrong, 2 when one names no question or choice (then none counts).',
    '--file asks a quiz in the TOML format of mdbook-quiz, and stores nothing; --import makes a quiz.yaml of one and says what could not be carried over.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> circuit-breaker',
    '<%= config.bin %> <%= command.id %> circuit-breaker --list',
    '<%= config.bin %> <%= command.id %> circuit-breaker --answer late-success=a --answer what-counts=a,b',
    '<%= config.bin %> <%= command.id %> queueing --answer "wait-at-ninety=90 ms"',
    '<%= config.bin %> <%= command.id %> consensus --seed 7 --count 5',
    '<%= config.bin %> <%= command.id %> --file variables.toml',
    '<%= config.bin %> <%= command.id %> --import variables.toml --out my-content/patterns/variables',
  ]

  static override readonly args = {
    topic: Args.string({ description: 'name of a topic, such as circuit-breaker' }),
  }

  static override readonly flags = {
    answer: Flags.string({
      description:
        'grade an answer, given as QUESTION=ANSWER; choices and steps with commas; may be repeated',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'QUESTION=ANSWER',
    }),
    list: Flags.boolean({ description: 'print the questions, also on a terminal', exclusive: ['answer'] }),
    seed: Flags.string({
      helpValue: 'SEED',
      description: 'put questions and choices in the order of this seed',
    }),
    count: Flags.integer({
      helpValue: 'N',
      min: 1,
      description: 'only so many of the questions, drawn by the seed',
    }),
    file: Flags.string({
      helpValue: 'FILE',
      description: 'ask the quiz in this TOML file of mdbook-quiz',
      exclusive: ['import'],
    }),
    import: Flags.string({
      helpValue: 'FILE',
      description: 'make a quiz.yaml of this TOML file of mdbook-quiz',
      exclusive: ['answer', 'list', 'seed', 'count'],
      dependsOn: ['out'],
    }),
    out: Flags.string({
      helpValue: 'FOLDER',
      description: 'where quiz.yaml is written',
      dependsOn: ['import'],
    }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Quiz)
    if (flags.import !== undefined) return this.takeIn(flags.import, flags.out ?? '.')
    const topic = await this.subject(args.topic, flags.file)
    const seed = flags.seed ?? (flags.count === undefined ? undefined : String(Date.now()))
    const count = flags.count === undefined ? {} : { count: flags.count }
    const draw: DrawOptions = { ...(seed === undefined ? {} : { seed }), ...count }
    if (flags.answer) return this.grade(topic, flags.answer, draw)
    if (flags.list || this.jsonEnabled() || !isInteractive()) {
      return this.list(topic, drawQuestions(topic.quiz, draw), draw)
    }
    return this.open(topic, draw)
  }

  /** A topic, or the questions of a file. */
  private async subject(name: string | undefined, file: string | undefined): Promise<Subject> {
    if ((name === undefined) === (file === undefined)) {
      throw new UserError(name === undefined ? 'Which topic?' : 'A topic or a file, not both.', {
        code: 'which-quiz',
        next: ['For example: compendium quiz circuit-breaker', 'Or: compendium quiz --file my.toml'],
      })
    }
    if (file === undefined) return { ...requireQuiz(requireTopic(name ?? '')), isStored: true }
    const { noteText, readQuizFile } = await import('../src/corpus/import/imported-quiz.ts')
    const { title, questions, notes } = await readQuizFile(file, process.cwd())
    for (const note of notes.filter(({ isLeftOut }) => isLeftOut)) this.warn(noteText(note))
    const listedBy = `compendium quiz --file ${file} --list`
    return { slug: title, title, quiz: questions, sources: [], listedBy, isStored: false }
  }

  private async list(
    topic: Subject,
    questions: readonly QuizQuestion[],
    { seed }: DrawOptions,
  ): Promise<object> {
    const { questionsText } = await import('../src/report/quiz-text.ts')
    this.log(questionsText(topic, questions, this.look()))
    return {
      topic: topic.slug,
      ...(seed === undefined ? {} : { seed }),
      questions: questions.map(askedQuestion),
    }
  }

  private async grade(topic: Subject, answers: readonly string[], draw: DrawOptions): Promise<object> {
    const drawn = { ...topic, quiz: drawQuestions(topic.quiz, draw) }
    const graded = gradeAnswers(drawn, answers)
    const score = scoreOf(drawn, graded)
    const { gradedText } = await import('../src/report/quiz-text.ts')
    this.log(gradedText(topic, graded, score, this.look()))
    if (topic.isStored) {
      const { recordProgress } = await import('../src/learning/record.ts')
      const facts = graded.map(({ result }) => answerFact(topic, result))
      await recordProgress(facts, { nowMs: Date.now(), warn: (message) => void this.warn(message) })
    }
    this.setExit(score.correct === score.answered ? ExitCode.pass : ExitCode.fail)
    return { topic: topic.slug, results: graded.map((answer) => gradedData(topic, answer)), score }
  }

  private async open(topic: Subject, draw: DrawOptions): Promise<object> {
    const { studyLog } = await import('../src/learning/study.ts')
    const { EXIT_INTERRUPTED, openQuiz } = await import('../src/ui/index.ts')
    const log = studyLog(topic, Date.now)
    const onAnswer = topic.isStored ? log.onAnswer : () => {}
    const screen = { stdin: process.stdin, stdout: process.stdout, ...this.look() }
    const outcome = await openQuiz({ ...screen, draw, topic, onAnswer })
    for (const warning of await log.end()) this.warn(warning)
    if (outcome.ending === 'interrupted') process.exitCode = EXIT_INTERRUPTED
    return { topic: topic.slug, score: outcome.score }
  }

  private async takeIn(file: string, folder: string): Promise<object> {
    const { noteText, readQuizFile, writeQuizYaml } = await import('../src/corpus/import/imported-quiz.ts')
    const { questions, yaml, notes } = await readQuizFile(file, process.cwd())
    const written = await writeQuizYaml(yaml, folder, process.cwd())
    this.log(`${questions.length} questions written to ${written}`)
    if (notes.length > 0)
      this.log(['Not carried over as it was:', ...notes.map((note) => `- ${noteText(note)}`)].join('\n'))
    return { file: written, questions: questions.length, notes }
  }

  private look() {
    return { ...outputShape(), color: this.colorLevel }
  }
}

/** What is asked, and whether the answers are kept. */
interface Subject extends Quizzed, MaybeEnglish {
  readonly isStored: boolean
}
