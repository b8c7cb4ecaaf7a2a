import type { Operation, Value } from '../../../history/operation.ts'
import { isList, showValue, valueKey } from '../../../history/value-key.ts'
import { printable } from '../../../lib/printable.ts'

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
  /** Functions that change nothing. What they are asked with beyond a key is the name of the node. */
  readonly reads: ReadonlySet<string>
  /** The element that a finding is about: of a long list it alone matters. */
  readonly element?: Value
}

/** Functions that have nothing to tell but what was asked back. */
const ANSWERS = new Set(['read', 'generate', 'echo'])

export function operationWords(operation: Operation, options: WordOptions): OperationWords {
  const { f, input, output, outcome } = operation
  const isDone = outcome === 'ok'
  if (f === 'txn') return { asked: `transaction ${transaction(isDone ? output : input)}` }
  if (f === 'send' || f === 'poll') return logWords(operation)
  const [key, value] = options.keyed ? pair(input) : [undefined, input]
  const answer = options.keyed ? pair(output)[1] : output
  const isNode = options.reads.has(f) && typeof value === 'string' && f !== 'echo'
  const asked = request(f, isNode ? null : value, key)
  if (!isDone) return { asked }
  if (ANSWERS.has(f) || options.reads.has(f)) return { asked, told: told(answer, options) }
  const more = difference(value, answer)
  return more === undefined ? { asked } : { asked, told: more }
}

function request(f: string, asked: Value, key: Value | undefined): string {
  const name = f.replaceAll('_', ' ')
  const place = (word: string) => (key === undefined ? '' : ` ${word} key ${showValue(key)}`)
  if (asked === null) return `${name}${place('of')}`
  if (f === 'cas' && isList(asked) && asked.length === 2) {
    return `cas ${brief(asked[0] ?? null)} -> ${brief(asked[1] ?? null)}${place('of')}`
  }
  return `${name} ${isTable(asked) ? fields(asked) : brief(asked)}${place('to')}`
}

/** What an answer tells beyond the question: a token, a decision. */
function difference(asked: Value, answer: Value): string | undefined {
  if (valueKey(asked) === valueKey(answer)) return undefined
  if (!isTable(asked) || !isTable(answer)) return brief(answer)
  const isNew = ([name, one]: readonly [Value, Value]) =>
    valueKey(asked.get(name) ?? null) !== valueKey(one) || !asked.has(name)
  return fields(new Map([...answer].filter(isNew)))
}

const isTable = (value: Value): value is ReadonlyMap<Value, Value> => value instanceof Map

/** `lock=a token=3`. */
function fields(value: ReadonlyMap<Value, Value>): string {
  const text = [...value].map(([name, one]) => `${String(name)}=${showValue(one)}`).join(' ')
  return clip(text)
}

/** `send 7 to key 0`, told `offset 12`; a poll by what it gave, a key each. */
function logWords({ f, input, output, outcome }: Operation): OperationWords {
  const [asked] = isList(input) ? input : []
  const [given] = isList(output) ? output : []
  const isDone = outcome === 'ok' && isList(given)
  if (f === 'send' && isList(asked)) {
    const words = `send ${brief(asked[2] ?? null)} to key ${showValue(asked[1] ?? null)}`
    const place = isDone ? given[2] : undefined
    return isList(place) ? { asked: words, told: `offset ${showValue(place[0] ?? null)}` } : { asked: words }
  }
  const logs = isDone ? (given[1] ?? null) : null
  if (!isTable(logs)) return { asked: f }
  const parts = [...logs].filter(([, log]) => isList(log) && log.length > 0)
  const text = parts.map(([key, log]) => `${showValue(key)}: ${showValue(log)}`).join(', ')
  return { asked: f, told: text === '' ? 'nothing' : clip(text) }
}

function pair(value: Value): readonly [Value | undefined, Value] {
  return isList(value) && value.length === 2 ? [value[0], value[1] ?? null] : [undefined, value]
}

/** Of a list that is too long to read, how many it holds and whether the element in question is among them. */
function told(answer: Value, { element }: WordOptions): string {
  if (answer === null) return 'nothing'
  if (!isList(answer) || answer.length <= MOST_SHOWN) return brief(answer)
  const count = `${answer.length} elements`
  if (element === undefined) return count
  const sought = showValue(element)
  const times = answer.filter((one) => showValue(one) === sought).length
  if (times === 0) return `${count} without ${sought}`
  return times === 1 ? `${count}, ${sought} among them` : `${count}, ${times} times ${sought}`
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
  return clip(showValue(value))
}

function clip(text: string): string {
  return printable(text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 3)}...`)
}
