import type { Entry } from './messages.ts'

/** A message that a consumer has got and not finished. */
export interface Task {
  readonly offset: number
  readonly entry: Entry
  attempts: number
  state: 'waiting' | 'working' | 'pausing'
}

/** One partition that a consumer owns: what it has got of it, and how far it has come. */
export class Lane {
  readonly partition: number
  /** The next offset to fetch. */
  next: number
  /** Everything below is done. */
  done: number
  /** The offset that was committed last, as far as the consumer knows. */
  committed: number
  tasks: Task[] = []
  /** Done, but something before them is not. */
  readonly #ahead = new Set<number>()

  constructor(partition: number, offset: number) {
    this.partition = partition
    this.next = offset
    this.done = offset
    this.committed = offset
  }

  add(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.tasks.push({ offset: this.next, entry, attempts: 0, state: 'waiting' })
      this.next += 1
    }
  }

  /** Those that may begin now: of each key only the first, unless order does not matter. */
  ready(most: number, ordered: boolean): Task[] {
    const keys = new Set<number>()
    const ready: Task[] = []
    let working = this.tasks.filter(({ state }) => state === 'working').length
    for (const task of this.tasks) {
      const blocked = ordered && keys.has(task.entry.key)
      keys.add(task.entry.key)
      if (blocked || task.state !== 'waiting' || working >= most) continue
      working += 1
      ready.push(task)
    }
    return ready
  }

  finished(task: Task): void {
    this.tasks = this.tasks.filter((other) => other !== task)
    this.#ahead.add(task.offset)
    while (this.#ahead.delete(this.done)) this.done += 1
  }

  putLast(task: Task): void {
    this.tasks = [...this.tasks.filter((other) => other !== task), task]
  }
}
