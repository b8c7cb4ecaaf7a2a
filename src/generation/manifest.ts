import * as z from 'zod'

const slug = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
const reason = z.strictObject({ slug, because: z.string().min(1) })

/** `templates/<type>/<language>/template.json` */
export const templateManifest = z.strictObject({
  title: z.string().min(1),
  defaultPatterns: z.array(slug),
  commands: z.strictObject({
    install: z.string().min(1),
    lint: z.string().min(1),
    test: z.string().min(1),
    start: z.string().min(1),
  }),
})

/** `templates/patterns/<slug>/pattern.json`; the folder's name is the slug. */
export const patternManifest = z.strictObject({
  title: z.string().min(1),
  order: z.int(),
  requires: z.array(reason).default([]),
  conflicts: z.array(reason).default([]),
})
