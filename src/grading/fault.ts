/** Why a program got no further than being loaded, or was stopped: a result, not an error of ours. */
export interface Fault {
  /** Stable, kebab-case. */
  readonly code: string
  /** `inconclusive` when the machine is at fault (no interpreter), `fail` when the program is. */
  readonly verdict: 'fail' | 'inconclusive'
  /** What happened, one sentence without a full stop. */
  readonly message: string
  readonly line?: number
  /** Lines of code or output that show it, as they are. */
  readonly excerpt?: readonly string[]
  /** What to do next. */
  readonly next: readonly string[]
}

export function isFault(value: object): value is Fault {
  return 'code' in value && 'next' in value && 'verdict' in value
}
