import * as z from 'zod'
import { type LanguageId, writtenLanguage } from './exercise-schema.ts'

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')

const edits = z.array(z.strictObject({ find: z.string().min(1), replace: z.string() })).min(1)

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
      edits: z.partialRecord(writtenLanguage, edits),
    }),
  )
  .min(1)

/** In JavaScript as well, with the edits that the build made of those in TypeScript. */
export interface Mutant extends Omit<z.infer<typeof mutantsSchema>[number], 'edits'> {
  readonly edits: Partial<Record<LanguageId, z.infer<typeof edits>>>
}
