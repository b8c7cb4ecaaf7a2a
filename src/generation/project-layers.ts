import { loadOptions, loadParts, loadPattern } from './catalog.ts'
import { furtherParts } from './choose-patterns.ts'
import type { Layer, PatternManifest, Template } from './template.ts'

interface Choices {
  /** In nesting order. */
  readonly patterns: readonly string[]
  readonly known: ReadonlyMap<string, PatternManifest>
  readonly options: Readonly<Record<string, string>>
}

/** What the choices add to a template, lowest first: parts of the base, options, patterns. */
export async function addedLayers(
  root: string,
  template: Template,
  { patterns, known, options }: Choices,
): Promise<Layer[]> {
  const { type, language } = template
  const more = furtherParts(template, patterns, known)
  const surroundings = { type, language, all: patterns, parts: [...template.parts, ...more] }
  const layers = await Promise.all([
    loadParts(root, more, language),
    loadOptions(root, options, { type, language }),
    ...patterns.map((slug) => loadPattern(root, slug, surroundings)),
  ])
  return layers.flat()
}
