import { distance } from 'fastest-levenshtein'

/**
 * The names that `typed` was probably meant to be, nearest first. A name counts when it starts
 * with what was typed or differs from it in at most a third of its letters.
 */
export function closest(typed: string, names: readonly string[], limit = 3): string[] {
  const wanted = typed.toLowerCase()
  return names
    .map((name) => ({ name, edits: edits(wanted, name.toLowerCase()) }))
    .filter(({ name, edits }) => edits <= Math.max(1, Math.floor(name.length / 3)))
    .sort((a, b) => a.edits - b.edits || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name)
}

/** A prefix of three letters or more is a name half typed, not a name mistyped. */
function edits(wanted: string, name: string): number {
  if (wanted.length >= 3 && name.startsWith(wanted)) return 0
  return distance(wanted, name)
}
