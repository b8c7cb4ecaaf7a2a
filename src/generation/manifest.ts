import * as z from 'zod'

const slug = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
const because = z.string().min(1)
const reason = z.strictObject({ slug, because })

/** `templates/<type>/<language>/template.json` */
export const templateManifest = z.strictObject({
  title: z.string().min(1),
  /** Parts of `templates/base/<language>/`, lowest first. */
  base: z.array(slug).default([]),
  defaultPatterns: z.array(slug),
  /** By kind the values it takes, the default first: `{"database": ["sqlite", "postgres"]}`. */
  options: z.record(slug, z.array(slug).min(1)).default({}),
  /** Values of them that one might expect, and why they are not there. */
  refused: z.array(z.strictObject({ kind: slug, value: slug, because })).default([]),
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
  fits: z.array(slug).min(1),
  /** Types that one might expect it to fit, and why it does not. */
  unfit: z.array(z.strictObject({ type: slug, because })).default([]),
  /** Languages that one might expect it in, and why it is not there. */
  unwritten: z.array(z.strictObject({ language: slug, because })).default([]),
  /** Parts of the base that it builds on, where the type does not do so already. */
  base: z.array(slug).default([]),
  requires: z.array(reason).default([]),
  conflicts: z.array(reason).default([]),
})

/** `layer.json` beside `files/`, `slots/` and `merge/`, where a layer needs one. */
export const layerManifest = z.strictObject({
  removes: z.array(z.string().min(1)).default([]),
  /** Of what a pattern needs in one type: that this is all of it, and takes the place of what is the same for all types. */
  alone: z.boolean().default(false),
})
