import type { Status } from '../learning/progress.ts'
import type { LessonTheme, Paint } from './lesson/theme.ts'

/** The colour of a status; its word says the same without colour. */
export function statusPaint(theme: LessonTheme): (padded: string, status: string) => string {
  const { muted, tip, code } = theme.paint
  const paints: Record<Status, Paint> = { new: muted, reading: code, read: code, quizzed: code, passed: tip }
  return (padded, status) => (Object.hasOwn(paints, status) ? paints[status as Status](padded) : padded)
}
