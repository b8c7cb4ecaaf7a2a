import { edn } from './edn.ts'
import type { HistoryEvent, Operation, Value } from './operation.ts'
import { isList } from './value-key.ts'

/** The events of operations, in order of time: what `pairOperations` joins. */
export function eventsOf(operations: readonly Operation[]): HistoryEvent[] {
  const timed = operations.flatMap((one) => {
    const { process, f, outcome } = one
    const call = {
      at: one.call,
      event: {
        type: 'invoke',
        process,
        f,
        value: one.input,
        ...time(one.callNs),
        ...last(one),
      } as HistoryEvent,
    }
    if (one.return === Number.POSITIVE_INFINITY) return [call]
    const event: HistoryEvent = {
      type: outcome,
      process,
      f,
      value: one.output,
      ...time(one.returnNs),
      ...error(one.error),
      ...last(one),
    }
    return [call, { at: one.return, event }]
  })
  return timed.sort((a, b) => a.at - b.at).map(({ event }) => event)
}

const time = (ns: number | undefined) => (ns === undefined ? {} : { timeNs: ns })
const last = ({ final }: Operation) => (final === true ? { final } : {})
const error = (value: Value | undefined) => (value === undefined ? {} : { error: value })

/** `history.edn` as Jepsen writes it, one event a line. */
export function historyEdn(events: readonly HistoryEvent[]): string {
  return events
    .map(
      (event, index) =>
        `{${fields(event, index)
          .map(([key, text]) => `:${key} ${text}`)
          .join(', ')}}\n`,
    )
    .join('')
}

function fields(
  { type, process, f, value, timeNs, error: failure, final }: HistoryEvent,
  index: number,
): [string, string][] {
  return [
    ['index', String(index)],
    ...(timeNs === undefined ? [] : [['time', String(timeNs)] as [string, string]]),
    ['type', `:${type}`],
    ['process', typeof process === 'number' ? String(process) : `:${process}`],
    ['f', `:${f}`],
    ['value', f === 'txn' ? transaction(value) : edn(value)],
    ...(failure === undefined ? [] : [['error', edn(failure)] as [string, string]]),
    ...(final === true ? [['final?', 'true'] as [string, string]] : []),
  ]
}

/** The functions of a transaction are keywords, `[[:append 3 1]]`: Elle knows no others. */
function transaction(value: Value): string {
  if (!isList(value)) return edn(value)
  const micros = value.map((micro) => {
    if (!isList(micro) || typeof micro[0] !== 'string') return edn(micro)
    return `[${[`:${micro[0]}`, ...micro.slice(1).map(edn)].join(' ')}]`
  })
  return `[${micros.join(' ')}]`
}

/** The same as lines of JSON. */
export function historyJsonLines(events: readonly HistoryEvent[]): string {
  return events
    .map(({ type, process, f, value, timeNs, error: failure, final }, index) => {
      const start = JSON.stringify({
        index,
        ...(timeNs === undefined ? {} : { time: timeNs }),
        type,
        process,
        f,
      })
      return `${start.slice(0, -1)},"value":${json(value)}${failure === undefined ? '' : `,"error":${json(failure)}`}${final === true ? ',"final?":true' : ''}}\n`
    })
    .join('')
}

function json(value: Value): string {
  if (typeof value === 'bigint') return String(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(json).join(',')}]`
  return `{${[...value].map(([key, one]) => `${JSON.stringify(String(key))}:${json(one)}`).join(',')}}`
}
