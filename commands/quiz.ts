import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { requireTopic } from '../src/corpus/corpus.ts'
import type { QuizQuestion, Topic } from '../src/corpus/topic.ts'
import { answerFact, gradeAnswers, gradedData, requireQuiz, scoreOf } from '../src/learning/answers.ts'
import { type DrawOptions, drawQuestions } from '../src/learning/quiz.ts'
import { askedQuestion } from '../src/learning/topic-data.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { isInteractive, outputShape } from '../src/platform/terminal.ts'

export default class Quiz extends BaseCommand {
  static override readonly summary = 'answer the questions on a topic'

  static override readonly description = [
    'On a terminal the quiz opens on the whole screen.',
    'Elsewhere, or with --list, the questions are printed with their ids; --answer then grades answers, explains each and stores it.',
    'The exit status is 0 when all given answers are right, 1 when one is wrong, 2 when one names no question or choice (then none counts).',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> circuit-breaker',
    '<%= config.bin %> <%= command.id %> circuit-breaker --list',
    '<%= config.bin %> <%= command.id %> circuit-breaker --answer late-success=a --answer what-counts=a,b',
  ]

  static override readonly args = {
    topic: Args.string({ description: 'name of a topic, such as circuit-breaker', required: true }),
  }

  static override readonly flags = {
    answer: Flags.string({
      description: 'grade an answer, given as QUESTION=CHOICE[,CHOICE]; may be repeated',
      multiple: true,
      multipleNonGreedy: true,
      helpValue: 'QUESTION=CHOICE',
    }),
    list: Flags.boolean({ description: 'print the questions, also on a terminal', exclusive: ['answer'] }),
    seed: Flags.string({ helpValue: 'SEED', description: 'put the questions in the order of this seed' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Quiz)
    const topic = requireQuiz(requireTopic(args.topic))
    if (flags.answer) return this.grade(topic, flags.answer)
    const draw = flags.seed === undefined ? {} : { seed: flags.seed }
    if (flags.list || this.jsonEnabled() || !isInteractive()) {
      return this.list(topic, drawQuestions(topic.quiz, draw))
    }
    return this.open(topic, draw)
  }

  private async list(topic: Topic, questions: readonly QuizQuestion[]): Promise<object> {
    const { questionsText } = await import('../src/report/quiz-text.ts')
    this.log(questionsText(topic, questions, this.look()))
    return { topic: topic.slug, questions: questions.map(askedQuestion) }
  }

  private async grade(topic: Topic, answers: readonly string[]): Promise<object> {
    const graded = gradeAnswers(topic, answers)
    const score = scoreOf(topic, graded)
    const { gradedText } = await import('../src/report/quiz-text.ts')
    this.log(gradedText(topic, graded, score, this.look()))
    const { recordProgress } = await import('../src/learning/record.ts')
    const facts = graded.map(({ result }) => answerFact(topic, result))
    await recordProgress(facts, { nowMs: Date.now(), warn: (message) => void this.warn(message) })
    this.setExit(score.correct === score.answered ? ExitCode.pass : ExitCode.fail)
    return { topic: topic.slug, results: graded.map((answer) => gradedData(topic, answer)), score }
  }

  private async open(topic: Topic, draw: DrawOptions): Promise<object> {
    const { studyLog } = await import('../src/learning/study.ts')
    const { EXIT_INTERRUPTED, openQuiz } = await import('../src/ui/index.ts')
    const { onAnswer, end } = studyLog(topic, Date.now)
    const screen = { stdin: process.stdin, stdout: process.stdout, ...this.look() }
    const outcome = await openQuiz({ ...screen, draw, topic, onAnswer })
    for (const warning of await end()) this.warn(warning)
    if (outcome.ending === 'interrupted') process.exitCode = EXIT_INTERRUPTED
    return { topic: topic.slug, score: outcome.score }
  }

  private look() {
    return { ...outputShape(), color: this.colorLevel }
  }
}
