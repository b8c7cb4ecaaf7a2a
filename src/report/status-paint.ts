import type { Status } from '../learning/progress.ts'
import type { LessonTheme, Paint } from './lesson/theme.ts'

/** The colour of a status, by the word for it; the word says the same without colour. */
export function statusPaint(theme: LessonTheme, words?: Readonly<Record<Status, string>>): Paint {
  const { muted, tip, code } = theme.paint
  const paints: Record<Status, Paint> = { new: muted, reading: code, read: code, quizzed: code, passed: tip }
  const statuses = Object.keys(paints) as Status[]
  const byWord = new Map(statuses.map((status) => [words?.[status] ?? status, paints[status]]))
  return (padded) => (byWord.get(padded.trimEnd()) ?? muted)(padded)
}
