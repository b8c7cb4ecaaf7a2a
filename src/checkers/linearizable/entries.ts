import type { Operation, Value } from '../../history/operation.ts'
import { isList, valueKey } from '../../history/value-key.ts'
import { UserError } from '../../lib/user-error.ts'
import type { SequentialModel, Step } from './model.ts'
import type { Interval } from './timeline.ts'

/** An operation as a search sees it. */
export interface Entry extends Interval {
  readonly step: Step
  readonly operation: Operation
  /** Its position in the history that was given. */
  readonly at: number
}

/** The operations on one object, in the order of their calls. */
export interface ObjectHistory {
  /** The key of the object, undefined where the history has no keys. */
  readonly key: Value | undefined
  readonly entries: readonly Entry[]
}

/**
 * Whether each value is a pair of a key and a value, as Jepsen's `independent` writes it. A `cas` of a history
 * without keys has a pair of its own, and a read there asks for nothing.
 */
export function hasKeys(operations: readonly Operation[]): boolean {
  let surely = false
  for (const { f, input } of operations) {
    if (!isList(input) || input.length !== 2) return false
    if (f !== 'cas') surely = true
    else if (!isList(input[1])) return false
    else surely = true
  }
  return surely
}

/** Splits a history by key; what failed had no effect and is left out. @throws UserError for a step that the model does not have. */
export function objectHistories(
  operations: readonly Operation[],
  model: SequentialModel,
  keyed: boolean,
): ObjectHistory[] {
  const objects = new Map<string | number, { key: Value | undefined; entries: Entry[] }>()
  operations.forEach((operation, at) => {
    // The model's own text and not a part of a line: searches compare it again and again.
    const f = model.functions.find((one) => one === operation.f)
    if (f === undefined) throw unknownFunction(operation, model)
    if (operation.outcome === 'fail') return
    const key = keyed ? first(operation.input) : undefined
    const name = typeof key === 'number' ? key : key === undefined ? '' : valueKey(key)
    let object = objects.get(name)
    if (!object) {
      object = { key, entries: [] }
      objects.set(name, object)
    }
    object.entries.push(entry(operation, f, at, model, keyed))
  })
  const all = [...objects.values()]
  for (const { entries } of all) sortByCall(entries)
  return all
}

const first = (value: Value): Value => (isList(value) ? (value[0] ?? null) : null)
const second = (value: Value): Value => (isList(value) ? (value[1] ?? null) : null)

function entry(operation: Operation, f: string, at: number, model: SequentialModel, keyed: boolean): Entry {
  const { input, output, outcome } = operation
  const told = outcome !== 'ok' ? undefined : keyed && isList(output) ? second(output) : output
  const step: Step = { f, input: keyed ? second(input) : input, output: told }
  const flaw = model.flaw(step)
  if (flaw !== undefined) throw wrongStep(operation, flaw)
  return {
    step,
    operation,
    at,
    call: operation.call,
    return: outcome === 'info' ? Number.POSITIVE_INFINITY : operation.return,
  }
}

function sortByCall(entries: Entry[]): void {
  for (let at = 1; at < entries.length; at += 1) {
    if ((entries[at - 1] as Entry).call > (entries[at] as Entry).call) {
      entries.sort((a, b) => a.call - b.call)
      return
    }
  }
}

const where = ({ line, call }: Operation) => (line === undefined ? `operation at ${call}` : `line ${line}`)

function unknownFunction(operation: Operation, model: SequentialModel): UserError {
  return new UserError(
    `${where(operation)}: ${operation.f} is no function of the model ${model.name}, which has ${model.functions.join(', ')}.`,
    {
      code: 'function-not-in-model',
      next: ['Choose the model that the history was recorded for: --model NAME.'],
    },
  )
}

function wrongStep(operation: Operation, flaw: string): UserError {
  return new UserError(`${where(operation)}: ${flaw}.`, {
    code: 'value-not-in-model',
    next: ['Check whether the history was recorded for another model.'],
  })
}
