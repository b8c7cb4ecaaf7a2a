import * as z from 'zod'
import type { LearningPath } from '../concept-graph.ts'
import type { GlossaryEntry } from '../glossary/glossary.ts'
import type { Problems } from './problem.ts'
import type { TopicFolder } from './read-part.ts'
import { checkShape, readYaml, type YamlData } from './yaml-data.ts'

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
const words = z.string().trim().min(1, 'must not be empty')

/** `content/concepts/<area>.yaml`. */
export const conceptsSchema = z.strictObject({
  area: words,
  concepts: z
    .array(
      z.strictObject({
        id: kebab,
        title: words,
        needs: z.array(kebab).default([]),
        aliases: z.array(words).default([]),
        definition: words.optional(),
        see: z.array(kebab).default([]),
        source: kebab.optional(),
      }),
    )
    .min(1),
})

/** `content/paths/<id>.yaml`. */
export const pathSchema = z
  .strictObject({
    title: words,
    summary: words,
    by: z.enum(['role', 'topic', 'time']),
    months: z.int().min(1).max(12).optional(),
    hours: z.int().min(1).max(200).optional(),
    parts: z
      .array(z.strictObject({ title: words, goals: z.array(kebab).min(1, 'name at least one goal') }))
      .min(1, 'a path needs at least one part'),
  })
  .refine(({ by, months }) => (by === 'role') === (months !== undefined), {
    message: 'paths by role, and no others, say how many months they take',
    path: ['months'],
  })
  .refine(({ by, hours }) => (by === 'time') === (hours !== undefined), {
    message: 'paths by time, and no others, say how many hours they take',
    path: ['hours'],
  })

/** Where something stands in the content. */
interface Place {
  readonly yaml: YamlData
  readonly at: readonly PropertyKey[]
}

export type ParsedConcept = GlossaryEntry & Place
export interface ParsedPath {
  readonly path: LearningPath
  readonly yaml: YamlData
}

/** All concepts, in the order of files and of lines. */
export function parseConcepts({ path, files }: TopicFolder, problems: Problems): ParsedConcept[] {
  return [...files].flatMap(([name, text]) => {
    const yaml = readYaml(`${path}/${name}`, text, problems)
    const data = yaml && checkShape(yaml, conceptsSchema, 'concepts', problems)
    if (yaml === undefined || data === undefined) return []
    return data.concepts.map(({ definition = '', source, ...rest }, index) => ({
      ...{ area: data.area, ...rest, definition },
      ...(source === undefined ? {} : { source }),
      ...{ yaml, at: ['concepts', index] },
    }))
  })
}

/** All paths; the name of a file is its path's id. */
export function parsePaths({ path, files }: TopicFolder, problems: Problems): ParsedPath[] {
  return [...files].flatMap(([name, text]) => {
    const yaml = readYaml(`${path}/${name}`, text, problems)
    const data = yaml && checkShape(yaml, pathSchema, 'path', problems)
    if (yaml === undefined || data === undefined) return []
    const { months, hours, ...rest } = data
    const time = { ...(months === undefined ? {} : { months }), ...(hours === undefined ? {} : { hours }) }
    return [{ path: { id: name.replace(/\.yaml$/, ''), ...rest, ...time }, yaml }]
  })
}
