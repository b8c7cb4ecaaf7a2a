import { Escape, type Trail } from '../trail.ts'
import type { World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import type { Entry, Store } from './store.ts'

/** One poll: publishes what is due, in the order of commits, and holds back keys that fail. */
export class Relay {
  readonly #world: World
  readonly #trail: Trail
  readonly #store: Store
  readonly #held = new Set<string>()
  #calls = 0
  #counted = 0
  #published = 0
  /** The property that the next call of publish hangs on. */
  #rule = 'publishes-in-commit-order'
  #isOver = false

  constructor(world: World, trail: Trail, store: Store) {
    this.#world = world
    this.#trail = trail
    this.#store = store
  }

  poll(batch: number): number {
    const limit = this.#has('ignores-the-batch') ? Number.POSITIVE_INFINITY : batch
    for (const entry of this.#inOrder()) {
      if (this.#counted >= limit || this.#isOver) break
      if (this.#isHeldBack(entry)) {
        if (this.#has('held-back-count')) this.#counted += 1
        continue
      }
      this.#offer(entry)
    }
    return this.#has('tells-the-calls') ? this.#calls : this.#published
  }

  /** What nothing more may follow, or else this is broken. */
  get rule(): string {
    return this.#rule === 'holds-back-the-key-alone' ? this.#rule : 'batch-limits-the-calls'
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #inOrder(): Entry[] {
    const due = this.#store.entries.filter(({ isParked }) => !isParked)
    if (this.#has('sorts-by-id')) return due.sort((a, b) => (a.id < b.id ? -1 : 1))
    return this.#has('newest-first') ? due.reverse() : due
  }

  #isHeldBack({ key }: Entry): boolean {
    if (this.#held.has(key)) return true
    const isParked = this.#store.entries.some((one) => one.key === key && one.isParked)
    return isParked && this.#has('parked-holds-back')
  }

  #offer(entry: Entry): void {
    if (this.#has('marks-first')) this.#remove(entry)
    const failed = this.#publish(entry)
    if (failed === undefined) {
      this.#counted += 1
      this.#published += 1
      if (!this.#has('never-marks')) this.#remove(entry)
      return
    }
    if (!this.#has('only-successes-count')) this.#counted += 1
    this.#failed(entry, failed)
    const isAgain = this.#has('retries-at-once') && !entry.isParked && !this.#has('marks-first')
    if (isAgain) this.#offer(entry)
  }

  #publish(entry: Entry): string | undefined {
    const { key, payload } = entry
    const text = this.#has('publishes-current-state') ? this.#store.value(key) : payload
    const again = entry.failures > 0 && this.#has('new-id-at-redelivery') ? `-${entry.failures + 1}` : ''
    this.#calls += 1
    const rule = (did: string | undefined): string => this.#ruleOf(entry, did)
    const failed = this.#trail.run(rule, 'publish', entry.id + again, text)
    this.#rule = failed === undefined ? 'publishes-in-commit-order' : 'holds-back-the-key-alone'
    return failed
  }

  #ruleOf({ id }: Entry, did: string | undefined): string {
    if (did?.startsWith(`publish("${id}",`) === true) return 'publishes-what-was-written'
    return did === undefined && this.#rule === 'publishes-in-commit-order'
      ? 'marks-after-publishing'
      : this.#rule
  }

  #failed(entry: Entry, failed: string): void {
    entry.failures += 1
    if (this.#has('marks-first')) {
      // It is gone, and with it whatever could be noted of it.
      this.#held.add(entry.key)
      return
    }
    const ofKey = (this.#store.failures.get(entry.key) ?? 0) + 1
    this.#store.failures.set(entry.key, ofKey)
    const isRejected = failed === 'MessageRejectedError' && !this.#has('retries-the-rejected')
    const failures = this.#has('counts-by-key') ? ofKey : entry.failures
    if (isRejected || this.#has('parks-at-once') || failures >= this.#limit()) this.#park(entry)
    else if (!this.#has('overtakes')) this.#held.add(entry.key)
    if (this.#has('failure-escapes')) throw new Escape(failed, 'marks-after-publishing')
    if (this.#has('stops-at-failure')) this.#isOver = true
  }

  #park(entry: Entry): void {
    entry.isParked = true
    entry.parkedAs = this.#store.nextParked()
    this.#rule = 'parked-holds-nothing-back'
    if (this.#has('drops-the-parked')) this.#remove(entry)
    if (this.#has('parked-holds-this-poll')) this.#held.add(entry.key)
  }

  #limit(): number {
    const isOther = this.#has('default-attempts') && this.#world.isDefault('max_attempts')
    const more = isOther || this.#has('parks-one-late') ? 1 : 0
    return this.#world.number('max_attempts') + more
  }

  #remove(entry: Entry): void {
    this.#store.entries = this.#store.entries.filter((one) => one !== entry)
  }
}
