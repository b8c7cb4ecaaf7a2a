import type { Json } from '../../sequence.ts'
import { canonical } from '../../value.ts'
import { ErrorCode } from '../wire/error-codes.ts'
import type { Body } from '../wire/message.ts'
import { errorBody, notSupported } from './service.ts'

/** What a request does to a store: the reply, and the value that it leaves under the key, if it changes it. */
export interface Step {
  readonly reply: Body
  readonly writes?: Json
}

/** The text under which a key is kept: 1 and "1" are two keys. */
export const keyOf = (request: Body): string => canonical(request['key'] ?? null)

/** One request to a key-value store that holds `held` under its key (undefined: nothing). doc/services.md. */
export function stepOf(request: Body, held: Json | undefined): Step {
  if (request['key'] === undefined) return malformed('key')
  if (request.type === 'read') {
    if (held === undefined) return missing(request)
    return { reply: { type: 'read_ok', value: held } }
  }
  if (request.type === 'write') {
    if (request['value'] === undefined) return malformed('value')
    return { reply: { type: 'write_ok' }, writes: request['value'] }
  }
  if (request.type === 'cas') return compareAndSet(request, held)
  return { reply: notSupported(request) }
}

function compareAndSet(request: Body, held: Json | undefined): Step {
  const { from, to } = request
  if (from === undefined) return malformed('from')
  if (to === undefined) return malformed('to')
  const done = { reply: { type: 'cas_ok' }, writes: to }
  if (held === undefined) return request['create_if_not_exists'] === true ? done : missing(request)
  if (canonical(held) === canonical(from)) return done
  const text = `expected ${JSON.stringify(from)}, but had ${JSON.stringify(held)}`
  return { reply: errorBody(ErrorCode.preconditionFailed, text) }
}

function missing(request: Body): Step {
  return { reply: errorBody(ErrorCode.keyDoesNotExist, `there is no key ${JSON.stringify(request['key'])}`) }
}

function malformed(key: string): Step {
  return { reply: errorBody(ErrorCode.malformedRequest, `the request has no ${key}`) }
}
