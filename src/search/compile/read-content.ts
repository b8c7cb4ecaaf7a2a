import path from 'node:path'
import type * as z from 'zod'
import { type Problem, Problems } from '../../corpus/compile/problem.ts'
import { checkShape, readYaml, type YamlData } from '../../corpus/compile/yaml-data.ts'
import { readText } from '../../platform/read-text.ts'
import { pathKind } from '../../platform/tree.ts'
import { matcherOf } from '../signatures.ts'
import type { Signature } from '../types.ts'
import { aliasesSchema, askedSchema, shortPatternsSchema, signaturesSchema } from './schemas.ts'
import { readTroubles, type Trouble } from './troubles.ts'

export type ShortPattern = z.infer<typeof shortPatternsSchema>['patterns'][number]

/** What is written for search beside the lessons. */
export interface SearchContent {
  readonly shortPatterns: readonly ShortPattern[]
  /** By slug: other names, products, symptoms. */
  readonly aliases: ReadonlyMap<string, readonly string[]>
  /** By slug: how people word their trouble who do not know the pattern. */
  readonly asked: ReadonlyMap<string, readonly string[]>
  /** What strangers ran into, and what answers it. */
  readonly troubles: readonly Trouble[]
  /** Words of which people say one for another. */
  readonly synonyms: readonly (readonly string[])[]
  readonly signatures: readonly Signature[]
  readonly problems: readonly Problem[]
}

const LIMIT_BYTES = 8 * 1024 * 1024

/** Reads and checks the files below `contentDir`; a file that is missing holds nothing. `lessons` are slugs that exist. */
export async function readSearchContent(
  contentDir: string,
  lessons: readonly string[],
): Promise<SearchContent> {
  const problems = new Problems()
  const read = <T>(file: string, schema: z.ZodType<T>) => readFile(contentDir, file, schema, problems)
  const short = await read('patterns-short.yaml', shortPatternsSchema)
  const aliases = await read('aliases.yaml', aliasesSchema)
  const asked = await read('asked.yaml', askedSchema)
  const signatures = await read('signatures.yaml', signaturesSchema)
  const shortPatterns = short?.data.patterns ?? []
  const known = new Set([...lessons, ...shortPatterns.map(({ slug }) => slug)])
  if (short) checkShort(short, new Set(lessons), known, problems)
  if (signatures) checkSignatures(signatures, known, problems)
  for (const slug of Object.keys(aliases?.data.aliases ?? {})) {
    if (!known.has(slug)) unknown(aliases?.yaml, ['aliases', slug], slug, problems)
  }
  for (const slug of Object.keys(asked?.data ?? {})) {
    if (!known.has(slug)) unknown(asked?.yaml, [slug], slug, problems)
  }
  return {
    shortPatterns,
    aliases: new Map(Object.entries(aliases?.data.aliases ?? {})),
    asked: new Map(Object.entries(asked?.data ?? {})),
    troubles: await readTroubles(contentDir, known, problems),
    synonyms: aliases?.data.synonyms ?? [],
    signatures: signatures?.data.signatures ?? [],
    problems: problems.list,
  }
}

interface ReadFile<T> {
  readonly data: T
  readonly yaml: YamlData
}

async function readFile<T>(
  contentDir: string,
  name: string,
  schema: z.ZodType<T>,
  problems: Problems,
): Promise<ReadFile<T> | undefined> {
  const file = path.join(contentDir, name)
  if ((await pathKind(file)) !== 'file') return undefined
  const yaml = readYaml(name, await readText(file, LIMIT_BYTES), problems)
  const data = yaml && checkShape(yaml, schema, name.replace('.yaml', ''), problems)
  return yaml && data ? { data, yaml } : undefined
}

function checkShort(
  { data, yaml }: ReadFile<{ patterns: ShortPattern[] }>,
  lessons: ReadonlySet<string>,
  known: ReadonlySet<string>,
  problems: Problems,
): void {
  const seen = new Set<string>()
  for (const [place, { slug, related }] of data.patterns.entries()) {
    const line = yaml.lineOf(['patterns', place, 'slug'])
    if (lessons.has(slug)) problems.error(yaml.file, line, 'has-lesson', `${slug} has a lesson: drop this`)
    if (seen.has(slug)) problems.error(yaml.file, line, 'unique-slug', `${slug} stands here twice`)
    seen.add(slug)
    for (const other of related) {
      if (!known.has(other)) unknown(yaml, ['patterns', place, 'related'], other, problems)
    }
  }
}

function checkSignatures(
  { data, yaml }: ReadFile<{ signatures: Signature[] }>,
  known: ReadonlySet<string>,
  problems: Problems,
): void {
  const seen = new Set<string>()
  for (const [place, { id, match, patterns }] of data.signatures.entries()) {
    const line = yaml.lineOf(['signatures', place, 'id'])
    if (seen.has(id)) problems.error(yaml.file, line, 'unique-id', `${id} stands here twice`)
    seen.add(id)
    for (const text of match) {
      if (matcherOf(text) === undefined)
        problems.error(yaml.file, line, 'pattern', `no regular expression: ${text}`)
    }
    for (const slug of Object.keys(patterns)) {
      if (!known.has(slug)) unknown(yaml, ['signatures', place, 'patterns'], slug, problems)
    }
  }
}

function unknown(
  yaml: YamlData | undefined,
  where: readonly PropertyKey[],
  slug: string,
  problems: Problems,
): void {
  if (yaml) problems.error(yaml.file, yaml.lineOf(where), 'known-pattern', `there is no pattern ${slug}`)
}
