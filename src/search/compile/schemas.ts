import * as z from 'zod'

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
const sentence = z.string().trim().min(1)
const url = z.url({ protocol: /^https?$/, message: 'must be a web address' })

/** `content/patterns-short.yaml`. */
export const shortPatternsSchema = z.strictObject({
  patterns: z.array(
    z.strictObject({
      slug,
      title: sentence,
      category: slug,
      definition: sentence,
      when: sentence,
      when_not: sentence,
      related: z.array(slug).min(1),
      sources: z.array(z.strictObject({ title: sentence, url })).min(1, 'name at least one source'),
    }),
  ),
})

/** `content/asked.yaml`: how people word their trouble who do not know the pattern. */
export const askedSchema = z.record(slug, z.array(sentence).min(1))

/** `content/aliases.yaml`. */
export const aliasesSchema = z.strictObject({
  aliases: z.record(slug, z.array(sentence).min(1)),
  /** Words of which people say one for another. */
  synonyms: z.array(z.array(z.string().regex(/^[a-z]+$/, 'one word in small letters')).min(2)).default([]),
})

/** `content/signatures.yaml`. */
export const signaturesSchema = z.strictObject({
  signatures: z.array(
    z.strictObject({
      id: slug,
      title: sentence,
      match: z.array(z.string().min(2)).min(1),
      patterns: z
        .record(slug, z.number().gt(0).max(1))
        .refine((weights) => Object.keys(weights).length > 0, 'name at least one pattern'),
      companions: z.literal(false).optional(),
      cause: sentence,
      tell: sentence,
      fix: sentence,
      source: url,
    }),
  ),
})
