import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { isLater, type Write } from './writes.ts'

/** A cell of its own, because a program may wrongly share it among its registers. */
interface Cell {
  latest: Write | undefined
  /** What merges alone have added to the largest stamp. For a misconception. */
  counted: number
}

/** The state-based register of Shapiro and others (2011), specification 8, stamped as Akka's default clock does. */
export class LwwRegister implements Subject {
  readonly #world: World
  readonly #name: string
  #cell: Cell
  /** The largest stamp given here. */
  #own = 0
  /** The property that what is held hangs on. */
  #rule = 'begins-empty'

  constructor(world: World) {
    this.#world = world
    this.#name = world.text('replica')
    const shared = this.#has('shared-register') && world.first instanceof LwwRegister
    this.#cell = shared ? (world.first as LwwRegister).#cell : this.#fresh()
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    switch (method) {
      case 'set':
        return this.#set(String(args[0]))
      case 'clear':
        return this.#clear()
      case 'get':
        return { rule: this.#rule, value: this.#value() }
      case 'merge':
        return this.#merge(args[0] as LwwRegister)
      default: {
        const { latest } = this.#cell
        const hidden = latest === undefined || (latest.value === null && this.#has('clear-hides-its-stamp'))
        if (hidden) return { rule: this.#rule, value: null }
        return { rule: this.#rule, value: method === 'written_at' ? latest.stamp : latest.author }
      }
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #fresh(): Cell {
    if (!this.#has('stamped-when-made')) return { latest: undefined, counted: 0 }
    return { latest: { stamp: this.#nowMs(), author: this.#name, value: null }, counted: 0 }
  }

  #value(): Json {
    const { latest } = this.#cell
    if (latest === undefined) return this.#has('begins-with-empty-text') ? '' : null
    if (latest.value === null) return this.#has('clear-leaves-empty-text') ? '' : null
    return latest.value === '' && this.#has('empty-text-is-nothing') ? null : latest.value
  }

  #set(value: string): Answer {
    const { latest } = this.#cell
    if (this.#has('same-value-is-no-write') && latest?.value === value) {
      return { rule: this.#ruleOfStamp(), value: latest.stamp }
    }
    const answer = this.#write(value)
    this.#rule = 'holds-what-was-set'
    return answer
  }

  #clear(): Answer {
    const { latest } = this.#cell
    const rule = 'clearing-is-a-write'
    if (this.#has('clear-of-empty-ignored') && (latest === undefined || latest.value === null)) {
      return { rule, value: latest?.stamp ?? null }
    }
    if (this.#has('clear-keeps-the-old-stamp')) {
      if (latest !== undefined) this.#cell.latest = { ...latest, value: null }
      return { rule, value: latest?.stamp ?? null }
    }
    const answer = this.#write(null)
    if (this.#has('clear-forgets')) this.#cell.latest = undefined
    this.#rule = rule
    return answer
  }

  #write(value: string | null): Answer {
    const rule = this.#ruleOfStamp()
    const stamp = this.#stamp(this.#nowMs())
    const { latest } = this.#cell
    this.#own = Math.max(this.#own, stamp)
    const isDropped = this.#has('later-writes-are-dropped') && latest !== undefined && stamp <= latest.stamp
    if (!isDropped) this.#cell.latest = { stamp, author: this.#name, value }
    return { rule, value: this.#has('gives-the-time') ? this.#nowMs() : stamp }
  }

  #ruleOfStamp(): string {
    const { latest } = this.#cell
    if (latest === undefined || latest.stamp < this.#nowMs()) return 'stamps-by-the-clock'
    return latest.author === this.#name ? 'stamps-grow' : 'stamps-after-what-it-saw'
  }

  #stamp(now: number): number {
    const { latest, counted } = this.#cell
    const seen = latest === undefined ? 0 : latest.stamp
    if (this.#has('counts-without-the-clock')) return seen + 1
    if (this.#has('stamps-by-the-clock-alone') || this.#has('later-writes-are-dropped')) return now
    if (this.#has('stamp-not-below')) return Math.max(now, seen)
    if (this.#has('always-adds-one')) return Math.max(now, seen) + 1
    if (this.#has('own-stamps-only')) return Math.max(now, this.#own + 1)
    return Math.max(now, Math.max(seen, counted) + 1)
  }

  #merge(other: LwwRegister): Answer {
    const [mine, theirs] = [this.#cell.latest, other.#cell.latest]
    this.#rule = ruleOfMerge(mine, theirs) ?? this.#rule
    if (this.#has('merge-counts')) this.#count(other)
    const names = { own: this.#name, others: other.#name }
    const has = (id: Wrong): boolean => this.#has(id)
    if (theirs === undefined) {
      if (this.#has('unwritten-wins')) this.#cell.latest = undefined
    } else if (
      (theirs.value !== null || !this.#has('cleared-never-wins')) &&
      (mine === undefined || isLater(theirs, mine, names, has))
    ) {
      this.#take(theirs, other)
    }
    if (this.#has('merge-changes-the-other')) other.#cell.latest = this.#cell.latest
    return { rule: this.#rule, value: null }
  }

  /** What a Lamport clock does on a receipt, where nothing has happened. */
  #count(other: LwwRegister): void {
    const own = Math.max(this.#cell.latest?.stamp ?? 0, this.#cell.counted)
    const others = Math.max(other.#cell.latest?.stamp ?? 0, other.#cell.counted)
    this.#cell.counted = Math.max(own, others) + 1
  }

  #take(write: Write, other: LwwRegister): void {
    if (this.#has('merge-shares')) {
      this.#cell = other.#cell
      return
    }
    if (this.#has('merge-stamps-anew')) {
      const seen = Math.max(write.stamp, this.#cell.latest?.stamp ?? 0)
      const stamp = Math.max(this.#nowMs(), seen + 1)
      this.#cell.latest = { ...write, stamp, author: this.#name }
      return
    }
    this.#cell.latest = this.#has('merge-takes-authorship') ? { ...write, author: this.#name } : write
  }
}

/** What a merge of the two puts to the test; undefined when it leaves both as they are. */
function ruleOfMerge(mine: Write | undefined, theirs: Write | undefined): string | undefined {
  if (theirs === undefined) return mine === undefined ? undefined : 'later-stamp-wins'
  if (mine === undefined) return theirs.value === null ? 'clearing-is-a-write' : 'later-stamp-wins'
  if (mine.stamp !== theirs.stamp) {
    const later = mine.stamp > theirs.stamp ? mine : theirs
    return later.value === null ? 'clearing-is-a-write' : 'later-stamp-wins'
  }
  return mine.author === theirs.author ? 'merging-again-changes-nothing' : 'ties-by-replica'
}
