import type { Fault, FaultKind, NodeId } from '../kernel/fault.ts'

type Untimed<F> = F extends Fault ? Omit<F, 'atUs' | 'durationUs'> : never

/** A fault without its time: a control gives it one. */
export type Harm = Untimed<Fault>

/** Something goes wrong from `atUs` on, for so long or, without `forUs`, until it is relieved. */
export interface Strike {
  readonly kind: 'strike'
  readonly atUs: number
  readonly forUs?: number
  readonly harms: readonly Harm[]
  /** What was done, in words: `kill server 2`. */
  readonly text: string
}

/** Faults of these kinds that act at `atUs` are over from then on; those of one node, if it names one. */
export interface Relief {
  readonly kind: 'relief'
  readonly atUs: number
  readonly ends: readonly FaultKind[]
  readonly node?: NodeId
  readonly text: string
}

/** One thing that somebody who watches a run did to it. */
export type Control = Strike | Relief

/** What `heal` ends. */
export const NETWORK_FAULTS: readonly FaultKind[] = ['partition', 'link', 'clog', 'drop', 'slow']

/**
 * The faults of a run that is watched: the given ones as the controls, in order of time, left them.
 * What lasts to the end lasts one microsecond longer than the run, so that nothing starts again there.
 */
export function scheduleOf(base: readonly Fault[], controls: readonly Control[], endUs: number): Fault[] {
  let faults = [...base]
  for (const control of controls) {
    if (control.kind === 'strike') faults.push(...faultsOf(control, endUs))
    else faults = faults.flatMap((fault) => relieved(fault, control))
  }
  return faults
}

function faultsOf({ atUs, forUs, harms }: Strike, endUs: number): Fault[] {
  const durationUs = forUs ?? Math.max(1, endUs + 1 - atUs)
  return harms.map((harm): Fault => ({ ...harm, atUs, durationUs }))
}

/** A fault that was relieved at the moment at which it struck never was. */
function relieved(fault: Fault, { atUs, ends, node }: Relief): Fault[] {
  const concerned = ends.includes(fault.kind) && (node === undefined || nodeOf(fault) === node)
  if (!concerned || atUs < fault.atUs || atUs >= fault.atUs + fault.durationUs) return [fault]
  return atUs === fault.atUs ? [] : [{ ...fault, durationUs: atUs - fault.atUs }]
}

function nodeOf(fault: Fault): NodeId | undefined {
  return 'node' in fault ? fault.node : undefined
}
