import type { TreeFile } from '../platform/tree.ts'

/** The commands of a generated project, each to be run as it stands inside its folder. */
export interface ProjectCommands {
  readonly install: string
  readonly lint: string
  readonly test: string
  readonly start: string
}

/** What one folder of templates puts into a project, on top of the layers before it. */
export interface Layer {
  /** Names the layer in messages about faults, such as `patterns/saga`. */
  readonly id: string
  readonly files: readonly TreeFile[]
  /** Lines by slot id. */
  readonly slots: ReadonlyMap<string, string>
  /** Objects by path, merged into the JSON file of that path. */
  readonly merges: ReadonlyMap<string, unknown>
  /** Files of earlier layers that this one makes superfluous. */
  readonly removes: readonly string[]
  /** Takes the place of what its pattern brings to all types. */
  readonly alone: boolean
}

/** A choice of a project type that is no pattern, such as its database. */
export interface OptionManifest {
  readonly kind: string
  /** The first is the default. */
  readonly values: readonly string[]
}

export interface RefusedOption {
  readonly kind: string
  readonly value: string
  readonly because: string
}

/** A project type in one language: the parts of the base that it builds on, and its own layer. */
export interface Template {
  readonly type: string
  readonly language: string
  readonly title: string
  readonly commands: ProjectCommands
  /** The patterns a project of this type gets when none are named. */
  readonly defaultPatterns: readonly string[]
  readonly options: readonly OptionManifest[]
  /** Values of options that one might expect, and a clause that completes "because ...". */
  readonly refused: readonly RefusedOption[]
  /** Parts of the base that it builds on. */
  readonly parts: readonly string[]
  readonly layers: readonly Layer[]
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
  /** The types of project that have a place for it. */
  readonly fits: readonly string[]
  /** Types that one might expect it to fit, and a clause that completes "because ...". */
  readonly unfit: readonly { readonly type: string; readonly because: string }[]
  /** Languages that one might expect it in, and a clause that completes "because ...". */
  readonly unwritten: readonly { readonly language: string; readonly because: string }[]
  /** Parts of the base that it builds on, where the type does not do so already. */
  readonly base: readonly string[]
  /** The languages it is written in. */
  readonly languages: readonly string[]
  readonly requires: readonly PatternReason[]
  readonly conflicts: readonly PatternReason[]
}
