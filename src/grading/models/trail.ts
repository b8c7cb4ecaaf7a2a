import type { Json } from '../sequence.ts'
import { ran } from '../value.ts'
import type { Ran } from './scripts.ts'
import type { World } from './value-model.ts'

/** The property that a run hangs on, which may depend on what the program did in its place. */
export type Rule = string | ((did: string | undefined) => string)

/** Runs the given functions, and remembers for each run the property that it hangs on. */
export class Trail {
  readonly #world: World
  readonly #runs: { readonly line: string; readonly rule: Rule }[] = []

  constructor(world: World) {
    this.#world = world
  }

  /** What a run of this given function comes to. */
  gives(rule: Rule, name: string, ...args: readonly Json[]): Ran {
    this.#runs.push({ line: ran(name, args), rule })
    return this.#world.run(name, ...args)
  }

  /** The label of the error that it failed with; undefined when it succeeded. */
  run(rule: Rule, name: string, ...args: readonly Json[]): string | undefined {
    const outcome = this.gives(rule, name, ...args)
    return 'error' in outcome ? outcome.error : undefined
  }

  sleep(rule: Rule, ms: number): void {
    this.#runs.push({ line: ran('sleep', [ms]), rule })
    this.#world.sleep(ms)
  }

  /** That of the first run where the program did something else; `last` when it did just these. */
  ruleOf(last: Rule): string {
    const did = this.#world.did()
    const differs = this.#runs.findIndex(({ line }, at) => did[at] !== line)
    const at = differs === -1 ? this.#runs.length : differs
    const rule = this.#runs[at]?.rule ?? last
    return typeof rule === 'string' ? rule : rule(did[at])
  }
}

/** Ends a call with the error of a given function, which hangs on this property. */
export class Escape extends Error {
  readonly label: string
  readonly rule: Rule

  constructor(label: string, rule: Rule) {
    super(label)
    this.label = label
    this.rule = rule
  }
}
