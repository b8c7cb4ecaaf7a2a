import * as z from 'zod'
import { looksLikeQuantity, parseQuantity, type Unit } from '../../../lib/quantity.ts'
import type { NumberAnswer } from '../../question.ts'
import { words } from '../words.ts'
import { type AuthoredType, common, compileCommon } from './question-type.ts'

const UNITS = ['ms', 'ratio', 'count', 'per_s'] as const satisfies readonly Unit[]

/** `{ absolute: 50 ms }` is in the unit of the value, `{ relative: 0.05 }` a share of it. */
export const toleranceSchema = z.union([
  z.strictObject({ absolute: z.union([z.number().nonnegative(), words]) }),
  z.strictObject({ relative: z.number().positive().max(0.5, 'half the value is no tolerance') }),
])

const schema = z.strictObject({
  ...common,
  type: z.literal('number'),
  /** A number, or one with a unit: `1.5 s`. */
  value: z.union([z.number(), words.refine(looksLikeQuantity, 'must be a number, with a unit or without')]),
  unit: z.enum(UNITS),
  /** Without it the answer must be exact. */
  tolerance: toleranceSchema.optional(),
})

/** A number, with a unit, as near as the tolerance says. */
export const number: AuthoredType<typeof schema> = {
  schema,
  compile: (data, context) => {
    try {
      const value = parseQuantity(String(data.value), data.unit, 'value')
      const tolerance = toleranceOf(data.tolerance, value, data.unit)
      const answer = [withUnit(String(data.value), data.unit)]
      const { unit } = data
      return { ...compileCommon(data, context), type: 'number', choices: [], answer, value, unit, tolerance }
    } catch (error) {
      context.error(['value'], 'bad-value', error instanceof Error ? error.message : String(error))
      return undefined
    }
  },
}

/** In the unit of the value. */
export function toleranceOf(
  tolerance: z.infer<typeof toleranceSchema> | undefined,
  value: number,
  unit: Unit,
): NumberAnswer['tolerance'] {
  if (tolerance === undefined) return 0
  if ('relative' in tolerance) return tolerance.relative * Math.abs(value)
  return parseQuantity(String(tolerance.absolute), unit, 'the tolerance')
}

const BARE: Readonly<Record<Unit, string>> = { ms: ' ms', ratio: '', count: '', per_s: '/s' }

/** `1500` as `1500 ms`; what has a unit keeps it. */
function withUnit(written: string, unit: Unit): string {
  return /\d$/.test(written) ? written + BARE[unit] : written
}
