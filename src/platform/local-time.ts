const DAY = /^(\d{4})-(\d\d)-(\d\d)$/
const MINUTE = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)$/

/**
 * The instant, in milliseconds, that `2026-12-01` (the last of that day) or `2026-12-01T18:00` means on the clock of
 * this machine; undefined for what is no date, such as the 30th of February.
 */
export function localInstant(text: string): number | undefined {
  const day = DAY.exec(text)
  if (day !== null) return instant([...numbers(day), 23, 59, 59, 999])
  const minute = MINUTE.exec(text)
  return minute === null ? undefined : instant([...numbers(minute), 0, 0])
}

/** `2026-12-01 18:00`, on the clock of this machine. */
export function localMinute(atMs: number): string {
  const date = new Date(atMs)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

function numbers(match: RegExpExecArray): number[] {
  return match.slice(1).map(Number)
}

/** Date takes the 30th of February for the 2nd of March: what does not come back was no date. */
function instant(parts: readonly number[]): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0] = parts
  const date = new Date(year, month - 1, day, hour, minute, second, ms)
  const same = date.getMonth() === month - 1 && date.getDate() === day && hour < 24 && minute < 60
  return same ? date.getTime() : undefined
}
