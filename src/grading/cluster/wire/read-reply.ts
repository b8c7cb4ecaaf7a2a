import type { Rpc, Shape } from '../workloads/workload.ts'
import { type Body, isObject, kindOf } from './message.ts'

const RESERVED = new Set(['type', 'msg_id', 'in_reply_to'])

const isText = (value: unknown): boolean => typeof value === 'string'
const listOf = (fits: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(fits)
const objectOf = (fits: (value: unknown) => boolean) => (value: unknown) =>
  isObject(value) && Object.values(value).every(fits)
const isEntry = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && Number.isSafeInteger(value[0])

const SHAPES: Readonly<Record<Shape, readonly [name: string, fits: (value: unknown) => boolean]>> = {
  any: ['a value', (value) => value !== undefined],
  integer: ['a whole number', Number.isSafeInteger],
  list: ['a list', Array.isArray],
  object: ['an object', isObject],
  text: ['a text', isText],
  'text or null': ['a text or null', (value) => value === null || isText(value)],
  'list of texts': ['a list of texts', listOf(isText)],
  'object of integers': ['an object of whole numbers', objectOf(Number.isSafeInteger)],
  'object of texts': ['an object of texts', objectOf(isText)],
  'object of logs': ['an object of lists of pairs [offset, message]', objectOf(listOf(isEntry))],
}

/** Why a reply is not the one that the protocol asks for; undefined when it is. */
export function replyProblem(request: Body, reply: Body, rpc: Rpc): string | undefined {
  if (reply.type !== rpc.reply) {
    return `${request.type} must be answered by ${rpc.reply}, not by ${JSON.stringify(reply.type)}`
  }
  for (const [key, shape] of Object.entries(rpc.keys)) {
    const [wanted, fits] = SHAPES[shape]
    const found = reply[key]
    if (fits(found)) continue
    if (found === undefined) return `${rpc.reply} has no "${key}": it must hold ${wanted}`
    return `"${key}" of ${rpc.reply} must be ${wanted}, and is ${kindOf(found)}`
  }
  const extra = Object.keys(reply).find((key) => !RESERVED.has(key) && !(key in rpc.keys))
  if (extra === undefined) return undefined
  const reused = extra in request ? ': was the request used again as the reply?' : ''
  return `${rpc.reply} has a key "${extra}" that the protocol does not know${reused}`
}
