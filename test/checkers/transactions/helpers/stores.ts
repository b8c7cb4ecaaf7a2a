import type { Operation, Outcome, Value } from '../../../../src/history/operation.ts'
import type { Dice } from './generate.ts'

/**
 * How a simulated store isolates transactions. `snapshot`: each reads as of its beginning, and of two that write one
 * key at once the second fails. `stale-snapshot`: the same, but as of some moment before. `forgetful-snapshot`: a
 * snapshot store with a fault, it forgets to look for such conflicts. `read-committed` and `read-uncommitted`: writers
 * lock keys until they end; readers see what was committed last, or what was written last.
 */
export type Isolation =
  | 'snapshot'
  | 'stale-snapshot'
  | 'forgetful-snapshot'
  | 'read-committed'
  | 'read-uncommitted'

type Micro = [Value, Value, Value]

interface Running {
  readonly process: number
  readonly micros: Micro[]
  readonly call: number
  readonly own: Map<Value, Value>
  snapshot: number
  next: number
  outcome: Outcome | undefined
}

interface Version {
  readonly at: number
  readonly value: Value
}

/** A store with a few clients that run transactions of 1 to 4 micro-operations, all interleaved. */
export class Store {
  readonly #dice: Dice
  readonly #isolation: Isolation
  readonly #lists: boolean
  readonly #versions = new Map<Value, Version[]>()
  readonly #locks = new Map<Value, Running>()
  readonly #written = new Map<number, number>()
  #commits = 0

  constructor(dice: Dice, isolation: Isolation, lists: boolean) {
    this.#dice = dice
    this.#isolation = isolation
    this.#lists = lists
  }

  run(transactions: number, clients: number, keys: number): Operation[] {
    const active: Running[] = []
    const operations: Operation[] = []
    let at = 0
    let begun = 0
    while (begun < transactions || active.length > 0) {
      const process = this.#dice.below(clients)
      const running = active.find((one) => one.process === process)
      if (running?.outcome) {
        active.splice(active.indexOf(running), 1)
        operations.push(ended(running, at))
        at += 1
      } else if (running) this.#step(running)
      else if (begun < transactions) {
        begun += 1
        active.push(this.#begin(process, at, keys))
        at += 1
      }
    }
    return operations.sort((a, b) => a.call - b.call)
  }

  #begin(process: number, call: number, keys: number): Running {
    const micros = Array.from({ length: 1 + this.#dice.below(4) }, (): Micro => {
      const key = this.#dice.below(keys)
      if (this.#dice.chance(50)) return ['r', key, null]
      const value = (this.#written.get(key) ?? 0) + 1
      this.#written.set(key, value)
      return [this.#lists ? 'append' : 'w', key, value]
    })
    return { process, micros, call, own: new Map(), snapshot: -1, next: 0, outcome: undefined }
  }

  #step(running: Running): void {
    if (running.snapshot < 0) {
      const behind = this.#isolation === 'stale-snapshot' ? this.#dice.below(3) : 0
      running.snapshot = Math.max(0, this.#commits - behind)
      return
    }
    const micro = running.micros[running.next]
    if (!micro) this.#end(running)
    else if (this.#runs(running, micro)) running.next += 1
    else running.outcome = this.#release(running, 'fail')
  }

  /** Runs a micro-operation, unless the key is locked by another. */
  #runs(running: Running, micro: Micro): boolean {
    const [f, key, value] = micro
    if (f === 'r') {
      micro[2] = this.#sees(running, key)
      return true
    }
    const holder = this.#locks.get(key)
    if (this.#isLocking() && holder && holder !== running) return false
    if (this.#isLocking()) this.#locks.set(key, running)
    const before = (this.#sees(running, key) ?? []) as readonly Value[]
    running.own.set(key, this.#lists ? [...before, value] : value)
    return true
  }

  #isLocking(): boolean {
    return this.#isolation.startsWith('read-')
  }

  #sees(running: Running, key: Value): Value {
    const holder = this.#locks.get(key)
    const dirty = this.#isolation === 'read-uncommitted' && holder ? holder.own.get(key) : undefined
    const latest = this.#isLocking() ? this.#commits : running.snapshot
    const versions = this.#versions.get(key) ?? []
    return running.own.get(key) ?? dirty ?? versions.filter(({ at }) => at <= latest).at(-1)?.value ?? null
  }

  #end(running: Running): void {
    const conflicts = [...running.own.keys()].some(
      (key) => ((this.#versions.get(key) ?? []).at(-1)?.at ?? 0) > running.snapshot,
    )
    const minds = !this.#isLocking() && this.#isolation !== 'forgetful-snapshot'
    if ((conflicts && minds) || this.#dice.chance(5)) {
      running.outcome = this.#release(running, 'fail')
      return
    }
    this.#commits += 1
    for (const [key, value] of running.own) {
      this.#versions.set(key, [...(this.#versions.get(key) ?? []), { at: this.#commits, value }])
    }
    running.outcome = this.#release(running, this.#dice.chance(5) ? 'info' : 'ok')
  }

  #release(running: Running, outcome: Outcome): Outcome {
    for (const [key, holder] of this.#locks) if (holder === running) this.#locks.delete(key)
    return outcome
  }
}

function ended({ process, micros, call, outcome = 'ok' }: Running, at: number): Operation {
  const input: Value = micros.map(([f, key, value]) => [f, key, f === 'r' ? null : value])
  return {
    process,
    f: 'txn',
    input,
    output: outcome === 'ok' ? micros.map((micro) => [...micro]) : input,
    outcome,
    call,
    return: outcome === 'info' ? Number.POSITIVE_INFINITY : at,
  }
}
