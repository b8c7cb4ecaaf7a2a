/** Which items speak of a stem: their places in the index and, after each, how much they say, times `SCALE`. */
export interface Postings {
  /** Empty for a stem that nothing speaks of. */
  of(stem: string): readonly number[]
}

/** Lines of a text, each found by the word that it begins with. */
export interface Lines {
  /** What follows the word; undefined where no line begins with it. */
  of(key: string): string | undefined
}

/**
 * The text of all lists, a line for each: the stem, then the numbers, parted by spaces, the lines in the order of their
 * stems. A question needs a few dozen of ten thousand lists, so that what is read is searched, and never parsed as a whole.
 */
export function postingsText(lists: ReadonlyMap<string, readonly number[]>): string {
  return linesText(new Map([...lists].map(([stem, numbers]) => [stem, numbers.join(' ')])))
}

/** The text of lines by their keys, which hold no space, in the order of their keys. */
export function linesText(lines: ReadonlyMap<string, string>): string {
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, rest]) => `${key} ${rest}\n`)
    .join('')
}

/** The lists in a text that `postingsText` made. `read` is called when the first stem is looked up, and once. */
export function postingsIn(read: () => string): Postings {
  const lines = linesIn(read)
  const known = new Map<string, readonly number[]>()
  return {
    of: (stem) => {
      const before = known.get(stem)
      if (before) return before
      const found = lines.of(stem)?.split(' ').map(Number) ?? []
      known.set(stem, found)
      return found
    },
  }
}

/** The lines of a text that `linesText` made. `read` is called when the first is looked up, and once. */
export function linesIn(read: () => string): Lines {
  let text: string | undefined
  return {
    of: (key) => {
      text ??= read()
      return lookUp(text, key)
    },
  }
}

function lookUp(text: string, key: string): string | undefined {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const start = middle === 0 ? 0 : text.lastIndexOf('\n', middle - 1) + 1
    const end = text.indexOf('\n', start)
    const space = text.indexOf(' ', start)
    const here = text.slice(start, space)
    if (here === key) return text.slice(space + 1, end)
    if (here < key) low = end + 1
    else high = start
  }
  return undefined
}
