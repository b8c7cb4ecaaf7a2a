import type { Deed, Json, Script } from '../sequence.ts'

/** What a run of a function that the program is handed came to: its value, or the error that it failed with. */
export type Ran = { readonly value: Json } | { readonly error: string }

/** How far a script has been followed. */
export class Following {
  readonly #script: Script
  readonly #runs = new Map<string | undefined, number>()

  constructor(script: Script) {
    this.#script = script
  }

  /** What the next run does. A run whose first argument has a list of its own follows that. */
  next(first: Json | undefined): Deed {
    const own = typeof first === 'string' ? this.#script.by?.[first] : undefined
    const key = own === undefined ? undefined : (first as string)
    const deeds = own ?? this.#script.does
    const run = this.#runs.get(key) ?? 0
    this.#runs.set(key, run + 1)
    return deeds[Math.min(run, deeds.length - 1)] ?? {}
  }
}

/** The script of an argument that stands for a function. */
export function scriptOf(arg: Json): Script {
  return arg as unknown as Script
}
