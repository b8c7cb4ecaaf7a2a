import type { RatingName } from '../../learning/events.ts'
import { readAnswer } from '../../learning/questions/registry.ts'
import { quizReducer } from '../../learning/quiz.ts'
import { screenWords } from '../../messages/screens/index.ts'
import { lessonTheme } from '../../report/lesson/theme.ts'
import { intervalText } from '../../report/review-text.ts'
import type { ReviewOptions, ReviewOutcome } from '../index.ts'
import { letter, prose, verdictLines } from '../screens/quiz/quiz-lines.ts'
import { toldLines } from '../screens/review/insight-lines.ts'
import { reviewLines, reviewTitle } from '../screens/review/review-lines.ts'
import { cardOf, type ReviewState, reviewPhase, startReview } from '../screens/review/state.ts'
import { updateReview } from '../screens/review/update.ts'
import { sizeOf } from '../terminal/screen-options.ts'
import { linearWidth, speaker } from './fold.ts'
import { inputLines } from './input-lines.ts'
import { howTo, noAnswer, rightAnswer, typedAnswer } from './linear-quiz.ts'

type Say = (...lines: readonly string[]) => void

/** The review as a conversation: questions are printed, answers are typed. Nothing moves the cursor. */
export async function linearReview(options: ReviewOptions): Promise<ReviewOutcome> {
  const input = inputLines(options.stdin)
  const say: Say = speaker(options.stdout)
  let state = startReview(sizeOf(options.stdout), options.due)
  say(...asked(state, options))
  while (state.left === undefined) {
    const line = await input.next()
    if (line === undefined) break
    const next = obey(state, line)
    for (const deed of next.deeds.slice(state.deeds.length)) await options.onDeed(deed)
    say(...answer(state, next, options))
    state = { ...next, message: undefined }
  }
  input.close()
  return { ending: 'quit', deeds: state.deeds }
}

/** Letters answer the question; words and their first letters do the rest. */
function obey(state: ReviewState, typed: string): ReviewState {
  const line = typed.trim().toLowerCase()
  const word = WORDS[line]
  const card = cardOf(state)
  const isAsked = reviewPhase(state) === 'asked'
  if (!isAsked || card === undefined || word === 'u' || word === 'z' || word === 'q') {
    return word === undefined
      ? { ...state, message: screenWords().review.linear.how }
      : updateReview(state, word)
  }
  if (card.kind === 'insight')
    return line === '?' ? { ...state, message: screenWords().review.linear.turn } : turn(state)
  const { question } = card
  const read = readAnswer(question, typedAnswer(typed, question))
  if ('problem' in read || state.quiz === undefined) {
    return { ...state, message: 'problem' in read ? noAnswer(question, read.problem) : howTo(question) }
  }
  const session = quizReducer(state.quiz.session, { type: 'answer', answer: read.answer })
  return { ...state, quiz: { ...state.quiz, session } }
}

/** What was typed is the learner's own: it is neither kept nor graded. */
function turn(state: ReviewState): ReviewState {
  return updateReview(state, 'enter')
}

const WORDS: Readonly<Record<string, string>> = {
  ...{ '': 'enter', a: 'a', again: 'a', g: 'g', good: 'g', h: 'h', hard: 'h', e: 'e', easy: 'e' },
  ...{ u: 'u', undo: 'u', z: 'z', q: 'q', quit: 'q' },
}

function answer(before: ReviewState, after: ReviewState, options: ReviewOptions): string[] {
  if (after.left !== undefined) return []
  const message = after.message === undefined ? [] : [after.message]
  const isAnswered = reviewPhase(after) === 'answered'
  if (after.at === before.at && !isAnswered) return message
  return [...message, ...(isAnswered ? told(after, options) : asked(after, options))]
}

function asked(state: ReviewState, options: ReviewOptions): string[] {
  const card = cardOf(state)
  const { theme, width } = look(options)
  if (card === undefined) return reviewLines(state, theme)
  const { linear } = screenWords().review
  const place = { at: state.at + 1, total: state.cards.length, title: reviewTitle(state) }
  const head = ['', linear.head(place)]
  if (card.kind === 'insight') return [...head, ...prose(card.insight.prompt, theme, width), linear.turn]
  return [
    ...head,
    ...prose(card.question.prompt, theme, width),
    ...card.question.choices.flatMap(({ text }, index) =>
      prose([{ type: 'text', text: `${letter(index)}. ` }, ...text], theme, width),
    ),
    howTo(card.question),
  ]
}

function told(state: ReviewState, options: ReviewOptions): string[] {
  const card = cardOf(state)
  if (card === undefined) return []
  const { theme, width } = look(options)
  const due = options.intervals(card)
  const in_ = (rating: RatingName) => intervalText(due[rating])
  const { linear } = screenWords().review
  const known = { good: in_('good'), hard: in_('hard'), easy: in_('easy') }
  if (card.kind === 'insight')
    return [...toldLines(card, theme, width), linear.howWasInsight({ ...known, again: in_('again') })]
  if (state.quiz === undefined) return []
  const isRight = state.quiz.session.result?.correct === true
  return [
    ...verdictLines(state.quiz, card.question, theme, width),
    ...(isRight ? [] : [screenWords().quiz.linear.rightIs({ right: rightAnswer(card.question) })]),
    isRight ? linear.howWas(known) : linear.comesBack({ when: in_('again') }),
  ]
}

function look({ color, unicode = true, stdout }: ReviewOptions) {
  return { theme: lessonTheme({ color, unicode }), width: linearWidth(sizeOf(stdout)) }
}
