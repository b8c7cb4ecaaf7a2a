import type { Fault } from './fault.ts'

/** What happens to a run from outside. */
export interface Schedule {
  readonly faults: readonly Fault[]
  /** Client operations that take part, ascending; all of them when left out. */
  readonly operations?: readonly number[] | undefined
  /** The run ends then; when left out, where it ends by itself. */
  readonly untilUs?: number
}

/** How long and how strong the faults are, all in all; only for comparing two schedules. */
export function weightOf(faults: readonly Fault[]): number {
  return faults.reduce((sum, fault) => sum + fault.durationUs + strengthOf(fault), 0)
}

function strengthOf(fault: Fault): number {
  switch (fault.kind) {
    case 'slow':
    case 'clock-skew':
      return Math.abs(fault.byUs)
    case 'clock-drift':
      return Math.abs(fault.ppm)
    case 'drop':
    case 'load':
      return fault.count * 1000
    case 'partition':
      return fault.side.length * 1000
    case 'link':
      return (
        ((fault.loss ?? 0) + (fault.duplicate ?? 0)) * 1e6 + (fault.delayUs ?? 0) + (fault.reorderUs ?? 0)
      )
    default:
      return 0
  }
}

/** The same fault, weaker, in every way in which it can be: for each one candidate. */
export function weaker(fault: Fault): Fault[] {
  switch (fault.kind) {
    case 'crash':
      return fault.disk === 'wiped' ? [{ ...fault, disk: 'unsynced-lost' }] : []
    case 'slow':
    case 'clock-skew':
      return halved(fault.byUs).map((byUs) => ({ ...fault, byUs }))
    case 'clock-drift':
      return halved(fault.ppm).map((ppm) => ({ ...fault, ppm }))
    case 'drop':
    case 'load':
      return halved(fault.count)
        .filter((count) => count > 0)
        .map((count) => ({ ...fault, count }))
    case 'partition':
      return fault.side.length < 2
        ? []
        : fault.side.map((node) => ({ ...fault, side: fault.side.filter((other) => other !== node) }))
    case 'link':
      return weakerLinks(fault)
    default:
      return []
  }
}

const LINK_HARMS = ['loss', 'duplicate', 'delayUs', 'reorderUs'] as const

/** Without one of its harms, else with half of it. */
function weakerLinks(fault: Extract<Fault, { kind: 'link' }>): Fault[] {
  return LINK_HARMS.flatMap((harm) => {
    const { [harm]: strength, ...others } = fault
    if (strength === undefined) return []
    const half = harm === 'loss' || harm === 'duplicate' ? strength / 2 : Math.trunc(strength / 2)
    return half === 0 ? [others] : [others, { ...fault, [harm]: half }]
  })
}

function halved(strength: number): number[] {
  const half = Math.trunc(strength / 2)
  return half === strength ? [] : [half]
}

/** Both as one that lasts from the first to the end of the last; undefined where they are of different things. */
export function merged(one: Fault, other: Fault): Fault | undefined {
  const [first, last] = one.atUs <= other.atUs ? [one, other] : [other, one]
  const target = ({ atUs: _at, durationUs: _duration, ...rest }: Fault) => JSON.stringify(rest)
  if (target(one) !== target(other)) return undefined
  const endUs = Math.max(first.atUs + first.durationUs, last.atUs + last.durationUs)
  return { ...first, durationUs: endUs - first.atUs }
}
