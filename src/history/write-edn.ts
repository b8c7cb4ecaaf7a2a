import type { HistoryEvent, Value } from './operation.ts'

/** A value as EDN writes it. A number that is whole is an integer there, one that is not a double. */
export function ednText(value: Value): string {
  if (value === null) return 'nil'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'bigint') return `${value}N`
  if (typeof value !== 'object') return String(value)
  if (value instanceof Map) {
    return `{${[...value].map(([key, one]) => `${ednText(key)} ${ednText(one)}`).join(', ')}}`
  }
  return `[${(value as readonly Value[]).map(ednText).join(' ')}]`
}

/** One line of Jepsen's history.edn, of the event at this position. */
export function ednLine(
  { type, process, f, value, timeNs, error, final }: HistoryEvent,
  index: number,
): string {
  const fields = [
    `:type :${type}`,
    `:f :${f}`,
    `:value ${f === 'txn' ? transaction(value) : ednText(value)}`,
    ...(timeNs === undefined ? [] : [`:time ${timeNs}`]),
    `:process ${typeof process === 'number' ? process : JSON.stringify(process)}`,
    `:index ${index}`,
    ...(error === undefined ? [] : [`:error ${ednText(error)}`]),
    ...(final === true ? [':final? true'] : []),
  ]
  return `{${fields.join(', ')}}`
}

/** The functions of a transaction are keywords: `[:append 3 1]`. Elle knows no others. */
function transaction(value: Value): string {
  if (!Array.isArray(value)) return ednText(value)
  const micros = value.map((micro: Value) => {
    if (!Array.isArray(micro) || typeof micro[0] !== 'string') return ednText(micro)
    return `[${[`:${micro[0]}`, ...micro.slice(1).map(ednText)].join(' ')}]`
  })
  return `[${micros.join(' ')}]`
}
