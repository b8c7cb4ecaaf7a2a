import * as z from 'zod'
import { shuffledApart } from '../../../lib/shuffled.ts'
import { type AuthoredType, checkChoiceIds, choice, common, compileCommon } from './question-type.ts'

const schema = z.strictObject({
  ...common,
  type: z.literal('order'),
  /** In the right order. */
  steps: z
    .array(choice)
    .min(3, 'an order needs at least three steps')
    .max(9, 'more than nine steps are a list'),
})

/** Steps to put in order. They are written in the right one, and shown in another. */
export const order: AuthoredType<typeof schema> = {
  schema,
  compile: (data, context) => ({
    ...compileCommon(data, context),
    type: 'order',
    choices: shuffledApart(context.choices(data.steps, 'steps'), `steps of ${data.id}`),
    answer: data.steps.map(({ id }) => id),
  }),
  check: ({ id: question, steps }, report) => {
    checkChoiceIds(question, steps, 'steps', report)
    const ids = steps.map(({ id }) => id)
    if (String(ids) === String([...ids].sort())) {
      report(
        ['steps'],
        'telling-ids',
        `the ids of "${question}" are in alphabetical order, which tells the answer`,
      )
    }
  },
  choicesOf: ({ steps }) => steps,
}
