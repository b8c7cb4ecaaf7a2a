import type { Operation, Value } from '../../history/operation.ts'
import { type Transactions, writtenValue } from './transactions.ts'

/** A value as a history writes it. A text is in quotes where it might be taken for a number. */
export function showValue(value: Value): string {
  if (value === null) return 'nil'
  if (typeof value === 'string') return /^[a-z][\w-]*$/i.test(value) ? value : JSON.stringify(value)
  if (Array.isArray(value)) return showList(value)
  if (typeof value === 'object') {
    const map = value as ReadonlyMap<Value, Value>
    return `{${[...map].map(([key, held]) => `${showValue(key)} ${showValue(held)}`).join(', ')}}`
  }
  return `${value}`
}

/** The ends of a long list are what matters in it. */
function showList(list: readonly Value[]): string {
  if (list.length <= 12) return `[${list.map(showValue).join(' ')}]`
  const shown = [...list.slice(0, 3).map(showValue), '...', ...list.slice(-6).map(showValue)]
  return `[${shown.join(' ')}]`
}

/** Who did it and when, so that it can be found in the history: `process 3, line 17`. */
export function whereOf({ process, line, call }: Operation): string {
  return `process ${process}, ${line === undefined ? `event ${call}` : `line ${line}`}`
}

/** `[append x 3, r y [1 2]]` */
export function showTransaction(operation: Operation): string {
  const value = operation.outcome === 'ok' ? operation.output : operation.input
  if (!Array.isArray(value)) return showValue(value)
  return `[${value.map(showMicroOperation).join(', ')}]`
}

function showMicroOperation(micro: Value): string {
  return Array.isArray(micro) ? micro.map(showValue).join(' ') : showValue(micro)
}

export const keyName = (all: Transactions, key: number): string => showValue(all.keys.values[key] as Value)

/** The key of a write and its value, as they are shown. */
export const nameWrite = (all: Transactions, write: number) => ({
  name: keyName(all, all.writeKey.get(write)),
  value: showValue(writtenValue(all, write)),
})

/** `T1 is [append x 3] (process 0, line 17)` for each, in order. */
export function nameTransactions(all: Transactions, transactions: readonly number[]): string {
  return transactions
    .map((txn, at) => {
      const operation = all.operations[txn] as Operation
      const fate =
        operation.outcome === 'ok' ? '' : operation.outcome === 'fail' ? ', failed' : ', outcome unknown'
      return `T${at + 1} is ${showTransaction(operation)} (${whereOf(operation)}${fate})`
    })
    .join('; ')
}
