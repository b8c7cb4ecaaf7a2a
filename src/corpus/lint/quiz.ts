import type { Rule } from './rule.ts'

/** `duplicate-question`, `duplicate-choice`: progress is stored by these ids. */
export const uniqueQuestions: Rule = ({ quiz }, problems) => {
  if (quiz === undefined) return
  const { data, yaml } = quiz
  for (const [index, { id }] of repeated(data.questions)) {
    problems.error(
      yaml.file,
      yaml.lineOf(['questions', index, 'id']),
      'duplicate-question',
      `"${id}" is used twice`,
    )
  }
  for (const [place, question] of data.questions.entries()) {
    for (const [index, { id }] of repeated(question.choices)) {
      const line = yaml.lineOf(['questions', place, 'choices', index, 'id'])
      problems.error(yaml.file, line, 'duplicate-choice', `"${id}" is used twice in "${question.id}"`)
    }
  }
}

function repeated<T extends { readonly id: string }>(entries: readonly T[]): (readonly [number, T])[] {
  return [...entries.entries()].filter(
    ([index, { id }]) => entries.findIndex((entry) => entry.id === id) < index,
  )
}

/** `unknown-answer`: answers are choices. `answer-count`: a single question has one right choice. */
export const validAnswers: Rule = ({ quiz }, problems) => {
  if (quiz === undefined) return
  const { data, yaml } = quiz
  for (const [index, { id, type, answer, choices }] of data.questions.entries()) {
    const line = yaml.lineOf(['questions', index, 'answer'])
    const unknown = answer.filter((wanted) => choices.every((choice) => choice.id !== wanted))
    for (const wanted of unknown) {
      problems.error(yaml.file, line, 'unknown-answer', `"${wanted}" is no choice of "${id}"`)
    }
    const count = new Set(answer).size
    if (type === 'single' && count !== 1) {
      problems.error(yaml.file, line, 'answer-count', `"${id}" is single but has ${count} answers`)
    }
  }
}
