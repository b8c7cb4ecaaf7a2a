import type { Scenario } from '../model.ts'
import type { Deed, Json, Operation, Options, Script, Sequence } from '../sequence.ts'

/** Calls a method of the first subject. */
export function call(method: string, ...args: readonly Json[]): Operation {
  return { op: 'invoke', on: 0, method, args }
}

/** Calls a method of another subject, from 0. */
export function callOn(on: number, method: string, ...args: readonly Json[]): Operation {
  return { op: 'invoke', on, method, args }
}

/** Calls a method and keeps its value, for `result` to hand on. */
export function keep(id: number, on: number, method: string, ...args: readonly Json[]): Operation {
  return { op: 'invoke', on, method, args, as: id }
}

/** As an argument, what the latest operation that kept its value under this number gave. */
export function result(id: number): Json {
  return { $result: id }
}

/** Starts a call of this number on the first subject, and lets it stay in flight. */
export function start(id: number, method: string, ...args: readonly Json[]): Operation {
  return { op: 'start', id, on: 0, method, args }
}

/** The same on another subject, from 0. */
export function startOn(on: number, id: number, method: string, ...args: readonly Json[]): Operation {
  return { op: 'start', id, on, method, args }
}

/** The same by the caller of another call, as soon as that has come back. */
export function startAfter(after: number, id: number, method: string, ...args: readonly Json[]): Operation {
  return { op: 'start', id, on: 0, method, args, after }
}

/** The held run of the function that this call was handed, or of the given function of this name, ends so. */
export function finish(of: number | string, does: Deed, run = 1): Operation {
  return { op: 'finish', of, run, does }
}

/** Virtual time passes; with a negative number the clock is set back. */
export function wait(ms: number): Operation {
  return { op: 'advance', ms }
}

/** The subject of this index as an argument. */
export function subject(index: number): Json {
  return { $subject: index }
}

/** As an argument, a function of this name that follows the deeds, one run after the other, the last for ever. */
export function handing(name: string, does: readonly Deed[], by: Script['by'] = {}): Json {
  const script = { $function: name, does, ...(Object.keys(by).length === 0 ? {} : { by }) }
  return script as unknown as Json
}

type Setting = Partial<Omit<Sequence, 'ops' | 'options'>>

/** A scenario that shows a property. The clock starts at 5,000 ms unless `setting` says otherwise. */
export function shows(
  property: string,
  options: Options,
  ops: readonly Operation[],
  setting: Setting = {},
): Scenario {
  return { property, sequence: { startMs: 5000, subjects: 1, ...setting, options, ops } }
}

export function times(count: number, op: Operation): Operation[] {
  return Array.from({ length: count }, () => op)
}
