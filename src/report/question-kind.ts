import type { QuizQuestion } from '../corpus/topic.ts'
import type { Unit } from '../lib/quantity.ts'

/** What kind of answer a question wants, in a few words. */
export function answerWanted(question: QuizQuestion): string {
  switch (question.type) {
    case 'single':
      return 'one choice'
    case 'multiple':
      return 'all choices that are right'
    case 'order':
      return 'all steps in their order'
    case 'short':
      return 'a few words'
    case 'number':
      return `a number${UNITS[question.unit]}`
    case 'predict':
      return question.choices.length > 0 ? 'predict: one choice' : `predict: a number${UNITS[question.unit]}`
  }
}

const UNITS: Readonly<Record<Unit, string>> = {
  ms: ', such as 250 ms or 1.5 s',
  ratio: ', such as 25 % or 0.25',
  count: '',
  per_s: ' each second, such as 100/s',
}

/** The command that does the run which was to be predicted; undefined of other questions. */
export function runAgain(question: QuizQuestion): string | undefined {
  if (question.type !== 'predict') return undefined
  const { scenario, seed, parameters, mutant } = question.run
  const settings = Object.entries(parameters).map(([name, value]) => ` --set ${name}=${value}`)
  const mistake = mutant === undefined ? '' : ` --mutant ${mutant}`
  return `compendium simulate ${scenario} --seed ${seed}${settings.join('')}${mistake}`
}
