import type { Mistake } from './mutants.ts'

/** How to stamp. */
export interface ClockRules {
  /** The step in which physical clocks count. */
  readonly resolutionUs: number
  readonly mistake: Mistake | undefined
}

/** A hybrid timestamp: `l` is the highest physical time heard of, `c` counts events within the same `l`. */
export interface Hybrid {
  readonly l: number
  readonly c: number
}

export function before(a: Hybrid, b: Hybrid): boolean {
  return a.l < b.l || (a.l === b.l && a.c < b.c)
}

/** For a local event and for sending (Kulkarni et al. 2014, Figure 5). */
export function tick(last: Hybrid, pt: number, { mistake, resolutionUs }: ClockRules): Hybrid {
  // The naive algorithm of the paper: without a counter, time itself must move on.
  if (mistake === 'moves-time') return { l: Math.max(last.l + resolutionUs, pt), c: 0 }
  if (mistake === 'physical-only') return { l: pt, c: 0 }
  const l = mistake === 'ignores-clock' && last.l > 0 ? last.l : Math.max(last.l, pt)
  if (mistake === 'counter-stuck') return { l, c: 0 }
  if (mistake === 'counter-never-reset') return { l, c: last.c + 1 }
  return { l, c: l === last.l ? last.c + 1 : 0 }
}

/** For receiving a message with the timestamp `sent` (Figure 5). */
export function receive(last: Hybrid, sent: Hybrid, pt: number, rules: ClockRules): Hybrid {
  const { mistake } = rules
  if (mistake === 'no-update-on-receive' || mistake === 'physical-only') return tick(last, pt, rules)
  const l = highest(last, sent, pt, mistake)
  if (mistake === 'moves-time') return tick({ l: Math.max(last.l, sent.l), c: 0 }, pt, rules)
  if (mistake === 'counter-stuck') return { l, c: 0 }
  if (mistake === 'counter-never-reset') return { l, c: Math.max(last.c, sent.c) + 1 }
  if (l === last.l && l === sent.l) {
    return { l, c: mistake === 'ignores-sent-counter' ? last.c + 1 : Math.max(last.c, sent.c) + 1 }
  }
  if (l === last.l) return { l, c: last.c + 1 }
  return { l, c: l === sent.l ? sent.c + 1 : 0 }
}

function highest(last: Hybrid, sent: Hybrid, pt: number, mistake: Mistake | undefined): number {
  if (mistake === 'forgets-own') return Math.max(sent.l, pt)
  if (mistake === 'ignores-clock') return Math.max(last.l, sent.l)
  return Math.max(last.l, sent.l, pt)
}
