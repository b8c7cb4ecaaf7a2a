import type { ParsedTopic } from '../compile/parse-topic.ts'
import type { Rule } from './rule.ts'

/** `unknown-prerequisite`, `unknown-related`: slugs with no lesson yet. Warnings: the corpus grows. */
export const knownTopics: Rule = ({ frontMatter, lessonFile }, problems, all) => {
  const known = new Set(all.map(({ topic }) => topic.slug))
  const lists = [
    ['unknown-prerequisite', ['prerequisites', 'patterns'], frontMatter.data.prerequisites.patterns],
    ['unknown-related', ['related_content', 'patterns'], frontMatter.data.related_content.patterns],
  ] as const
  for (const [rule, where, slugs] of lists) {
    const unknown = slugs.filter((slug) => !known.has(slug))
    if (unknown.length === 0) continue
    const line = frontMatter.yaml.lineOf(where)
    problems.warning(lessonFile, line, rule, `no lesson in this corpus: ${unknown.join(', ')}`)
  }
}

/** `prerequisite-cycle`: somewhere a learner must be able to begin. Reported once, at its first slug. */
export const noCycle: Rule = ({ topic, frontMatter, lessonFile }, problems, all) => {
  const cycle = cycleThrough(topic.slug, all)
  if (cycle === undefined || cycle.some((slug) => slug < topic.slug)) return
  const line = frontMatter.yaml.lineOf(['prerequisites', 'patterns'])
  problems.error(lessonFile, line, 'prerequisite-cycle', [...cycle, topic.slug].join(' needs '))
}

/** The shortest way from a topic through its prerequisites back to itself, without the last step. */
function cycleThrough(slug: string, all: readonly ParsedTopic[]): string[] | undefined {
  const needs = new Map(all.map(({ topic }) => [topic.slug, topic.metadata.prerequisites.patterns]))
  const ways = [[slug]]
  const seen = new Set<string>()
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of needs.get(way.at(-1) ?? '') ?? []) {
      if (next === slug) return way
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}
