import type { Grammar } from '../platform/grammars.ts'

/** What rules are written for; JavaScript is read as TypeScript. */
export type RuleLanguage = 'python' | 'typescript'

/** `possible`: whether it is a risk depends on what the file does not show. */
export type Confidence = 'likely' | 'possible'

/** How a rule finds its risk in one language. */
export interface RuleQueries {
  /** A regular expression; files that it does not match are not looked at. */
  readonly when: string
  /** Queries of tree-sitter; each marks the risk with `@risk`. */
  readonly queries: readonly string[]
  /** How it is mended in this language; in place of what the rule says. */
  readonly fix?: string | undefined
}

/** A risk that can be seen in code; `content/code-rules.yaml`, without its examples. */
export interface RiskRule {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly fix: string
  /** Slugs of the patterns to read, first the one that mends it. */
  readonly patterns: readonly string[]
  readonly confidence: Confidence
  /** Asked of tests as well, in which much is right that would be a risk elsewhere. */
  readonly tests?: boolean | undefined
  /** Of the incident in which this went wrong. */
  readonly incident?: string | undefined
  /** The page that says so. */
  readonly source: string
  readonly python?: RuleQueries | undefined
  readonly typescript?: RuleQueries | undefined
}

export interface CodeLanguage {
  readonly name: string
  readonly rules: RuleLanguage
  readonly grammar: Grammar
}

/** A line that is a risk, and why. */
export interface Finding {
  readonly rule: string
  readonly title: string
  /** From 1. */
  readonly line: number
  /** From 1, in UTF-16 code units. */
  readonly column: number
  /** The line as it stands, without indentation. */
  readonly snippet: string
  readonly why: string
  readonly fix: string
  readonly pattern: string
  readonly patterns: readonly string[]
  readonly confidence: Confidence
  readonly incident?: string
  readonly source: string
}

/** What was found in a file, in the order of its lines. */
export interface RiskReport {
  readonly language: string
  readonly rules: number
  /** Only the rules that are meant for tests were asked. */
  readonly isTest: boolean
  readonly findings: readonly Finding[]
  /** First line that is no code of the language, where rules may be blind. */
  readonly unparsedLine?: number
}
