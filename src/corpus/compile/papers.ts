import * as z from 'zod'
import { type Paper, READINGS_OF_PAPERS } from '../glossary/paper.ts'
import type { ParsedTopic } from './parse-topic.ts'
import type { Problems } from './problem.ts'
import type { TopicFolder } from './read-part.ts'
import { checkShape, readYaml, type YamlData } from './yaml-data.ts'

const kebab = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'write it in kebab-case')
const words = z.string().trim().min(1, 'must not be empty')

/** `content/papers/<topic>.yaml`. */
const papersSchema = z.strictObject({
  topic: words,
  papers: z
    .array(
      z
        .strictObject({
          id: kebab,
          title: words,
          authors: z.array(words).default([]),
          year: z.int().min(1900).max(2100),
          venue: words.optional(),
          url: z.url({ protocol: /^https?$/, message: 'must be a web address' }).optional(),
          concepts: z.array(kebab).default([]),
          reading: z.enum(READINGS_OF_PAPERS).optional(),
          why: words.optional(),
        })
        .refine(({ why, reading }) => (why === undefined) === (reading === undefined), {
          message: 'why and reading go together',
          path: ['why'],
        }),
    )
    .min(1),
})

export interface ParsedPaper {
  readonly paper: Paper
  readonly yaml: YamlData
  readonly at: readonly PropertyKey[]
}

/** The reading list, in the order of files and of lines, with the lessons that name each work. */
export function parsePapers(
  { path, files }: TopicFolder,
  lessons: readonly ParsedTopic[],
  problems: Problems,
): ParsedPaper[] {
  const named = namedBy(lessons)
  return [...files].flatMap(([name, text]) => {
    const yaml = readYaml(`${path}/${name}`, text, problems)
    const data = yaml && checkShape(yaml, papersSchema, 'papers', problems)
    if (yaml === undefined || data === undefined) return []
    return data.papers.map(({ venue, url, why, reading, ...always }, index) => ({
      paper: {
        ...{ ...always, topic: data.topic, lessons: named.get(paperKey(always.title)) ?? [] },
        ...(venue === undefined ? {} : { venue }),
        ...(url === undefined ? {} : { url }),
        ...(why === undefined ? {} : { why }),
        ...(reading === undefined ? {} : { reading }),
      },
      ...{ yaml, at: ['papers', index] },
    }))
  })
}

/** A title as it is compared: letters and digits alone, for quotation marks and dashes differ. */
export function paperKey(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

function namedBy(lessons: readonly ParsedTopic[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  for (const { topic } of lessons) {
    for (const title of topic.metadata.related.papers) {
      const key = paperKey(title)
      found.set(key, [...(found.get(key) ?? []), topic.slug])
    }
  }
  return found
}
