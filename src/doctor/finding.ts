/** `error`: something does not work. `warning`: something may be lost or go wrong. `info`: good to know. */
export type Severity = 'error' | 'warning' | 'info'

export interface Finding {
  /** Stable, kebab-case, for scripts. */
  readonly id: string
  readonly severity: Severity
  /** What is wrong: a sentence. */
  readonly what: string
  /** A file, a folder, a variable, or `this machine`. */
  readonly where: string
  /** What to do: a command or a sentence. */
  readonly next: string
  /** Mended in this run. */
  readonly fixed?: boolean
}

/** What was looked at and is well. */
export interface Fact {
  readonly id: string
  readonly what: string
}

/** Something that can be mended without losing anything. */
export interface Mendable extends Finding {
  readonly mend?: () => Promise<void>
}

export interface Looked {
  readonly findings: readonly Mendable[]
  readonly facts: readonly Fact[]
}

export interface Surroundings {
  readonly nowMs: number
  readonly warn: (message: string) => void
  /** Of this compendium. */
  readonly version: string
  readonly env: Readonly<Record<string, string | undefined>>
}

export function well(id: string, what: string): Looked {
  return { findings: [], facts: [{ id, what }] }
}

export function found(...findings: readonly Mendable[]): Looked {
  return { findings, facts: [] }
}

export function together(all: readonly Looked[]): Looked {
  return { findings: all.flatMap(({ findings }) => findings), facts: all.flatMap(({ facts }) => facts) }
}
