import { closest } from '../lib/closest.ts'
import type { HistoryEvent, Value } from './operation.ts'
import { isList, showValue } from './value-key.ts'

/** What a record is not; `key` is the word of the record at fault, so that its column can be found. */
export class NotAnEvent extends Error {
  override readonly name = 'NotAnEvent'
  readonly key: string | undefined
  constructor(message: string, key?: string) {
    super(message)
    this.key = key
  }
}

const TYPES = ['invoke', 'ok', 'fail', 'info'] as const

/** Jepsen writes these too; they say nothing about what was asked and answered. */
const KNOWN: ReadonlySet<Value> = new Set([
  'type',
  'f',
  'process',
  'value',
  'key',
  'time',
  'error',
  'index',
  'final?',
])

export interface EventRecord {
  readonly event: HistoryEvent
  /** Its number, where the history numbers its events. */
  readonly index: number | undefined
  /** Keys that no checker reads. */
  readonly unknown: readonly string[]
}

/** One event from a map `{:process 0, :type :invoke, :f :read, :value nil}` or from Knossos' `[0 :invoke :read nil]`. */
export function eventOfRecord(record: Value, line: number): EventRecord {
  if (isList(record)) return { event: tuple(record, line), index: undefined, unknown: [] }
  if (record === null || typeof record !== 'object')
    throw new NotAnEvent(`has ${showValue(record)} where an event should be`)
  const unknown: string[] = []
  for (const key of record.keys()) if (!KNOWN.has(key)) unknown.push(String(key))
  for (const key of ['type', 'process', 'f']) {
    if (!record.has(key)) throw missing(key, unknown)
  }
  const index = record.get('index')
  return { event: eventOfMap(record, line), index: typeof index === 'number' ? index : undefined, unknown }
}

function missing(key: string, unknown: readonly string[]): NotAnEvent {
  const near = closest(key, unknown, 1)[0]
  return near === undefined
    ? new NotAnEvent(`has an event without :${key}`)
    : new NotAnEvent(`has an event without :${key}; :${near} is not known, was :${key} meant?`, near)
}

function eventOfMap(record: ReadonlyMap<Value, Value>, line: number): HistoryEvent {
  const value = record.get('value') ?? null
  const key = record.get('key')
  const time = record.get('time')
  const error = record.get('error')
  return {
    type: type(record.get('type') as Value),
    process: process(record.get('process') as Value),
    f: name(record.get('f') as Value),
    value: key === undefined ? value : [key, value],
    ...(typeof time === 'number' ? { timeNs: time } : {}),
    ...(error === undefined || error === null ? {} : { error }),
    ...(record.get('final?') === true ? { final: true } : {}),
    line,
  }
}

function tuple(record: readonly Value[], line: number): HistoryEvent {
  const [who, what, f, value] = record
  if (record.length < 3 || who === undefined || what === undefined || f === undefined) {
    throw new NotAnEvent('has a vector that is not [process type f value]')
  }
  return { type: type(what), process: process(who), f: name(f), value: value ?? null, line }
}

function type(value: Value): HistoryEvent['type'] {
  const known = TYPES.find((one) => one === value)
  if (known) return known
  throw new NotAnEvent(`has the type ${showValue(value)}; it must be :invoke, :ok, :fail or :info`, 'type')
}

function process(value: Value): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value
  throw new NotAnEvent(`has the process ${showValue(value)}; it must be a number or a name`, 'process')
}

function name(value: Value): string {
  if (typeof value === 'string' && value !== '') return value
  throw new NotAnEvent(`has the function ${showValue(value)}; it must be a name`, 'f')
}
