/** What is known of one host. */
export interface Host {
  /** Errors in a row. */
  errors: number
  /** Times it was ejected, less those that were forgiven. */
  ejections: number
  ejectedAtMs: number
  /** When it comes back, or came back last; undefined while it was never ejected. */
  untilMs: number | undefined
  /** The property that its present state hangs on. */
  rule: string
}

export function freshHost(): Host {
  return { errors: 0, ejections: 0, ejectedAtMs: 0, untilMs: undefined, rule: 'knows-its-hosts' }
}
