import * as z from 'zod'
import type { QuestionType } from '../../question.ts'
import { multiple, single } from './choice.ts'
import { number } from './number.ts'
import { order } from './order.ts'
import { predict } from './predict.ts'
import type { AuthoredType } from './question-type.ts'
import { short } from './short.ts'

/** Every type of question. A new one is a module here, and one in `learning/questions/` if it is answered in a new way. */
const TYPES = { single, multiple, number, order, short, predict }

export const questionSchema = z.discriminatedUnion('type', [
  TYPES.single.schema,
  TYPES.multiple.schema,
  TYPES.number.schema,
  TYPES.order.schema,
  TYPES.short.schema,
  TYPES.predict.schema,
])

export type AuthoredQuestion = z.infer<typeof questionSchema>

/** The type of a question; it is given nothing but questions of that type. */
export function authoredType(question: AuthoredQuestion): AuthoredType {
  const types: Readonly<Record<QuestionType, unknown>> = TYPES
  return types[question.type] as AuthoredType
}
