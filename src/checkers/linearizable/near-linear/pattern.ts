import type { Engine } from '../engine.ts'
import type { Entry } from '../entries.ts'

/** What a search for patterns finds: operations that have no order by themselves; none where all have one. */
export interface Pattern {
  readonly core?: readonly number[]
}

/** Steps in which the general search may say where a history fails, so that all of it is told of. */
const FEW_STEPS = 2_000

/**
 * Decides by patterns that no object of this type shows, in time that grows hardly faster than the history; by the
 * general search where they do not apply. What a pattern calls wrong, the general search must find wrong as well, in the
 * few operations that show it.
 */
export function patternEngine(
  general: Engine,
  find: (entries: readonly Entry[]) => Pattern | undefined,
): Engine {
  return (entries, budget, locate) => {
    const found = find(entries)
    if (!found) return general(entries, budget, locate)
    if (!found.core) return { verdict: true, steps: entries.length }
    const whole = general(entries, Math.min(budget, FEW_STEPS), locate)
    if (whole.verdict === false) return whole
    const core = [...found.core].sort((a, b) => a - b)
    const proof = general(
      core.map((at) => entries[at] as Entry),
      budget,
      locate,
    )
    if (proof.verdict !== false) return general(entries, budget, locate)
    const steps = entries.length + whole.steps + proof.steps
    return { verdict: false, steps, core, blockedAt: core[proof.blockedAt ?? 0] as number }
  }
}
