import type { Achievement } from '../../corpus/achievement-schema.ts'
import type { ProgressEvent } from '../events.ts'
import { type DayOf, meet } from './rules.ts'

/** An event that speaks for an achievement. */
export interface EvidenceEvent {
  readonly id: string
  readonly atMs: number
  readonly kind: ProgressEvent['kind']
  readonly slug: string
}

interface About {
  readonly id: string
  readonly title: string
  readonly how: string
}

export interface EarnedAchievement extends About {
  /** The first moment at which the log was enough for it. */
  readonly earnedAtMs: number
  readonly evidence: readonly EvidenceEvent[]
}

export interface OpenAchievement extends About {
  readonly have: number
  readonly need: number
}

export interface Achievements {
  /** In the order in which they were earned. */
  readonly earned: readonly EarnedAchievement[]
  /** In the order of the content. */
  readonly open: readonly OpenAchievement[]
}

/**
 * What the log proves. It depends on which events there are, not on how they came: an achievement that was earned stays so
 * when the log grows, at that time or an earlier one. Hence an answer that was undone counts here as one that was given.
 */
export function achievementsOf(
  all: readonly Achievement[],
  events: readonly ProgressEvent[],
  dayOf: DayOf,
): Achievements {
  const ordered = [...events].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
  const judged = all.map(({ rule, ...about }) => ({ about, ...meet(rule, ordered, dayOf) }))
  const earned = judged.flatMap(({ about, need, parts }) =>
    parts.length < need ? [] : [earnedBy(about, parts.flat())],
  )
  const open = judged.flatMap(({ about, need, parts }) =>
    parts.length < need ? [{ ...about, have: parts.length, need }] : [],
  )
  return { earned: earned.sort((a, b) => a.earnedAtMs - b.earnedAtMs), open }
}

function earnedBy(about: About, events: readonly ProgressEvent[]): EarnedAchievement {
  const ordered = [...new Set(events)].sort((a, b) => a.atMs - b.atMs || (a.id < b.id ? -1 : 1))
  const evidence = ordered.map(({ id, atMs, kind, slug }) => ({ id, atMs, kind, slug }))
  return { ...about, earnedAtMs: Math.max(...evidence.map(({ atMs }) => atMs)), evidence }
}
