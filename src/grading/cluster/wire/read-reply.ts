import type { Rpc, Shape } from '../workloads/workload.ts'
import { type Body, isObject, kindOf } from './message.ts'

const RESERVED = new Set(['type', 'msg_id', 'in_reply_to'])

const SHAPES: Readonly<Record<Shape, readonly [name: string, fits: (value: unknown) => boolean]>> = {
  any: ['a value', (value) => value !== undefined],
  integer: ['a whole number', Number.isSafeInteger],
  list: ['a list', Array.isArray],
  object: ['an object', isObject],
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
