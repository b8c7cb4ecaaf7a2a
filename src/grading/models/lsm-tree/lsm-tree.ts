import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { Levels } from './levels.ts'
import type { Has } from './misconceptions.ts'
import { byKey, type Entry, merged, type Run, told, withoutTombstones } from './runs.ts'

const DONE = null

/** All that a tree holds: a cell of its own, because a program may wrongly share it among its trees. */
interface Content {
  memtable: Map<string, string | null>
  /** Writes since the last flush, for a misconception alone. */
  writes: number
  readonly levels: Levels
}

/** The tree of the contract: a memtable, and runs on levels. */
export class LsmTree implements Subject {
  readonly #has: Has
  readonly #limit: number
  readonly #content: Content
  #isFlushedOnDemand = false

  constructor(world: World) {
    this.#has = (id) => world.has(id)
    const more = (id: 'default-limit' | 'default-fanout', option: string): number =>
      world.number(option) + (world.has(id) && world.isDefault(option) ? 1 : 0)
    this.#limit = more('default-limit', 'memtable_limit')
    const levels = new Levels(more('default-fanout', 'fanout'), this.#has)
    const shared =
      world.has('shared-tree') && world.first instanceof LsmTree ? world.first.#content : undefined
    this.#content = shared ?? { memtable: new Map(), writes: 0, levels }
  }

  call(method: string, args: readonly (Json | Subject)[], seen: Json | undefined): Answer {
    const [first, second] = args
    switch (method) {
      case 'put':
        return this.#put(String(first), String(second))
      case 'delete':
        return this.#delete(String(first))
      case 'get':
        return this.#get(String(first))
      case 'scan':
        return this.#scan(String(first), second === null ? null : String(second))
      case 'flush':
        return this.#flushOnDemand()
      default:
        return this.#runs(seen)
    }
  }

  #put(key: string, value: string): Answer {
    const { levels } = this.#content
    const newest = levels.runs[0]
    if (this.#has('put-changes-runs') && newest?.some((entry) => entry.key === key)) {
      const edit = (entry: Entry): Entry => (entry.key === key ? { key, value } : entry)
      levels.replace((run) => (run === newest ? run.map(edit) : run))
      return { rule: 'reads-the-last-write', value: DONE }
    }
    this.#write(key, value)
    return { rule: 'reads-the-last-write', value: DONE }
  }

  #delete(key: string): Answer {
    const { memtable, levels } = this.#content
    const inRuns = levels.runs.some((run) => run.some((entry) => entry.key === key))
    const isAbsent = (merged(this.#sources()).find((entry) => entry.key === key)?.value ?? null) === null
    const answer = { rule: 'a-delete-is-a-write', value: DONE }
    if (this.#has('delete-of-absent-ignored') && isAbsent) return answer
    if (this.#has('delete-changes-runs')) levels.replace((run) => run.filter((entry) => entry.key !== key))
    const isPlain = this.#has('delete-in-memtable-only') || this.#has('delete-changes-runs')
    if (isPlain || (this.#has('delete-looks-into-runs') && !inRuns)) memtable.delete(key)
    else this.#write(key, null)
    return answer
  }

  #write(key: string, value: string | null): void {
    const { memtable } = this.#content
    memtable.set(key, value)
    this.#content.writes += 1
    const live = [...memtable.values()].filter((one) => one !== null).length
    let count = this.#has('tombstones-not-counted') ? live : memtable.size
    if (this.#has('counts-writes')) count = this.#content.writes
    if (count < this.#limit + (this.#has('flush-late') ? 1 : 0)) return
    this.#flush(true)
    this.#isFlushedOnDemand = false
  }

  #flush(merges: boolean): void {
    const all = this.#memtableRun()
    const run = this.#has('flush-drops-tombstones') ? withoutTombstones(all) : all
    if (!this.#has('flush-keeps-memtable')) this.#content.memtable = new Map()
    this.#content.writes = 0
    if (run.length > 0 || this.#has('flush-of-nothing')) this.#content.levels.add(run, merges)
  }

  #memtableRun(): Run {
    return [...this.#content.memtable].map(([key, value]) => ({ key, value })).sort(byKey)
  }

  /** The memtable and the runs, the newest first. */
  #sources(): readonly Run[] {
    return [this.#memtableRun(), ...this.#content.levels.runs]
  }

  #flushOnDemand(): Answer {
    if (!this.#has('flush-only-when-full')) this.#flush(!this.#has('flush-does-not-merge'))
    this.#isFlushedOnDemand = true
    return { rule: 'flushes-on-demand', value: DONE }
  }

  #get(key: string): Answer {
    const [memtable = [], ...runs] = this.#sources()
    const read = this.#has('runs-not-read') ? runs.slice(0, 1) : runs
    const ordered = this.#has('get-oldest-first') ? [...read].reverse() : read
    const sources = this.#has('memtable-not-read') ? ordered : [memtable, ...ordered]
    const found = sources.flat().filter((entry) => entry.key === key && !this.#isPassed(entry, memtable))
    const value = found[0]?.value ?? null
    return { rule: ruleOfGet(found), value: value === '' && this.#has('empty-is-nothing') ? null : value }
  }

  /** Whether a program looks on behind the entry. */
  #isPassed(entry: Entry, memtable: Run): boolean {
    if (entry.value === '' && this.#has('empty-looks-on')) return memtable.includes(entry)
    return entry.value === null && this.#has('get-skips-tombstones')
  }

  #scan(start: string, end: string | null): Answer {
    if (this.#has('scan-flushes')) this.#flush(true)
    const [memtable = [], ...runs] = this.#sources()
    const read = this.#has('scan-ignores-memtable') ? runs : [memtable, ...runs]
    const sources = this.#has('scan-skips-tombstones') ? read.map(withoutTombstones) : read
    const all = merged(this.#has('scan-oldest-wins') ? [...sources].reverse() : sources)
    const live = withoutTombstones(all).filter(({ value }) => value !== '' || !this.#has('scan-drops-empty'))
    const found = live.filter(({ key }) => this.#isWithin(key, start, end))
    const rule = 'scans-a-range'
    if (!this.#has('scan-unsorted')) return { rule, value: told(found) }
    const due = told([...found].reverse())
    return { rule, allows: (seen) => isPermutation(seen, due), due: 'any order', value: due }
  }

  #isWithin(key: string, start: string, end: string | null): boolean {
    if (key < start || (key === start && this.#has('scan-excludes-start'))) return false
    if (end === null || (end === '' && this.#has('scan-empty-end'))) return true
    return key < end || (key === end && this.#has('scan-includes-end'))
  }

  #runs(seen: Json | undefined): Answer {
    const { levels } = this.#content
    const runs = this.#has('runs-oldest-first') ? [...levels.runs].reverse() : levels.runs
    const value = runs.map(told)
    const rule = this.#ruleOfRuns(value, seen)
    levels.change = 'none'
    this.#isFlushedOnDemand = false
    if (!this.#has('runs-unsorted')) return { rule, value }
    const due = value.map((run) => [...run].reverse())
    return { rule, allows: (given) => isEachPermuted(given, due), due: 'any order', value: due }
  }

  #ruleOfRuns(due: readonly Json[], seen: Json | undefined): string {
    if (isEachPermuted(seen, due) || (isPermutation(seen, due) && due.length > 1)) return 'runs-are-sorted'
    const isCounted = Array.isArray(seen) && seen.length === due.length
    switch (this.#content.levels.change) {
      case 'none':
        return 'runs-never-change'
      case 'flushed':
        return this.#isFlushedOnDemand ? 'flushes-on-demand' : 'flushes-when-full'
      case 'merged':
        return isCounted ? 'merging-keeps-the-newest' : 'merges-full-levels'
      case 'kept-tombstones':
        return isCounted ? 'tombstones-stay-until-the-oldest-run' : 'merges-full-levels'
      case 'dropped-tombstones':
        return 'tombstones-go-at-the-oldest-run'
    }
  }
}

function ruleOfGet(found: readonly Entry[]): string {
  const [newest] = found
  if (newest?.value === null) return 'deleted-stays-deleted'
  return found.length > 1 ? 'newest-wins' : 'reads-the-last-write'
}

/** Whether the list holds the same in some order. */
function isPermutation(seen: Json | undefined, due: readonly Json[]): boolean {
  const sorted = (list: readonly Json[]): string =>
    JSON.stringify(list.map((one) => JSON.stringify(one)).sort())
  return Array.isArray(seen) && sorted(seen) === sorted(due)
}

function isEachPermuted(seen: Json | undefined, due: readonly Json[]): boolean {
  if (!Array.isArray(seen) || seen.length !== due.length) return false
  return due.every((run, index) => isPermutation(seen[index], run as readonly Json[]))
}
