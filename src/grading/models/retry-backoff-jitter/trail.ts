import type { Json } from '../../sequence.ts'
import { ran } from '../../value.ts'
import type { World } from '../value-model.ts'

/** Why a call came to its end; `budget` when its waits alone use it up, `time` when attempts did so as well. */
export type Ending = 'success' | 'permanent' | 'attempts' | 'budget' | 'time'

/** What one call does, step by step, and which property has each step so: what a program breaks first decides. */
export class Trail {
  readonly #world: World
  readonly #lines: string[] = []
  readonly #rules: string[] = []

  constructor(world: World) {
    this.#world = world
  }

  run(operation: Json): ReturnType<World['run']> {
    this.#note('operation()', 'tries-up-to-max-attempts')
    return this.#world.run(operation)
  }

  /** A wait of 0 ms may as well be left out: then whatever the program did is right. */
  sleep(ms: number, rule: string): void {
    const did = this.#world.did()
    const line = ran('sleep', [ms])
    if (ms === 0 && did.length > 0 && !did[this.#lines.length]?.startsWith('sleep(')) return
    this.#note(line, rule)
    this.#world.sleep(ms)
  }

  #note(line: string, rule: string): void {
    this.#lines.push(line)
    this.#rules.push(rule)
  }

  /** The property that the program breaks if it does not answer as it should. */
  rule(ending: Ending): string {
    const did = this.#world.did()
    const at = this.#lines.findIndex((line, index) => did[index] !== line)
    if (did.length === 0 || (at === -1 && did.length === this.#lines.length)) {
      return ending === 'success' ? 'returns-the-value' : 'the-last-error-comes-out'
    }
    return at === -1 ? goesOn(ending, did.slice(this.#lines.length)) : this.#departure(at, did[at])
  }

  #departure(at: number, seen: string | undefined): string {
    const sleeps = seen?.startsWith('sleep(')
    if (this.#lines[at] === 'operation()') {
      return sleeps ? 'sleeps-only-between-attempts' : 'tries-up-to-max-attempts'
    }
    if (seen === undefined) return 'tries-up-to-max-attempts'
    return sleeps ? (this.#rules[at] ?? '') : 'sleeps-only-between-attempts'
  }
}

/** The program went on where it should have ended. */
function goesOn(ending: Ending, more: readonly string[]): string {
  if (ending === 'success') return 'returns-the-value'
  if (ending === 'permanent') return 'permanent-errors-are-not-retried'
  if (ending === 'budget') return 'never-sleeps-past-the-budget'
  if (ending === 'time') return 'the-budget-counts-everything'
  return more.includes('operation()') ? 'tries-up-to-max-attempts' : 'sleeps-only-between-attempts'
}
