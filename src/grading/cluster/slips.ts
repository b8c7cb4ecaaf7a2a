/** A departure from the protocol. Each breaks what a node can rely on, whatever the workload says. */
export interface Slip {
  readonly kind: SlipKind
  readonly node: string
  readonly atUs: number
  /** What happened, as a sentence that names the node. */
  readonly text: string
  /** The line or message that shows it. */
  readonly excerpt?: string
}

export type SlipKind =
  | 'not-started'
  | 'no-init-ok'
  | 'no-newline'
  | 'not-json'
  | 'not-utf8'
  | 'not-a-message'
  | 'unknown-key'
  | 'unknown-destination'
  | 'bad-reply'
  | 'bad-error'
  | 'unasked-reply'
  | 'ended'
  | 'stuck'
  | 'too-much'

const KEPT_OF_A_KIND = 3

/** Remembers the first slips of each kind at each node, and counts the others. */
export class Slips {
  readonly #kept: Slip[] = []
  readonly #counts = new Map<string, number>()

  add(slip: Slip): void {
    const key = `${slip.kind} ${slip.node}`
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    if (count <= KEPT_OF_A_KIND) this.#kept.push(slip)
  }

  get all(): readonly Slip[] {
    return this.#kept
  }

  /** How many there were in all, those not kept included. */
  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0)
  }
}
