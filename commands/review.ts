import { Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { retentionFlag } from '../src/cli/retention-flag.ts'
import { RATINGS, type RatingName } from '../src/learning/events.ts'
import type { DueCard } from '../src/learning/review/due.ts'
import type { Reviewing } from '../src/learning/review/load.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { isInteractive, outputShape } from '../src/platform/terminal.ts'

export default class Review extends BaseCommand {
  static override readonly summary = 'answer again what you are about to forget'

  static override readonly description = [
    'A question that you have answered comes back when you are about to forget it; questions and key insights of lessons that you have read join them, ten a day.',
    'An insight is asked for by a prompt: say it in your own words, look at it, and rate how well you knew it.',
    'When that is, FSRS decides from your own answers.',
    'On a terminal the review opens on the whole screen; elsewhere, or with --list, what is due is printed.',
    'The exit status of --answer is 0 when it is right or known, 1 when it is not, 2 when it names no card or choice.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --list --limit 20',
    '<%= config.bin %> <%= command.id %> --answer circuit-breaker/late-success=a --rating hard',
    '<%= config.bin %> <%= command.id %> --answer lease/bargain --rating good',
    '<%= config.bin %> <%= command.id %> --stats',
  ]

  static override readonly flags = {
    list: Flags.boolean({ description: 'print what is due, also on a terminal' }),
    limit: Flags.integer({ helpValue: 'N', min: 1, max: 1000, description: 'at most so many questions' }),
    answer: Flags.string({
      helpValue: 'TOPIC/QUESTION=CHOICE',
      description: 'grade one answer, with commas between several choices; or with TOPIC/INSIGHT rate one',
      exclusive: ['list', 'stats', 'bury', 'undo', 'limit', 'show'],
    }),
    rating: Flags.option({
      options: RATINGS,
      description: 'how well you knew it, if it is right (default: good); of an insight, whether you did',
      dependsOn: ['answer'],
    })(),
    show: Flags.string({
      helpValue: 'TOPIC/INSIGHT',
      description: 'print a card as it is asked, of an insight both sides',
      exclusive: ['list', 'stats', 'bury', 'undo', 'limit'],
    }),
    bury: Flags.string({
      helpValue: 'TOPIC/QUESTION',
      description: 'do not ask it again today',
      exclusive: ['list', 'stats', 'undo', 'limit'],
    }),
    undo: Flags.boolean({
      description: 'undo the last answer of a review',
      exclusive: ['list', 'stats', 'limit'],
    }),
    stats: Flags.boolean({
      description: 'how much you remember, and what comes when',
      exclusive: ['list', 'limit'],
    }),
    retention: retentionFlag,
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(Review)
    const { retentionOf } = await import('../src/learning/review/scheduler.ts')
    const { loadReview } = await import('../src/learning/review/load.ts')
    const retention = retentionOf(flags.retention)
    if (flags.answer !== undefined) return this.answer(flags.answer, flags.rating)
    if (flags.show !== undefined) return this.show(flags.show)
    if (flags.bury !== undefined) return this.bury(flags.bury)
    const review = await loadReview(retention, this.context())
    if (flags.undo) return this.undo(review)
    if (flags.stats) return this.stats(review, retention)
    const due = review.due.slice(0, flags.limit)
    if (flags.list || this.jsonEnabled() || !isInteractive() || due.length === 0) return this.list(due)
    return this.open({ ...review, due })
  }

  private async list(due: readonly DueCard[]): Promise<object> {
    const { dueText } = await import('../src/report/review-text.ts')
    this.log(dueText(due, this.look()))
    return {
      due: due.map(({ id, slug, kind, prompt, card, retrievability }) => ({
        ...{ id, slug, kind, question: prompt, isNew: card === undefined, retrievability },
        ...(card === undefined ? {} : { dueAtMs: card.memory.due.getTime() }),
      })),
    }
  }

  private async open({ due, scheduler }: Reviewing): Promise<object> {
    const { reviewLog } = await import('../src/learning/review/review-log.ts')
    const { EXIT_INTERRUPTED, openReview } = await import('../src/ui/index.ts')
    const log = reviewLog(Date.now)
    const screen = { stdin: process.stdin, stdout: process.stdout, ...this.look() }
    const intervals = ({ card }: DueCard) => {
      const nowMs = Date.now()
      return scheduler.intervals(card?.memory ?? scheduler.fresh(nowMs), nowMs)
    }
    const { ending, deeds } = await openReview({ ...screen, due, intervals, onDeed: log.note })
    for (const warning of await log.end()) this.warn(warning)
    if (ending === 'interrupted') process.exitCode = EXIT_INTERRUPTED
    return { answered: deeds.length }
  }

  private async answer(text: string, given: RatingName | undefined): Promise<object> {
    const { answerCard, answerData } = await import('../src/learning/review/answer-card.ts')
    const { reviewFact } = await import('../src/learning/review/review-log.ts')
    const { requireTopic } = await import('../src/corpus/corpus.ts')
    const { recordProgress } = await import('../src/learning/record.ts')
    const answer = answerCard(text, given, requireTopic)
    const { topic, result, rating } = answer
    if (answer.kind === 'question') {
      const { gradedText } = await import('../src/report/quiz-text.ts')
      const score = { answered: 1, correct: result.correct ? 1 : 0, total: 1 }
      this.log(gradedText(topic, [answer.graded], score, this.look()))
    } else {
      const { insightText } = await import('../src/report/insight-text.ts')
      this.log(insightText(answer.insight, this.look()))
    }
    await recordProgress([reviewFact(topic.slug, result, rating)], this.context())
    this.setExit(result.correct ? ExitCode.pass : ExitCode.fail)
    return answerData(answer)
  }

  private async show(text: string): Promise<object> {
    const { cardData } = await import('../src/learning/review/answer-card.ts')
    const { topic, face } = await this.cardOf(text)
    if (face.kind === 'question') {
      const { questionsText } = await import('../src/report/quiz-text.ts')
      this.log(questionsText(topic, [face.question], this.look()))
    } else {
      const { insightText } = await import('../src/report/insight-text.ts')
      this.log(insightText(face.insight, this.look()))
    }
    return { topic: topic.slug, ...cardData(face) }
  }

  private async bury(text: string): Promise<object> {
    const { recordProgress } = await import('../src/learning/record.ts')
    const { topic, question } = await this.cardOf(text)
    const { slug } = topic
    await recordProgress([{ kind: 'bury', slug, data: { question } }], this.context())
    const { studyWords } = await import('../src/messages/study/index.ts')
    this.log(studyWords().review.buried({ card: `${slug}/${question}` }))
    return { buried: `${slug}/${question}` }
  }

  private async cardOf(text: string) {
    const { cardNamed } = await import('../src/learning/review/answer-card.ts')
    const { requireFace } = await import('../src/learning/review/card-face.ts')
    const { requireTopic } = await import('../src/corpus/corpus.ts')
    const { slug, question } = cardNamed(text)
    const topic = requireTopic(slug)
    return { topic, question, face: requireFace(topic, question) }
  }

  private async undo({ events }: Reviewing): Promise<object> {
    const { lastToUndo } = await import('../src/learning/review/cards.ts')
    const { studyWords } = await import('../src/messages/study/index.ts')
    const words = studyWords().review
    const last = lastToUndo(events)
    if (last === undefined) {
      this.log(words.nothingToUndo)
      return { undone: null }
    }
    const { recordProgress } = await import('../src/learning/record.ts')
    await recordProgress([{ kind: 'undo', slug: last.slug, data: { event: last.id } }], this.context())
    const card = `${last.slug}/${last.data.question}`
    this.log((last.kind === 'bury' ? words.undoneBury : words.undoneAnswer)({ card }))
    return { undone: card }
  }

  private async stats({ cards, due }: Reviewing, target: number): Promise<object> {
    const { statsOf } = await import('../src/learning/review/stats.ts')
    const { localDay } = await import('../src/platform/local-day.ts')
    const { reviewStatsText } = await import('../src/report/review-text.ts')
    const stats = statsOf(cards, Date.now(), localDay)
    this.log(reviewStatsText(stats, target))
    return { ...stats, target, reviewsDue: due.length }
  }

  private context() {
    return { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
  }

  private look() {
    return { ...outputShape(), color: this.colorLevel }
  }
}
