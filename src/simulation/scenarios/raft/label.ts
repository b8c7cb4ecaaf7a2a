import type { Entry } from './messages.ts'

const labels = new WeakMap<Entry, string>()

/** `term:operation`. An entry never changes, and is shown after every event: it is put into words once. */
export function label(entry: Entry): string {
  const known = labels.get(entry)
  if (known !== undefined) return known
  const { term, operation } = entry
  const text = operation < 0 ? `${term}:-` : `${term}:${operation}`
  labels.set(entry, text)
  return text
}
