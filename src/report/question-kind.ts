import type { QuizQuestion } from '../corpus/topic.ts'
import { studyWords } from '../messages/study/index.ts'

/** What kind of answer a question wants, in a few words. */
export function answerWanted(question: QuizQuestion): string {
  const { predict } = studyWords().quiz
  const wanted = bareAnswerWanted(question)
  return question.type === 'predict' ? predict({ wanted }) : wanted
}

/** The same without saying of a prediction that it is one. */
export function bareAnswerWanted(question: QuizQuestion): string {
  const { wanted } = studyWords().quiz
  switch (question.type) {
    case 'single':
      return wanted.one
    case 'multiple':
      return wanted.many
    case 'order':
      return wanted.order
    case 'short':
      return wanted.words
    case 'number':
      return wanted.number[question.unit]
    case 'predict':
      return question.choices.length > 0 ? wanted.one : wanted.number[question.unit]
  }
}

/** The command that does the run which was to be predicted; undefined of other questions. */
export function runAgain(question: QuizQuestion): string | undefined {
  if (question.type !== 'predict') return undefined
  const { scenario, seed, parameters, mutant } = question.run
  const settings = Object.entries(parameters).map(([name, value]) => ` --set ${name}=${value}`)
  const mistake = mutant === undefined ? '' : ` --mutant ${mutant}`
  return `compendium simulate ${scenario} --seed ${seed}${settings.join('')}${mistake}`
}
