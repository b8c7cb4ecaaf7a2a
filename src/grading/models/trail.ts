import type { Json } from '../sequence.ts'
import { ran } from '../value.ts'
import type { World } from './value-model.ts'

/** Runs the given functions, and remembers for each run the property that it hangs on. */
export class Trail {
  readonly #world: World
  readonly #runs: { readonly line: string; readonly rule: string }[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** The label of the error that it failed with; undefined when it succeeded. */
  run(rule: string, name: string, ...args: readonly Json[]): string | undefined {
    this.#runs.push({ line: ran(name, args), rule })
    const outcome = this.#world.run(name, ...args)
    return 'error' in outcome ? outcome.error : undefined
  }

  /** What the program did where the next run is due. */
  next(): string | undefined {
    return this.#world.did()[this.#runs.length]
  }

  /** That of the first run where the program did something else; `last` when it did just these. */
  ruleOf(last: string): string {
    const did = this.#world.did()
    return this.#runs.find(({ line }, at) => did[at] !== line)?.rule ?? last
  }
}
