import { authoredType } from '../compile/questions/registry.ts'
import type { Rule } from './rule.ts'

/** `duplicate-question`: progress is stored by these ids. */
export const uniqueQuestions: Rule = ({ quiz }, problems) => {
  if (quiz === undefined) return
  const { questions } = quiz.data
  for (const [index, { id }] of questions.entries()) {
    if (questions.findIndex((other) => other.id === id) === index) continue
    const line = quiz.yaml.lineOf(['questions', index, 'id'])
    problems.error(quiz.yaml.file, line, 'duplicate-question', `"${id}" is used twice`)
  }
}

/** What each type of question says about its own. */
export const soundQuestions: Rule = ({ quiz }, problems) => {
  if (quiz === undefined) return
  for (const [index, question] of quiz.data.questions.entries()) {
    authoredType(question).check?.(question, (path, rule, message) => {
      problems.error(quiz.yaml.file, quiz.yaml.lineOf(['questions', index, ...path]), rule, message)
    })
  }
}
