const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/** Number of the day that holds an instant, on the calendar of this machine; midnight starts a new one. */
export function localDay(atMs: number): number {
  return Math.floor((atMs - new Date(atMs).getTimezoneOffset() * MINUTE_MS) / DAY_MS)
}

/** The same day as it is written, `2026-11-21`. */
export function localDate(atMs: number): string {
  return dateOfDay(localDay(atMs))
}

/** A day by its number, as it is written. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
