import * as z from 'zod'
import { slug } from '../words.ts'
import {
  type AuthoredType,
  checkChoiceIds,
  choice,
  common,
  compileCommon,
  type Data,
} from './question-type.ts'

const parts = {
  ...common,
  choices: z.array(choice).min(2, 'a question needs at least two choices'),
  answer: z.array(slug).min(1, 'name the right choice'),
}
const singleSchema = z.strictObject({ ...parts, type: z.literal('single') })
const multipleSchema = z.strictObject({ ...parts, type: z.literal('multiple') })

type ChoiceData = Data<typeof singleSchema> | Data<typeof multipleSchema>

const both = {
  compile: (data, context) => ({
    ...compileCommon(data, context),
    type: data.type,
    choices: context.choices(data.choices, 'choices'),
    answer: data.choices.map(({ id }) => id).filter((id) => data.answer.includes(id)),
  }),
  check: (data, report) => {
    checkChoiceIds(data.id, data.choices, 'choices', report)
    for (const wanted of data.answer) {
      if (data.choices.some(({ id }) => id === wanted)) continue
      report(['answer'], 'unknown-answer', `"${wanted}" is no choice of "${data.id}"`)
    }
    const count = new Set(data.answer).size
    if (data.type !== 'single' || count === 1) return
    report(['answer'], 'answer-count', `"${data.id}" is single but has ${count} answers`)
  },
  choicesOf: ({ choices }) => choices,
} satisfies Omit<AuthoredType<z.ZodType<ChoiceData>>, 'schema'>

/** One choice is right. */
export const single = { schema: singleSchema, ...both }
/** All that are right, and nothing else. */
export const multiple = { schema: multipleSchema, ...both }
