import { ErrorCode } from '../wire/error-codes.ts'
import type { Body } from '../wire/message.ts'

/** A store that nodes may use, under a name of its own. Answers at once; the network takes its time. */
export interface Service {
  /** The reply to a request, without `in_reply_to`. `from` is who asks. */
  handle(from: string, request: Body): Body
}

export function errorBody(code: number, text: string): Body {
  return { type: 'error', code, text }
}

export function notSupported(request: Body): Body {
  return errorBody(ErrorCode.notSupported, `unknown request ${JSON.stringify(request.type)}`)
}
