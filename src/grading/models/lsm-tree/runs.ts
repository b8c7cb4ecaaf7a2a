/** A key and its value; null is a tombstone. */
export interface Entry {
  readonly key: string
  readonly value: string | null
}

/** Sorted by key. Never changed. */
export type Run = readonly Entry[]

/** By the codes of characters, as every language compares texts that are in ASCII. */
export function byKey(a: Entry, b: Entry): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0
}

/** One run of several, of which the first wins. */
export function merged(runs: readonly Run[]): Run {
  const found = new Map<string, Entry>()
  for (const entry of runs.flat()) if (!found.has(entry.key)) found.set(entry.key, entry)
  return [...found.values()].sort(byKey)
}

export function withoutTombstones(run: Run): Run {
  return run.filter(({ value }) => value !== null)
}

/** As the contract tells it: key and value, or the key alone for a tombstone. */
export function told(run: Run): string[][] {
  return run.map(({ key, value }) => (value === null ? [key] : [key, value]))
}
