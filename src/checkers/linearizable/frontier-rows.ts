/** Words of a row: the value of the register, three sets of pending operations, then the set of lost ones used. */
export const STATE = 0
export const MUST = 1
export const MAY = 2
export const SEEN = 3
export const USED = 4

/** A value that nothing asks for any more, whichever it is. */
export const NOBODYS = -1

/** A list of rows in one array. A row stands at an offset, a multiple of `stride`. */
export class Rows {
  words = new Int32Array(1024)
  stride = USED
  /** Offset past the last row. */
  end = 0

  clear(stride: number): void {
    this.stride = stride
    this.end = 0
  }

  /** Room for one more row; gives its offset. */
  add(): number {
    const at = this.end
    this.end = at + this.stride
    if (this.end > this.words.length) {
      const larger = new Int32Array(2 * this.words.length)
      larger.set(this.words)
      this.words = larger
    }
    return at
  }

  copy(from: Rows, at: number): number {
    const to = this.add()
    const { words } = this
    const source = from.words
    for (let word = 0; word < this.stride; word += 1) words[to + word] = source[at + word] as number
    return to
  }

  /** Appends a copy of the row at `at`. */
  copyOf(at: number): number {
    const to = this.add()
    const { words } = this
    for (let word = 0; word < this.stride; word += 1) words[to + word] = words[at + word] as number
    return to
  }

  /** Appends a row of another list, without the operation at `bit` in any of its sets. */
  copyWithout(from: Rows, at: number, bit: number): void {
    this.dropAt(this.copy(from, at), bit)
  }

  /** Takes the operation at `bit` out of all sets of a row. */
  dropAt(row: number, bit: number): void {
    const { words } = this
    words[row + MUST] = (words[row + MUST] as number) & ~bit
    words[row + MAY] = (words[row + MAY] as number) & ~bit
    words[row + SEEN] = (words[row + SEEN] as number) & ~bit
  }

  /** Moves the row at `at`, which is not before the end, to the end. */
  moveUp(at: number): number {
    const to = this.end
    this.end = to + this.stride
    if (to === at) return to
    const { words } = this
    for (let word = 0; word < this.stride; word += 1) words[to + word] = words[at + word] as number
    return to
  }

  /** Keeps so many rows at most, those with the fewest lost operations used. True when some were dropped. */
  narrow(most: number): boolean {
    const count = this.end / this.stride
    if (count <= most) return false
    const spent = Int32Array.from({ length: count }, (_, row) => this.#spent(row * this.stride))
    const limit = spent.slice().sort()[most] as number
    let atLimit = most - spent.filter((one) => one < limit).length
    this.end = 0
    spent.forEach((one, row) => {
      if (one > limit || (one === limit && atLimit <= 0)) return
      if (one === limit) atLimit -= 1
      this.moveUp(row * this.stride)
    })
    return true
  }

  #spent(row: number): number {
    let spent = 0
    for (let word = USED; word < this.stride; word += 1) {
      for (let left = this.words[row + word] as number; left !== 0; left &= left - 1) spent += 1
    }
    return spent
  }

  /**
   * Whether whatever can follow row b can follow row a too: same value, no fewer observers served, fewer lost
   * operations used, and every set of operations done that b stands for is one that a stands for.
   */
  covers(a: number, b: number, anyState: boolean): boolean {
    const { words, stride } = this
    if (words[a] !== words[b] && !(anyState && words[b] === NOBODYS)) return false
    const mustA = words[a + MUST] as number
    const mustB = words[b + MUST] as number
    if ((mustA & ~mustB) !== 0) return false
    if (((mustB | (words[b + MAY] as number)) & ~(mustA | (words[a + MAY] as number))) !== 0) return false
    if (((words[b + SEEN] as number) & ~(words[a + SEEN] as number)) !== 0) return false
    for (let word = USED; word < stride; word += 1) {
      if (((words[a + word] as number) & ~(words[b + word] as number)) !== 0) return false
    }
    return true
  }

  /** Keeps the last row only when none before covers it, and of those before only what it does not cover. True when kept. */
  settle(anyState: boolean): boolean {
    const last = this.end - this.stride
    for (let at = 0; at < last; at += this.stride) {
      if (this.covers(at, last, anyState)) {
        this.end = last
        return false
      }
    }
    let kept = 0
    for (let at = 0; at < last; at += this.stride) {
      if (this.covers(last, at, anyState)) continue
      if (kept !== at) this.words.copyWithin(kept, at, at + this.stride)
      kept += this.stride
    }
    if (kept !== last) this.words.copyWithin(kept, last, this.end)
    this.end = kept + this.stride
    return true
  }

  /** Takes the last row away again when one before covers it. Rows before stay where they are. */
  settleNew(): void {
    const last = this.end - this.stride
    for (let at = 0; at < last; at += this.stride) {
      if (this.covers(at, last, false)) {
        this.end = last
        return
      }
    }
  }
}
