import { UserError } from '../../lib/user-error.ts'
import type { Fault, FaultKind, FaultRule, Load } from './fault.ts'

/** When client operations begin. */
export interface Operations {
  /** By operation. */
  readonly atUs: Float64Array
  /** The operations that take part, in the order in which they begin. */
  readonly order: Int32Array
}

/** The seed's own operations, then those of each wave of load; with `only`, no others take part. */
export function operationsOf(
  times: readonly number[],
  faults: readonly Fault[],
  only?: readonly number[],
): Operations {
  const waves = faults.filter((fault): fault is Load => fault.kind === 'load')
  const atUs = Float64Array.from([...times, ...waves.flatMap(waveTimes)])
  const chosen = only === undefined ? undefined : new Set(only)
  const all = Array.from(atUs, (_, operation) => operation)
  const kept = chosen === undefined ? all : all.filter((operation) => chosen.has(operation))
  const order = kept.sort((a, b) => (atUs[a] as number) - (atUs[b] as number) || a - b)
  return { atUs, order: Int32Array.from(order) }
}

function waveTimes({ atUs, durationUs, count }: Load): number[] {
  return Array.from({ length: count }, (_, n) => atUs + Math.floor((n * durationUs) / count))
}

/** The faults of a run: exactly those it was given, else the scenario's own. */
export function faultsOf<K extends FaultKind>(
  given: readonly (Fault | FaultRule)[] | undefined,
  kinds: readonly K[],
  own: readonly Fault[],
): Extract<Fault, { kind: K }>[] {
  const known: readonly string[] = kinds
  for (const { kind } of given ?? []) {
    if (known.includes(kind)) continue
    throw new UserError(`This simulation knows no fault "${kind}".`, {
      code: 'unknown-fault',
      next: [`Its faults: ${known.length === 0 ? 'none' : known.join(', ')}`],
    })
  }
  return (given ?? own) as Extract<Fault, { kind: K }>[]
}
