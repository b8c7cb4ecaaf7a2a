import type { AnswerKind, PredictGradable } from './answer-kind.ts'
import { choice } from './choice.ts'
import { number } from './number.ts'

/** Of a run: which of the choices came true, or which number was measured. */
export const predict: AnswerKind<PredictGradable> = {
  input: (question) => kindOf(question).input(question),
  read: (question, given) => kindOf(question).read(question, given),
  grade: (question, answer) => kindOf(question).grade(question, answer),
}

function kindOf({ choices }: PredictGradable): AnswerKind<PredictGradable> {
  return choices.length > 0 ? choice : number
}
