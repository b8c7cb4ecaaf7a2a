import type { Operation, Outcome, Value } from '../../../../src/history/operation.ts'

/**
 * Micro-operations in shorthand: `ax1` appends 1 to x, `wx1` writes it, `rx12` reads x as [1 2], `rx_` as nil. For
 * registers, where `rx12` is a read of 12, give `registers`.
 */
export function micros(text: string, registers = false): Value[] {
  return [...text.matchAll(/([arw])([a-z])(_|\d*)/g)].map(([, f, key = '', digits = '']) => {
    if (f === 'a') return ['append', key, Number(digits)]
    if (f === 'w') return ['w', key, Number(digits)]
    if (registers) return ['r', key, digits === '_' || digits === '' ? null : Number(digits)]
    return ['r', key, digits === '_' ? null : [...digits].map(Number)]
  })
}

/** What was asked: the same without what reads returned. */
const asked = (transaction: readonly Value[]): Value[] =>
  transaction.map((micro) => {
    const [f, key, value] = micro as readonly [Value, Value, Value]
    return [f, key, f === 'r' ? null : value]
  })

export interface Placed {
  readonly process?: number
  readonly outcome?: Outcome
  readonly call?: number
  readonly end?: number
}

export function operation(transaction: readonly Value[], placed: Required<Placed>): Operation {
  const { process, outcome, call, end } = placed
  const input = asked(transaction)
  return {
    process,
    f: 'txn',
    input,
    output: outcome === 'ok' ? transaction : input,
    outcome,
    call,
    return: outcome === 'info' ? Number.POSITIVE_INFINITY : end,
  }
}

/** Transactions that all overlap, each of a process of its own; `!` in front of one that failed, `?` where nobody knows. */
export function concurrent(...texts: string[]): Operation[] {
  return texts.map((text, at) =>
    operation(micros(text, text.includes('w')), {
      process: at,
      outcome: outcomeOf(text),
      call: at,
      end: texts.length + at,
    }),
  )
}

/** Transactions one after the other, each of a process of its own unless it says so: `1: ax1`. */
export function inTurn(...texts: string[]): Operation[] {
  return texts.map((text, at) => {
    const named = /^(\d+): /.exec(text)
    return operation(micros(text.replace(/^\d+: /, '')), {
      process: named ? Number(named[1]) : 100 + at,
      outcome: outcomeOf(text),
      call: 2 * at,
      end: 2 * at + 1,
    })
  })
}

const outcomeOf = (text: string): Outcome =>
  text.includes('!') ? 'fail' : text.includes('?') ? 'info' : 'ok'
