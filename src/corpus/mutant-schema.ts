import * as z from 'zod'
import { languageId } from './exercise-schema.ts'

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')

/**
 * Deliberately wrong programs: `exercise/mutants.yaml`. Each is the solution of a language with a few
 * places replaced, so that the two can be compared at a glance.
 */
export const mutantsSchema = z
  .array(
    z.strictObject({
      id: kebab,
      /** The property whose check must fail. */
      breaks: kebab,
      title: z.string().trim().min(1),
      /** What the diagnosis must say: an id of the model's bank. */
      misconception: kebab,
      /** It shows only in rare sequences. */
      subtle: z.boolean(),
      /** By language. Every `find` occurs exactly once in the solution. */
      edits: z.partialRecord(
        languageId,
        z.array(z.strictObject({ find: z.string().min(1), replace: z.string() })).min(1),
      ),
    }),
  )
  .min(1)

export type Mutant = z.infer<typeof mutantsSchema>[number]
