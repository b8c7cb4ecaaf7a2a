import type { IncomingHttpHeaders } from 'node:http'

/** They speak of one connection, not of the message: RFC 9110, section 7.6.1. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]
/** What the client of the other side makes anew, or must not be believed. */
const OF_THE_REQUEST = ['host', 'content-length', 'expect', 'x-user-id']
const PSEUDONYM = '1.1 gateway'

export interface Sender {
  readonly requestId: string
  readonly address: string
  readonly host: string
  readonly protocol: string
  /** Whom the token names, when one was asked for. */
  readonly userId?: string | undefined
}

/** The headers that go to the upstream: those of the client, and who it is. */
export function forwardedHeaders(
  headers: IncomingHttpHeaders,
  { requestId, address, host, protocol, userId }: Sender,
): Record<string, string> {
  // Many an upstream takes `x_user_id` for `x-user-id`, which is ours to say.
  const kept = endToEnd(headers, OF_THE_REQUEST).filter(([name]) => !name.includes('_'))
  const forwarded = Object.fromEntries(
    kept.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )
  return {
    ...forwarded,
    'x-request-id': requestId,
    'x-forwarded-for': append(forwarded['x-forwarded-for'], address),
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol,
    via: append(forwarded.via, PSEUDONYM),
    ...(userId === undefined ? {} : { 'x-user-id': asBytes(userId) }),
  }
}

/** As UTF-8: a header is told as the bytes that it is. */
const asBytes = (text: string): string => Buffer.from(text).toString('latin1')

/** The headers that go back to the client. */
export function answeredHeaders(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept = Object.fromEntries(endToEnd(headers, ['x-request-id']))
  return { ...kept, via: append(kept.via?.toString(), PSEUDONYM) }
}

function endToEnd(
  headers: IncomingHttpHeaders,
  others: readonly string[],
): [string, string | string[]][] {
  // `Connection` names further headers that end with this connection.
  const named = (headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase())
  const dropped = new Set([...HOP_BY_HOP, ...others, ...named])
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || dropped.has(name) ? [] : [[name, value]],
  )
}

function append(list: string | undefined, item: string): string {
  return list === undefined ? item : `${list}, ${item}`
}
