import * as z from 'zod'
import type { Ties, Topic } from '../topic.ts'
import type { Problems } from './problem.ts'
import type { TopicFolder } from './read-part.ts'
import { slug, words } from './words.ts'
import { checkShape, readYaml, type YamlData } from './yaml-data.ts'

const FILE = 'mapping.yaml'

const named = { slug, name: words }
/** `content/principles/mapping.yaml`: which axiom leads to which laws, and on which pillars a law bears. */
const mappingSchema = z.strictObject({
  axioms: z.array(
    z.strictObject({ ...named, laws: z.array(slug).min(1), patterns: z.array(slug).default([]) }),
  ),
  laws: z.array(z.strictObject({ ...named, pillars: z.array(slug).min(1) })),
  pillars: z.array(z.strictObject(named)),
})

type Mapping = z.infer<typeof mappingSchema>

/** The mapping as written; without the file it is empty, and `yaml` undefined. */
export interface ParsedPrinciples {
  readonly data: Mapping
  readonly yaml?: YamlData
}

export function parsePrinciples({ path, files }: TopicFolder, problems: Problems): ParsedPrinciples {
  const text = files.get(FILE)
  const yaml = text === undefined ? undefined : readYaml(`${path}/${FILE}`, text, problems)
  const data = yaml && checkShape(yaml, mappingSchema, 'principles', problems)
  return yaml && data ? { data, yaml } : { data: { axioms: [], laws: [], pillars: [] } }
}

/** Where each principle stands among the others: the axioms first, each kind in the order of the file. */
export function placesOf({ data }: ParsedPrinciples): ReadonlyMap<string, number> {
  const all = [...data.axioms, ...data.laws, ...data.pillars]
  return new Map(all.map((one, place) => [one.slug, place]))
}

/**
 * What the topic is tied to, as slugs of topics that there are. A pattern names its laws and pillars itself; those of laws and pillars are
 * the patterns that name them. An axiom lies behind nearly everything, so that its patterns are chosen in the mapping.
 */
export function tiesOf(topic: Topic, { data }: ParsedPrinciples, topics: readonly Topic[]): Ties {
  const there = new Set(topics.map((one) => one.slug))
  const only = (slugs: readonly string[]) => [...new Set(slugs)].filter((one) => there.has(one))
  const { axioms, laws, pillars } = data
  const none: Ties = { axioms: [], laws: [], pillars: [], patterns: [] }
  switch (topic.kind) {
    case 'axiom': {
      const own = axioms.find((one) => one.slug === topic.slug)
      const led = laws.filter((law) => own?.laws.includes(law.slug))
      const bearing = pillars.filter((pillar) => led.some((law) => law.pillars.includes(pillar.slug)))
      return {
        ...none,
        laws: only(slugsOf(led)),
        pillars: only(slugsOf(bearing)),
        patterns: only(own?.patterns ?? []),
      }
    }
    case 'law': {
      const own = laws.find((one) => one.slug === topic.slug)
      const behind = axioms.filter((axiom) => axiom.laws.includes(topic.slug))
      const answers = topics.filter(({ metadata }) => own !== undefined && metadata.laws.includes(own.name))
      return {
        ...none,
        axioms: only(slugsOf(behind)),
        pillars: only(own?.pillars ?? []),
        patterns: slugsOf(answers),
      }
    }
    case 'pillar': {
      const own = pillars.find((one) => one.slug === topic.slug)
      const bearing = laws.filter((law) => law.pillars.includes(topic.slug))
      const holds = topics.filter(({ metadata }) => own !== undefined && metadata.pillars.includes(own.name))
      return { ...none, laws: only(slugsOf(bearing)), patterns: slugsOf(holds) }
    }
    case 'pattern': {
      const { metadata } = topic
      const answered = laws.filter(({ name }) => metadata.laws.includes(name))
      const part = pillars.filter(({ name }) => metadata.pillars.includes(name))
      return { ...none, laws: only(slugsOf(answered)), pillars: only(slugsOf(part)) }
    }
  }
}

function slugsOf(list: readonly { readonly slug: string }[]): string[] {
  return list.map((one) => one.slug)
}
