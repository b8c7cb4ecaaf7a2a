/** A text that no read that ended begins with: which one, nobody can tell. Only a put leaves it. */
export const DEAD = -1

/** A longest text: one that was read and is not the beginning of another that was. */
interface Branch {
  text: string
  index: number
  /** How many characters it shares with the branch before it. */
  shared: number
}

const begins = (whole: string, beginning: string) =>
  beginning.length <= whole.length && whole.slice(0, beginning.length) === beginning

/**
 * The texts that can matter: those with which some text begins that was read. All others are `DEAD`, which is exact,
 * because appending never makes them matter again. As in a trie, a text is a place on a branch: the first branch in the
 * order of the alphabet that begins with it, and how far. Places are numbered as they appear, 0 is the empty text.
 */
export class ReadTexts {
  readonly #branches: Branch[] = []
  /** What is appended somewhere, by number. */
  readonly pieces: readonly string[]
  readonly #numbers = new Map<number, number>()
  readonly #branchOf: number[] = []
  readonly #lengthOf: number[] = []
  #longest = 0
  /** How many texts were read; these have the first numbers. */
  readonly count: number
  /** The number of each text in the order in which they were given. */
  readonly read: Int32Array

  constructor(read: readonly string[], pieces: readonly string[]) {
    this.pieces = pieces
    const found: Branch[] = new Array(read.length)
    // Texts grow as time passes: from the end, most are beginnings of what is there.
    let last: Branch | undefined
    for (let at = read.length - 1; at >= 0; at -= 1) {
      const text = read[at] as string
      if (!last || !begins(last.text, text)) last = this.#enter(text)
      found[at] = last
    }
    if (this.#branches.length === 0) this.#enter('')
    this.#finish()
    this.#number(0, 0)
    this.read = new Int32Array(read.length)
    for (let at = 0; at < read.length; at += 1) {
      this.read[at] = this.#place((found[at] as Branch).index, (read[at] as string).length)
    }
    this.count = this.#branchOf.length
  }

  /** The branch that begins with the text, or that the text has become. */
  #enter(text: string): Branch {
    const at = this.#firstFrom(text)
    const next = this.#branches[at]
    if (next && begins(next.text, text)) return next
    const before = this.#branches[at - 1]
    if (before && begins(text, before.text)) {
      before.text = text
      return before
    }
    const branch = { text, index: 0, shared: 0 }
    this.#branches.splice(at, 0, branch)
    return branch
  }

  #finish(): void {
    this.#branches.forEach((branch, index) => {
      branch.index = index
      const before = this.#branches[index - 1]
      if (before) branch.shared = sharedLength(before.text, branch.text)
      this.#longest = Math.max(this.#longest, branch.text.length)
    })
  }

  /** Where in the alphabet a text stands among the branches; those that begin with it follow. */
  #firstFrom(text: string): number {
    let low = 0
    let high = this.#branches.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#branches[middle] as Branch).text < text) low = middle + 1
      else high = middle
    }
    return low
  }

  /** The number of the text which is so long a beginning of this branch. */
  #place(branch: number, length: number): number {
    let first = branch
    while (first > 0 && (this.#branches[first] as Branch).shared >= length) first -= 1
    return this.#number(first, length)
  }

  #number(branch: number, length: number): number {
    const key = branch * (this.#longest + 1) + length
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#branchOf.length)
    this.#lengthOf.push(length)
    return this.#branchOf.push(branch) - 1
  }

  /** Its number, `DEAD` of a text that no read text begins with. */
  number(text: string): number {
    const at = this.#firstFrom(text)
    const next = this.#branches[at]
    return next && begins(next.text, text) ? this.#number(at, text.length) : DEAD
  }

  /** The text after piece number `piece` was appended to it. */
  append(number: number, piece: number): number {
    if (number === DEAD) return DEAD
    const added = this.pieces[piece] as string
    const length = this.#lengthOf[number] as number
    for (let at = this.#branchOf[number] as number; ; ) {
      if ((this.#branches[at] as Branch).text.startsWith(added, length))
        return this.#number(at, length + added.length)
      at += 1
      if (at === this.#branches.length || (this.#branches[at] as Branch).shared < length) return DEAD
    }
  }

  begins(beginning: number, whole: number): boolean {
    const length = this.#lengthOf[beginning] as number
    if (length > (this.#lengthOf[whole] as number)) return false
    let branch = this.#branchOf[whole] as number
    while (branch > 0 && (this.#branches[branch] as Branch).shared >= length) branch -= 1
    return branch === this.#branchOf[beginning]
  }
}

/** How many characters two texts have in common at their beginning, found by halving. */
function sharedLength(a: string, b: string): number {
  let low = 0
  let high = Math.min(a.length, b.length)
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (a.slice(low, middle) === b.slice(low, middle)) low = middle
    else high = middle - 1
  }
  return low
}
