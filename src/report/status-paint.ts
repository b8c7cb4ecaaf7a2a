import type { Status } from '../learning/progress.ts'
import type { LessonTheme, Paint } from './lesson/theme.ts'

/** The colour of a status; its word says the same without colour. */
export function statusPaint(theme: LessonTheme): Paint {
  const { muted, tip, code } = theme.paint
  const paints: Record<Status, Paint> = { new: muted, reading: code, read: code, quizzed: code, passed: tip }
  return (padded) => paints[padded.trimEnd() as Status](padded)
}
