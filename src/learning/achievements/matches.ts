import type { Evidence } from '../../corpus/achievement-schema.ts'
import type { ProgressEvent } from '../events.ts'

/** Whether an event is of this sort. It is judged by itself: what else the log holds makes no difference. */
export function matches(event: ProgressEvent, wanted: Evidence): boolean {
  const { kind, slugs, checks } = wanted
  if (event.kind !== kind) return false
  if (slugs !== undefined && !slugs.includes(event.slug)) return false
  const data: Readonly<Record<string, unknown>> = event.data
  const asked = ['verdict', 'correct', 'finished', 'unaided'] as const
  if (asked.some((key) => wanted[key] !== undefined && data[key] !== wanted[key])) return false
  return Number(data['checksPassed'] ?? 0) >= (checks?.[event.slug] ?? 0)
}
