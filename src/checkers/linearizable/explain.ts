import type { Operation, Value } from '../../history/operation.ts'
import { isList, showValue, valueKey } from '../../history/value-key.ts'
import { counted } from '../../lib/counted.ts'
import type { Engine } from './engine.ts'
import type { Entry } from './entries.ts'
import type { SequentialModel } from './model.ts'

const SHOWN = 60
const CANDIDATES = 64
const PER_TRIAL = 50_000

/** `1.420 s` of nanoseconds. */
const seconds = (ns: number) => `${(ns / 1e9).toFixed(3)} s`

const brief = (value: Value) => {
  const text = showValue(value)
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}...`
}

/** Where an operation stands, as far as the history tells: `process 3, line 57, at 1.420 s`. */
function place({ process, line, returnNs }: Operation): string {
  return [
    `process ${process}`,
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(returnNs === undefined ? [] : [`at ${seconds(returnNs)}`]),
  ].join(', ')
}

function deed({ step }: Entry): string {
  const { f, input, output } = step
  if (f === 'cas' && output === false) return `the refused cas ${brief(input)}`
  if (input === null && output !== undefined) return `the ${f} that was told ${brief(output)}`
  if (output === undefined || output === null || valueKey(output) === valueKey(input))
    return `the ${f} ${brief(input)}`
  return `the ${f} ${brief(input)} that was told ${brief(output)}`
}

/**
 * Why no order passes the return of `blocked`, in words. `entries` is the history up to that return, or a part of it
 * that has no order; of a part nobody can say what could have been told instead.
 */
export function whyBlocked(
  blocked: Entry,
  {
    entries,
    isWhole,
    key,
    model,
    engine,
  }: {
    entries: readonly Entry[]
    isWhole: boolean
    key: Value | undefined
    model: SequentialModel
    engine: Engine
  },
): string {
  const of = key === undefined ? '' : ` of key ${brief(key)}`
  const start = `No order of the operations${of} explains ${deed(blocked)} (${place(blocked.operation)})`
  const told = blocked.step.output
  if (told === undefined || model.answered?.(blocked.step, told) === undefined) return `${start}.`
  const possible = isWhole ? possibleAnswers(blocked, entries, model, engine) : []
  const instead =
    possible.length === 0 ? '' : `: it could only have been told ${possible.map(brief).join(' or ')}`
  return `${start}${instead}.${asDigits(blocked, possible)}${nobodys(blocked, entries, model)}`
}

/** A value out of nowhere. */
function nobodys({ step }: Entry, entries: readonly Entry[], model: SequentialModel): string {
  const need = step.output === null ? undefined : model.needs?.(step)?.[0]
  if (
    need === undefined ||
    entries.some((one) => model.provides?.(one.step).includes(need) && one.step !== step)
  )
    return ''
  return ` Nothing before had brought ${brief(step.output ?? null)}.`
}

/** The answers that an order would allow. */
function possibleAnswers(
  blocked: Entry,
  entries: readonly Entry[],
  model: SequentialModel,
  engine: Engine,
): Value[] {
  const candidates = new Map<string, Value>([[valueKey(null), null]])
  const add = (value: Value) => candidates.size < CANDIDATES && candidates.set(valueKey(value), value)
  for (const { step } of entries) {
    for (const value of [step.input, step.output]) {
      if (value === undefined || typeof value === 'boolean') continue
      if (step.f === 'cas' && isList(value)) value.forEach(add)
      else add(value)
    }
  }
  candidates.delete(valueKey(blocked.step.output ?? null))
  const allowed = (answer: Value) => {
    const step = model.answered?.(blocked.step, answer)
    if (!step) return false
    const changed = entries.map((one) => (one.at === blocked.at ? { ...one, step } : one))
    return engine(changed, PER_TRIAL).verdict === true
  }
  return [...candidates.values()].filter(allowed)
}

/** A text of digits is no number: the one mistake in which the value looks right. */
function asDigits(blocked: Entry, possible: readonly Value[]): string {
  const told = blocked.step.output ?? null
  const twin = possible.find((one) => typeof one !== typeof told && String(one) === String(told))
  if (twin === undefined) return ''
  return ` The types differ: it was told ${kindOf(told)} ${showValue(told)}, where ${kindOf(twin)} ${showValue(twin)} was written. As one type they would agree.`
}

const kindOf = (value: Value) => (typeof value === 'string' ? 'the text' : 'the number')

export function whyValid(operations: number, objects: number, keyed: boolean): string {
  const on = keyed ? ` on ${counted(objects, 'key')}` : ''
  return `${counted(operations, 'operation')}${on} can be put in an order that agrees with every answer and with real time.`
}
