/** Which items speak of a stem: their places in the index and, after each, how much they say, times `SCALE`. */
export interface Postings {
  /** Empty for a stem that nothing speaks of. */
  of(stem: string): readonly number[]
}

/**
 * The text of all lists, a line for each: the stem, then the numbers, parted by spaces, the lines in the order of their
 * stems. A question needs a few dozen of ten thousand lists, so that what is read is searched, and never parsed as a whole.
 */
export function postingsText(lists: ReadonlyMap<string, readonly number[]>): string {
  return [...lists]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([stem, numbers]) => `${[stem, ...numbers].join(' ')}\n`)
    .join('')
}

/** The lists in a text that `postingsText` made. `read` is called when the first stem is looked up, and once. */
export function postingsIn(read: () => string): Postings {
  let text: string | undefined
  const known = new Map<string, readonly number[]>()
  return {
    of: (stem) => {
      const before = known.get(stem)
      if (before) return before
      text ??= read()
      const found = lookUp(text, stem)
      known.set(stem, found)
      return found
    },
  }
}

function lookUp(text: string, stem: string): readonly number[] {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const start = middle === 0 ? 0 : text.lastIndexOf('\n', middle - 1) + 1
    const end = text.indexOf('\n', start)
    const space = text.indexOf(' ', start)
    const here = text.slice(start, space)
    if (here === stem)
      return text
        .slice(space + 1, end)
        .split(' ')
        .map(Number)
    if (here < stem) low = end + 1
    else high = start
  }
  return []
}
