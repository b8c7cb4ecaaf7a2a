import type { CorpusItem, Topic } from '../../corpus/topic.ts'
import { type Progress, statusOf } from '../progress.ts'

/** What to do next, and why. */
export interface NextTopic {
  readonly slug: string
  readonly title: string
  readonly minutes: number
  /** One sentence. */
  readonly reason: string
}

export interface Choice {
  /** In the order of the index: the easiest first. */
  readonly items: readonly CorpusItem[]
  readonly progress: Progress
  readonly topicOf: (slug: string) => Topic
}

/**
 * The first topic that was not begun and whose prerequisites have been read; undefined when there is none. Prerequisites
 * that the corpus has no lesson on stand in nobody's way.
 */
export function nextTopic({ items, progress, topicOf }: Choice): NextTopic | undefined {
  const lessons = new Set(items.map(({ slug }) => slug))
  const read = new Set(progress.read)
  for (const { slug, title, minutes, difficulty } of items) {
    if (statusOf(progress, slug) !== 'new') continue
    const needed = topicOf(slug).metadata.prerequisites.patterns.filter((one) => lessons.has(one))
    if (!needed.every((one) => read.has(one))) continue
    return { slug, title, minutes, reason: reasonOf(needed, difficulty, items) }
  }
  return undefined
}

function reasonOf(needed: readonly string[], difficulty: string, items: readonly CorpusItem[]): string {
  if (needed.length === 0) return `It builds on no other lesson, and its level is ${difficulty}.`
  const titles = needed.map((slug) => items.find((item) => item.slug === slug)?.title ?? slug)
  return `You have read what it builds on: ${titles.join(', ')}.`
}
