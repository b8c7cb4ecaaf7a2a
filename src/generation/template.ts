import type { TreeFile } from '../platform/tree.ts'

/** The commands of a generated project, each to be run as it stands inside its folder. */
export interface ProjectCommands {
  readonly install: string
  readonly lint: string
  readonly test: string
  readonly start: string
}

/** A project type in one language: real files with marked places where patterns put their lines. */
export interface Template {
  readonly type: string
  readonly language: string
  readonly title: string
  readonly commands: ProjectCommands
  /** The patterns a project of this type gets when none are named. */
  readonly defaultPatterns: readonly string[]
  /** Ids of the places in `files` that a pattern may fill. */
  readonly slots: readonly string[]
  readonly files: readonly TreeFile[]
}

export interface PatternReason {
  readonly slug: string
  /** A clause that completes "because ...". */
  readonly because: string
}

/** What is known of a pattern whatever the language. */
export interface PatternManifest {
  readonly slug: string
  readonly title: string
  /** Wrappers around a call nest in this order: the lowest is nearest to the call. */
  readonly order: number
  readonly requires: readonly PatternReason[]
  readonly conflicts: readonly PatternReason[]
}

/** What a pattern adds to a project of one type and language. */
export interface Overlay {
  readonly pattern: PatternManifest
  readonly files: readonly TreeFile[]
  /** Lines by slot id. */
  readonly slots: ReadonlyMap<string, string>
  /** Objects by path, merged into the JSON file of that path. */
  readonly merges: ReadonlyMap<string, unknown>
}
