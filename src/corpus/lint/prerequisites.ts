import type { ParsedTopic } from '../compile/parse-topic.ts'
import type { Problems } from '../compile/problem.ts'
import { findCycle } from './find-cycle.ts'
import type { Rule } from './rule.ts'

/**
 * `unknown-pattern`: a slug that neither a lesson nor the list of patterns has. Of those that the list has, or all
 * where there is none, `unknown-prerequisite` warns when no lesson teaches it, and `unknown-related` when there is
 * nothing to read about it.
 */
export function knownTopics(
  all: readonly ParsedTopic[],
  listed: ReadonlySet<string>,
  problems: Problems,
): void {
  const lessons = new Set(all.map(({ topic }) => topic.slug))
  for (const { frontMatter, lessonFile } of all) {
    const { prerequisites, related_content: related } = frontMatter.data
    const report = (rule: string, at: string, slugs: readonly string[], message: string) => {
      if (slugs.length === 0) return
      const line = frontMatter.yaml.lineOf([at, 'patterns'])
      const say = rule === 'unknown-pattern' ? 'error' : 'warning'
      problems[say](lessonFile, line, rule, `${message}: ${slugs.join(', ')}`)
    }
    const unknown = (slug: string) => listed.size > 0 && !lessons.has(slug) && !listed.has(slug)
    const untaught = (slug: string) => !lessons.has(slug) && !unknown(slug)
    const unread = (slug: string) => untaught(slug) && !listed.has(slug)
    const [needs, near] = [prerequisites.patterns, related.patterns]
    report('unknown-pattern', 'prerequisites', needs.filter(unknown), 'there is no pattern')
    report('unknown-pattern', 'related_content', near.filter(unknown), 'there is no pattern')
    report('unknown-prerequisite', 'prerequisites', needs.filter(untaught), 'no lesson in this corpus')
    report('unknown-related', 'related_content', near.filter(unread), 'no lesson in this corpus')
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
