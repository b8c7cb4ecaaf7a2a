import * as z from 'zod'
import { comparableText } from '../../../lib/comparable-text.ts'
import { expandPattern } from '../../../lib/expand-pattern.ts'
import { words } from '../words.ts'
import { type AuthoredType, common, compileCommon } from './question-type.ts'

const schema = z.strictObject({
  ...common,
  type: z.literal('short'),
  /** Patterns of forms that are right; the first form of the first is shown as the answer. */
  accept: z.array(words.max(200)).min(1, 'name a form that is right').max(40),
})

/** A few words. `[the] last (write|writer) wins` stands for all the forms that are right. */
export const short: AuthoredType<typeof schema> = {
  schema,
  compile: (data, context) => {
    try {
      const forms = data.accept.flatMap((pattern) => expandPattern(pattern))
      const accepted = [...new Set(forms.map(comparableText))]
      if (accepted.includes('')) throw new Error('one of its forms is empty')
      const shown = (forms[0] ?? '').replace(/\s+/g, ' ').trim()
      return { ...compileCommon(data, context), type: 'short', choices: [], answer: [shown], accepted }
    } catch (error) {
      context.error(['accept'], 'bad-pattern', error instanceof Error ? error.message : String(error))
      return undefined
    }
  },
}
