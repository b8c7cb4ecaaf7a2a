import type { Operation, Value } from '../../../history/operation.ts'
import { isList, showValue } from '../../../history/value-key.ts'

/** Longest value that is written out, and longest list. */
const LONGEST = 44
const MOST_SHOWN = 8

/** What was asked and what was told, in words that follow the name of a node. */
export interface OperationWords {
  /** `write 3 to key 0`. */
  readonly asked: string
  /** `1` of a read; undefined where the answer says no more than that it was done. */
  readonly told?: string
}

export interface WordOptions {
  /** Values are pairs of key and value. */
  readonly keyed: boolean
  /** The element that a finding is about: of a long list it alone matters. */
  readonly element?: Value
}

export function operationWords(operation: Operation, options: WordOptions): OperationWords {
  const { f, input, output, outcome } = operation
  const isDone = outcome === 'ok'
  if (f === 'txn') return { asked: `transaction ${transaction(isDone ? output : input)}` }
  const [key, asked] = options.keyed ? pair(input) : [undefined, input]
  const answer = options.keyed ? pair(output)[1] : output
  const words = request(f, asked, key)
  if (f !== 'read' && f !== 'generate' && f !== 'echo') return { asked: words }
  return isDone ? { asked: words, told: told(answer, options) } : { asked: words }
}

function request(f: string, asked: Value, key: Value | undefined): string {
  const place = (word: string) => (key === undefined ? '' : ` ${word} key ${showValue(key)}`)
  if (asked === null) return `${f}${place('of')}`
  if (f === 'cas' && isList(asked) && asked.length === 2) {
    return `cas ${brief(asked[0] ?? null)} -> ${brief(asked[1] ?? null)}${place('of')}`
  }
  return `${f} ${brief(asked)}${place('to')}`
}

function pair(value: Value): readonly [Value | undefined, Value] {
  return isList(value) && value.length === 2 ? [value[0], value[1] ?? null] : [undefined, value]
}

/** Of a list that is too long to read, how many it holds and whether the element in question is among them. */
function told(answer: Value, { element }: WordOptions): string {
  if (!isList(answer)) return brief(answer)
  if (answer.length <= MOST_SHOWN) return brief(answer)
  const count = `${answer.length} elements`
  if (element === undefined) return count
  const sought = showValue(element)
  const times = answer.filter((one) => showValue(one) === sought).length
  if (times === 0) return `${count} without ${sought}`
  return times === 1 ? `${count} with ${sought}` : `${count}, ${times} times ${sought}`
}

/** `append 3 to 1, read 2 = [1 4]`. */
function transaction(value: Value): string {
  if (!isList(value)) return brief(value)
  return `[${value.map(micro).join(', ')}]`
}

function micro(value: Value): string {
  if (!isList(value) || value.length !== 3) return brief(value)
  const [f, key, told = null] = value
  const name = showValue(key ?? null)
  if (f === 'r') return told === null ? `read ${name}` : `read ${name} = ${brief(told)}`
  return `${f === 'w' ? 'write' : 'append'} ${brief(told)} to ${name}`
}

function brief(value: Value): string {
  const text = showValue(value)
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`
}
