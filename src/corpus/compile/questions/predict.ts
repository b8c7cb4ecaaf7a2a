import * as z from 'zod'
import { exactQuantity, formatQuantity, parseQuantity } from '../../../lib/quantity.ts'
import type { MeasuredRun, QuizQuestion } from '../../question.ts'
import { slug, words } from '../words.ts'
import type { Measured } from './measured.ts'
import { toleranceOf, toleranceSchema } from './number.ts'
import {
  type AuthoredType,
  checkChoiceIds,
  choice,
  common,
  compileCommon,
  type QuestionContext,
} from './question-type.ts'

const bound = z.union([z.number(), words]).optional()
const outcome = choice.extend({
  /** The choice is right when the measured value is at least this ... */
  from: bound,
  /** ... and less than that. */
  below: bound,
})

const schema = z.strictObject({
  ...common,
  type: z.literal('predict'),
  run: z.strictObject({
    scenario: slug,
    seed: z.int().min(0),
    parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
    mutant: slug.optional(),
  }),
  measure: z.union([
    z.strictObject({ metric: words }),
    z.strictObject({ caption: words, variant: z.string().default(''), take: z.enum(['time', 'count']) }),
  ]),
  choices: z.array(outcome).min(2, 'a question needs at least two choices').optional(),
  tolerance: toleranceSchema.optional(),
})

type PredictData = z.infer<typeof schema>
type Outcome = z.infer<typeof outcome>

/** What will the simulation do? No answer is written down: it is measured when the content is compiled. */
export const predict: AuthoredType<typeof schema> = {
  schema,
  compile: async (data, context) => {
    try {
      return await compile(data, context)
    } catch (error) {
      context.error(['run'], 'predict', error instanceof Error ? error.message : String(error))
      return undefined
    }
  },
  check: ({ id, choices, tolerance }, report) => {
    checkChoiceIds(id, choices ?? [], 'choices', report)
    if ((choices === undefined) === (tolerance === undefined)) {
      report(['type'], 'predict-answer', `"${id}" needs either choices with ranges or a tolerance`)
    }
  },
  choicesOf: ({ choices }) => choices ?? [],
}

async function compile(data: PredictData, context: QuestionContext): Promise<QuizQuestion | undefined> {
  const { mutant, ...given } = data.run
  const run: MeasuredRun = { ...given, ...(mutant === undefined ? {} : { mutant }), measure: data.measure }
  const measured = await context.measure(run)
  if (!Number.isFinite(measured.value)) throw new Error(`the run of "${data.id}" gives no number`)
  const { value, unit } = measured
  const shown = {
    ...data,
    explanation: data.explanation.replaceAll('{measured}', formatQuantity(value, unit)),
  }
  const question = { ...compileCommon(shown, context), type: 'predict' as const, value, unit, run }
  if (data.choices === undefined) {
    const tolerance = toleranceOf(data.tolerance, value, unit)
    return { ...question, choices: [], answer: [exactQuantity(value, unit)], tolerance }
  }
  const right = data.choices.filter((one) => holds(one, measured))
  if (right.length !== 1) {
    const message = `the run gives ${formatQuantity(value, unit)}, which ${right.length} choices of "${data.id}" allow`
    context.error(['choices'], 'predict-choices', message)
    return undefined
  }
  const choices = context.choices(data.choices, 'choices')
  return { ...question, choices, answer: right.map(({ id }) => id), tolerance: 0 }
}

function holds({ from, below }: Outcome, { value, unit }: Measured): boolean {
  const bounded = (limit: number | string) => parseQuantity(String(limit), unit, 'a bound')
  return (from === undefined || value >= bounded(from)) && (below === undefined || value < bounded(below))
}
