import { studyWords } from '../../messages/study/index.ts'
import type { AnswerKind, ChoiceGradable, Gradable, Reading } from './answer-kind.ts'

/** All the right choices and none of the others. Unknown choices count as mistaken. */
export const choice: AnswerKind<Gradable> = {
  input: ({ type }) => (type === 'multiple' ? 'many' : 'one'),
  read: (question, given) => {
    const known = readKnown(question, given)
    if ('problem' in known || question.type === 'multiple' || known.answer.length === 1) return known
    const count = known.answer.length
    return { problem: studyWords().quiz.takesOne({ question: question.id, count }) }
  },
  grade: (question, answer) => {
    const missed = question.answer.filter((id) => !answer.includes(id))
    const mistaken = answer.filter((id) => !question.answer.includes(id))
    return { correct: missed.length === 0 && mistaken.length === 0, missed, mistaken }
  },
}

/** Choices that the question has, each once, in the order of the question. */
function readKnown(question: Gradable, given: readonly string[]): Reading {
  const problem = unknownChoice(question, given)
  return problem ?? { answer: inOrder(question, given) }
}

export function unknownChoice(
  { id: question, choices }: Pick<Gradable, 'id' | 'choices'>,
  given: readonly string[],
): Extract<Reading, { problem: string }> | undefined {
  const unknown = given.find((id) => choices.every((one) => one.id !== id))
  if (unknown === undefined) return undefined
  const { quiz } = studyWords()
  const next = quiz.choices({ list: choices.map(({ id }) => id).join(', ') })
  return { problem: quiz.noChoice({ question, choice: unknown }), next }
}

/** Those that the question has come first. */
export function inOrder({ choices }: Pick<ChoiceGradable, 'choices'>, given: readonly string[]): string[] {
  const known = choices.map(({ id }) => id)
  const marked = new Set(given)
  return [...known.filter((id) => marked.has(id)), ...[...marked].filter((id) => !known.includes(id))]
}
