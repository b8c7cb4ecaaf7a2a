import type { ShortPattern } from '../../search/compile/read-content.ts'

/** What can be begun. */
export const SCAFFOLDS = ['pattern', 'incident', 'quiz', 'exercise', 'simulation', 'concept'] as const
export type ScaffoldKind = (typeof SCAFFOLDS)[number]

/** What a scaffold is made of, read beforehand. */
export interface ScaffoldInput {
  /** Kebab-case: of a pattern, quiz or exercise the lesson's. */
  readonly slug: string
  /** As it was typed. */
  readonly name: string
  /** `2026-11-22`. */
  readonly today: string
  /** What is written of the pattern in short. */
  readonly short?: ShortPattern
  /** Of a simulation: the folder to write to is the repository of this program. */
  readonly inRepository?: boolean
  /** The lesson that a quiz, an exercise or a simulation is for. */
  readonly lesson?: { readonly path: string; readonly title: string; readonly source: string }
  /** Of a concept: its area, and the file of that area where there is one. */
  readonly area?: { readonly title: string; readonly path: string; readonly text?: string }
}

export interface ScaffoldPlan {
  /** Files that must not be there yet. */
  readonly create: readonly { readonly path: string; readonly text: string }[]
  /** Small changes in files that are there: `find` must occur once, else `otherwise` is said to the author. */
  readonly edit: readonly {
    readonly path: string
    readonly find: string
    readonly replace: string
    readonly otherwise: string
  }[]
  /** What is left to do, besides writing. */
  readonly next?: readonly string[]
}

/** What stands where the author has to write; `content lint` names each. */
export function toWrite(what: string): string {
  return `[to write: ${what}]`
}

/** The same as a YAML string. */
export function quotedToWrite(what: string): string {
  return JSON.stringify(toWrite(what))
}

/** `read-repair` as a title: Read Repair. */
export function titleOf(slug: string): string {
  return slug
    .split('-')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ')
}
