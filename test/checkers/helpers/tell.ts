import type { HistoryEvent, Operation, Value } from '../../../src/history/operation.ts'
import { pairOperations } from '../../../src/history/pair.ts'

/** What plain objects and arrays mean as values of a history. */
export type Plain =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Plain[]
  | { readonly [key: string]: Plain }

export const value = (plain: Plain): Value => {
  if (Array.isArray(plain)) return plain.map(value)
  if (plain === null || typeof plain !== 'object') return plain as Value
  return new Map(Object.entries(plain).map(([key, held]): [Value, Value] => [key, value(held)]))
}

export type Told = readonly [
  type: 'invoke' | 'ok' | 'fail' | 'info' | 'final',
  process: number,
  f: string,
  value?: Plain,
]

/** A history told in tuples. `final` is the completion of a final read. One millisecond passes from event to event. */
export function tell(...told: readonly Told[]): Operation[] {
  const events = told.map(
    ([type, process, f, plain], at): HistoryEvent => ({
      type: type === 'final' ? 'ok' : type,
      process,
      f,
      value: value(plain ?? null),
      timeNs: at * 1_000_000,
      ...(type === 'final' ? { final: true } : {}),
    }),
  )
  return pairOperations(events)
}

export type Turn = readonly [type: Told[0], process: number, f: string, input?: Plain, output?: Plain]

/** One operation after the other: each is invoked and completes before the next begins. */
export function inTurn(...told: readonly Turn[]): Operation[] {
  return tell(
    ...told.flatMap(([type, process, f, input, output]): Told[] => [
      ['invoke', process, f, input ?? null],
      [type, process, f, output === undefined ? (input ?? null) : output],
    ]),
  )
}

export const kinds = (result: { readonly findings: readonly { readonly kind: string }[] }) =>
  [...new Set(result.findings.map((one) => one.kind))].sort()
