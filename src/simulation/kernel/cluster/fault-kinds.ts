import type { FaultKind } from '../fault.ts'

/**
 * All that can go wrong. The order says nothing but which kinds a seed happens to draw; in this one seed
 * 1, with which everybody begins, draws what the goals of most simulations need.
 */
export const everyFault: readonly FaultKind[] = [
  'slow',
  'pause',
  'clock-skew',
  'clog',
  'load',
  'partition',
  'clock-drift',
  'disk-full',
  'drop',
  'link',
  'crash',
]

/** For models that claim nothing about clocks that go wrong. */
export const everyFaultButClocks: readonly FaultKind[] = everyFault.filter(
  (kind) => kind !== 'clock-skew' && kind !== 'clock-drift',
)
