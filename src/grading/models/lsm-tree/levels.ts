import type { Has } from './misconceptions.ts'
import { byKey, merged, type Run, withoutTombstones } from './runs.ts'

/** What the last change of the runs was, and so which property they put to the test. */
export type Change = 'none' | 'flushed' | 'merged' | 'kept-tombstones' | 'dropped-tombstones'

/** The runs on their levels, each level with its newest run first. */
export class Levels {
  readonly #has: Has
  readonly #fanout: number
  #levels: Run[][] = []
  change: Change = 'none'

  constructor(fanout: number, has: Has) {
    this.#fanout = fanout
    this.#has = has
  }

  /** All runs, the newest first. */
  get runs(): readonly Run[] {
    return this.#levels.flat()
  }

  replace(edit: (run: Run) => Run): void {
    this.#levels = this.#levels.map((level) => level.map(edit))
  }

  add(run: Run, merges: boolean): void {
    this.#place(0, run, this.#has('flush-behind'))
    this.change = 'flushed'
    if (merges && !this.#has('never-merges')) this.#mergeFull(0)
  }

  #place(index: number, run: Run, isBehind: boolean): void {
    if (isBehind) this.#level(index).push(run)
    else this.#level(index).unshift(run)
  }

  #level(index: number): Run[] {
    while (this.#levels.length <= index) this.#levels.push([])
    return this.#levels[index] ?? []
  }

  #mergeFull(index: number): void {
    const runs = this.#level(index)
    if (runs.length < this.#fanout + (this.#has('merges-late') ? 1 : 0)) return
    const isAll = this.#has('merges-everything')
    const taken = isAll ? [...this.runs] : runs
    const older = isAll ? [] : this.#levels.slice(index + 1).flat()
    const result = this.#merged(taken, older, this.#isOldest(index, older))
    if (isAll) this.#levels = this.#levels.map(() => [])
    else this.#levels[index] = []
    const to = this.#has('merged-stays') ? index : index + 1
    if (result.length > 0 || this.#has('empty-run-kept')) this.#place(to, result, this.#has('merged-behind'))
    if (!this.#has('no-cascade') && to !== index) this.#mergeFull(to)
  }

  #isOldest(index: number, older: readonly Run[]): boolean {
    if (this.#has('oldest-by-depth')) return index + 1 >= this.#levels.length
    if (this.#has('looks-one-level-down')) return (this.#levels[index + 1] ?? []).length === 0
    return older.length === 0
  }

  #merged(runs: readonly Run[], older: readonly Run[], isOldest: boolean): Run {
    const result = this.#combined(runs, isOldest)
    const tombstones = result.length - withoutTombstones(result).length
    this.change = tombstones === 0 ? 'merged' : isOldest ? 'dropped-tombstones' : 'kept-tombstones'
    if (this.#has('merge-never-drops')) return result
    if (isOldest || this.#has('merge-always-drops')) return withoutTombstones(result)
    if (!this.#has('drops-where-unneeded')) return result
    const hidden = new Set(older.flat().map(({ key }) => key))
    return result.filter(({ key, value }) => value !== null || hidden.has(key))
  }

  #combined(runs: readonly Run[], isOldest: boolean): Run {
    if (this.#has('merge-oldest-wins')) return merged([...runs].reverse())
    if (this.#has('merge-keeps-both')) return [...runs.flat()].sort(byKey)
    if (isOldest && this.#has('drops-before-merging')) return merged(runs.map(withoutTombstones))
    return merged(runs)
  }
}
