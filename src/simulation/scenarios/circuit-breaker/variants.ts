/** What the ids of the metrics of the run without a breaker begin with. */
export const WITHOUT = 'without.'

export const variants = [
  { prefix: '', title: 'with breaker', guarded: true },
  { prefix: WITHOUT, title: 'without', guarded: false },
] as const
