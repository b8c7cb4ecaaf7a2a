/** A key and its value; undefined is a tombstone. */
type Entry = readonly [key: string, value: string | undefined]

/** Sorted by key. Never changed. */
type Run = readonly Entry[]

export interface Options {
  memtableLimit?: number
  fanout?: number
}

/** A log-structured merge-tree: a memtable, and sorted runs on levels that are never changed, only merged. */
export class LsmTree {
  readonly #limit: number
  readonly #fanout: number
  #memtable = new Map<string, string | undefined>()
  /** Level 0 first, on each level the newest run first. */
  readonly #levels: Run[][] = []

  constructor({ memtableLimit = 4, fanout = 4 }: Options = {}) {
    this.#limit = memtableLimit
    this.#fanout = fanout
  }

  put(key: string, value: string): void {
    this.#write(key, value)
  }

  delete(key: string): void {
    this.#write(key, undefined)
  }

  get(key: string): string | undefined {
    if (this.#memtable.has(key)) return this.#memtable.get(key)
    for (const run of this.#levels.flat()) {
      const entry = run[firstAtLeast(run, key)]
      if (entry?.[0] === key) return entry[1]
    }
    return undefined
  }

  scan(start: string, end?: string | null): string[][] {
    const parts = [sorted(this.#memtable), ...this.#levels.flat()].map((run) => between(run, start, end))
    return merged(parts).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  }

  flush(): void {
    if (this.#memtable.size === 0) return
    this.#level(0).unshift(sorted(this.#memtable))
    this.#memtable = new Map()
    this.#mergeFull(0)
  }

  runs(): string[][][] {
    return this.#levels
      .flat()
      .map((run) => run.map(([key, value]) => (value === undefined ? [key] : [key, value])))
  }

  #write(key: string, value: string | undefined): void {
    this.#memtable.set(key, value)
    if (this.#memtable.size >= this.#limit) this.flush()
  }

  #level(index: number): Run[] {
    return (this.#levels[index] ??= [])
  }

  /** Merges a full level into the next, and that one if it is full then. */
  #mergeFull(index: number): void {
    const runs = this.#level(index)
    if (runs.length < this.#fanout) return
    this.#levels[index] = []
    // Where nothing older is left, there is nothing that a tombstone could hide.
    const isOldest = this.#levels.slice(index + 1).flat().length === 0
    const run = merged(runs).filter(([, value]) => value !== undefined || !isOldest)
    if (run.length > 0) this.#level(index + 1).unshift(run)
    this.#mergeFull(index + 1)
  }
}

/** One run of several, the newest of which comes first. */
function merged(runs: readonly Run[]): Run {
  return sorted(new Map([...runs].reverse().flat()))
}

function sorted(entries: ReadonlyMap<string, string | undefined>): Run {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
}

function between(run: Run, start: string, end: string | null | undefined): Run {
  const last = end === null || end === undefined ? run.length : firstAtLeast(run, end)
  return run.slice(firstAtLeast(run, start), last)
}

/** The index of the first entry whose key is not below this one. */
function firstAtLeast(run: Run, key: string): number {
  let low = 0
  let high = run.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((run[middle]?.[0] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}
