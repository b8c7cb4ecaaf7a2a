import type { Inline } from '../corpus/blocks.ts'
import type { QuizQuestion } from '../corpus/topic.ts'
import type { GradedAnswer, Quizzed } from '../learning/answers.ts'
import type { QuizScore } from '../learning/quiz.ts'
import { studyWords } from '../messages/study/index.ts'
import { Page } from './lesson/page.ts'
import { type Span, type SpanContext, toSpans } from './lesson/spans.ts'
import { lessonTheme } from './lesson/theme.ts'
import { wrapSpans } from './lesson/wrap.ts'
import { type DrawOptions, englishNote, type MaybeEnglish } from './lesson-text.ts'
import { answerWanted, runAgain } from './question-kind.ts'

/** The questions with their ids, for answers that are given as flags. */
export function questionsText(
  topic: Quizzed & MaybeEnglish,
  questions: readonly QuizQuestion[],
  options: DrawOptions,
): string {
  const page = new Page(options.width)
  const context = contextOf(topic, options)
  const note = englishNote(topic)
  if (note !== undefined) {
    page.line(context.theme.paint.muted(note))
    page.gap()
  }
  for (const [index, question] of questions.entries()) {
    asked(page, question, index, context)
  }
  const command = topic.listedBy?.replace(/ --list$/, '') ?? `compendium quiz ${topic.slug}`
  page.line(studyWords().quiz.answer({ command: `${command} --answer ${example(questions)}` }))
  return page.lines.join('\n')
}

/** What of an exam is still to be answered, and until when. */
export function examQuestionsText(
  certificate: string,
  questions: readonly QuizQuestion[],
  endsAt: string,
  options: DrawOptions,
): string {
  const page = new Page(options.width)
  const context = { theme: lessonTheme(options), sourceUrl: () => undefined }
  for (const [index, question] of questions.entries()) asked(page, question, index, context)
  const { quiz } = studyWords()
  const exam = `compendium certify ${certificate} --exam`
  page.line(quiz.examEnds({ endsAt }))
  page.line(quiz.answer({ command: `${exam} --answer ${example(questions)}` }))
  page.line(quiz.handIn({ command: `${exam} --finish` }))
  return page.lines.join('\n')
}

/** Every answer with its verdict, the explanation and where that comes from; then the score. */
export function gradedText(
  topic: Quizzed,
  graded: readonly GradedAnswer[],
  score: QuizScore,
  options: DrawOptions,
): string {
  const page = new Page(options.width)
  const context = contextOf(topic, options)
  const { quiz } = studyWords()
  for (const answer of graded) {
    verdict(page, answer, context)
    indented(page, 2, () => {
      prose(page, answer.question.explanation, context)
      source(page, topic, answer.question, context)
      const run = runAgain(answer.question)
      if (run !== undefined) page.line(context.theme.paint.muted(quiz.seeIt({ command: run })))
    })
    page.gap()
  }
  const left = score.total - score.answered
  page.line(left > 0 ? quiz.scoreSoFar({ ...score, left }) : quiz.score(score))
  return page.lines.join('\n')
}

function asked(page: Page, question: QuizQuestion, index: number, context: SpanContext): void {
  page.line(`${index + 1}. ${context.theme.paint.strong(question.id)} (${answerWanted(question)})`)
  indented(page, 3, () => {
    prose(page, question.prompt, context)
    for (const { id, text } of question.choices) choice(page, id, text, context)
  })
  page.gap()
}

function contextOf(topic: Quizzed, options: DrawOptions): SpanContext {
  const urls = new Map(topic.sources.map(({ id, url }) => [id, url]))
  return { theme: lessonTheme(options), sourceUrl: (id) => urls.get(id) }
}

function example(questions: readonly QuizQuestion[]): string {
  const [first] = questions
  const choices = first?.type === 'order' ? first.choices : first?.choices.slice(0, 1)
  const answer = choices?.map(({ id }) => id).join(',') || 'ANSWER'
  return `${first?.id ?? 'QUESTION'}=${answer}`
}

function verdict(page: Page, { question, result }: GradedAnswer, { theme }: SpanContext): void {
  const { quiz } = studyWords()
  const word = result.correct ? theme.paint.tip(quiz.right) : theme.paint.caution(quiz.wrong)
  const given = { given: result.answer.join(', ') }
  const said = question.choices.length > 0 ? quiz.chose(given) : quiz.said(given)
  const more = result.correct ? '' : quiz.rightIs({ right: question.answer.join(', ') })
  page.line(`${theme.paint.strong(question.id)}: ${word} (${said}${more})`)
}

function source(page: Page, topic: Quizzed, question: QuizQuestion, context: SpanContext): void {
  const found = topic.sources.find(({ id }) => id === question.source)
  if (!found) return
  const { theme } = context
  const text = theme.spell(studyWords().quiz.source(found))
  const link = { href: found.url, text: found.url }
  write(
    page,
    [
      { text, paint: theme.paint.muted },
      { text: found.url, paint: theme.paint.link, link },
    ],
    context,
  )
}

function choice(page: Page, id: string, text: readonly Inline[], context: SpanContext): void {
  const first = `${id}) `
  page.within({ first, rest: ' '.repeat(first.length), width: first.length }, () =>
    prose(page, text, context),
  )
}

function indented(page: Page, width: number, draw: () => void): void {
  const margin = ' '.repeat(width)
  page.within({ first: margin, rest: margin, width }, draw)
}

function prose(page: Page, inlines: readonly Inline[], context: SpanContext): void {
  write(page, toSpans(inlines, context), context)
}

function write(page: Page, spans: readonly Span[], { theme }: SpanContext): void {
  page.drawn(wrapSpans(spans, page.width, theme.hyperlinks))
}
