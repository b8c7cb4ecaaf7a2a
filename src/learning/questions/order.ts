import { studyWords } from '../../messages/study/index.ts'
import type { AnswerKind, OrderGradable } from './answer-kind.ts'
import { unknownChoice } from './choice.ts'

/** Every step in its place. */
export const order: AnswerKind<OrderGradable> = {
  input: () => 'order',
  read: (question, given) => {
    const unknown = unknownChoice(question, given)
    if (unknown !== undefined) return unknown
    const steps = question.choices.length
    const { quiz } = studyWords()
    const { id } = question
    if (new Set(given).size < given.length) return { problem: quiz.eachOnce({ question: id }) }
    if (given.length === steps) return { answer: given }
    return { problem: quiz.allSteps({ question: id, steps, given: given.length }) }
  },
  grade: ({ answer: right }, answer) => ({
    correct: right.length === answer.length && right.every((id, place) => answer[place] === id),
    missed: right.filter((id) => !answer.includes(id)),
    mistaken: answer.filter((id, place) => right[place] !== id),
  }),
}
