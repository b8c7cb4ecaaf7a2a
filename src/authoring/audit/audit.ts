import { type Content, lessonsNamed } from '../content.ts'
import { type AuditedItem, auditLesson } from './audit-lesson.ts'
import { auditClusters, auditIncidents } from './audit-others.ts'
import { readAuditShape } from './shape.ts'

export interface AuditResult {
  readonly items: readonly AuditedItem[]
  /** Lessons in which nothing is missing, of all lessons looked at. */
  readonly whole: number
  /** How many lessons lack it, most first. */
  readonly missing: readonly { readonly what: string; readonly items: number }[]
  /** Patterns that are there only as short entries; absent where one item was asked for. */
  readonly short?: readonly string[]
  /** What the other kinds lack, though nothing asks for it; absent where one item was asked for. */
  readonly others?: readonly OtherAudit[]
}

/** How many items of a kind have each of its parts. */
export interface OtherAudit {
  readonly kind: 'incident' | 'cluster'
  readonly items: number
  readonly parts: Readonly<Record<string, number>>
}

/**
 * How complete the lessons are, part by part, or the one that is named; of the rest what there is.
 * @throws UserError `unknown-item` or `broken-audit-shape`.
 */
export async function auditContent(content: Content, item?: string): Promise<AuditResult> {
  const lessons = lessonsNamed(content, item)
  const shape = await readAuditShape(content.dir)
  const items = lessons.map((one) => auditLesson(one, shape))
  const about = {
    items,
    whole: items.filter(({ whole }) => whole).length,
    missing: tally(items),
  }
  if (item !== undefined) return about
  const short = content.search.shortPatterns.map(({ slug }) => slug)
  return { ...about, short, others: [auditIncidents(content), auditClusters(content)] }
}

function tally(items: readonly AuditedItem[]): AuditResult['missing'] {
  const counts = new Map<string, number>()
  for (const { missing } of items) {
    for (const { what } of missing) counts.set(what, (counts.get(what) ?? 0) + 1)
  }
  return [...counts]
    .map(([what, number]) => ({ what, items: number }))
    .sort((a, b) => b.items - a.items || (a.what < b.what ? -1 : 1))
}
