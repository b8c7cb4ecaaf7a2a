import { findCycle } from './find-cycle.ts'
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
  const needs = new Map(all.map((one) => [one.topic.slug, one.topic.metadata.prerequisites.patterns]))
  const cycle = findCycle(topic.slug, needs)
  if (cycle === undefined || cycle.some((slug) => slug < topic.slug)) return
  const line = frontMatter.yaml.lineOf(['prerequisites', 'patterns'])
  problems.error(lessonFile, line, 'prerequisite-cycle', [...cycle, topic.slug].join(' needs '))
}
