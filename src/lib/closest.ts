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

/**
 * How many typing errors apart two words are: a letter too many, too few or wrong, or two neighbours
 * swapped (Damerau, "A technique for computer detection and correction of spelling errors", 1964; here
 * no letter is edited twice, which is called optimal string alignment).
 */
function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) row.push(cheapest(a, b, i, j, { beforeLast, last, row }))
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}

interface Rows {
  readonly beforeLast: readonly number[]
  readonly last: readonly number[]
  readonly row: readonly number[]
}

/** From the first `i` letters of `a` to the first `j` of `b`. */
function cheapest(a: string, b: string, i: number, j: number, { beforeLast, last, row }: Rows): number {
  const at = (line: readonly number[], index: number) => line[index] ?? Number.POSITIVE_INFINITY
  const same = a[i - 1] === b[j - 1] ? 0 : 1
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
  return Math.min(
    at(last, j) + 1,
    at(row, j - 1) + 1,
    at(last, j - 1) + same,
    swapped ? at(beforeLast, j - 2) + 1 : Number.POSITIVE_INFINITY,
  )
}
