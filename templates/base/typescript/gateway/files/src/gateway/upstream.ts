import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { type Dispatcher, request as send } from 'undici'
import {
  applyHttpPolicies,
  type Dependency,
  DependencyUnavailable,
  type HttpAnswer,
  type HttpClient,
  type HttpPolicy,
  type HttpRequest,
  retryAfterOf,
  urlOf,
} from '../http-client/http-client.ts'
import { parseJson } from '../json.ts'

/** The `body` of an answer whose head is there and whose content is still to come. */
export class AnswerStream {
  readonly headers: IncomingHttpHeaders
  readonly content: Readable

  constructor(headers: IncomingHttpHeaders, content: Readable) {
    this.headers = headers
    this.content = content
  }
}

/**
 * The client of one upstream. It is the port that all other calls use, so every policy fits; only its
 * answers are streams. A policy sees a call end with the head of the answer.
 */
export function connectUpstream(
  upstream: Dependency,
  policies: readonly HttpPolicy[],
  dispatcher: Dispatcher,
): HttpClient {
  return applyHttpPolicies(upstream, policies, (request) => exchange(upstream, request, dispatcher))
}

export function streamOf({ body }: HttpAnswer): AnswerStream {
  if (body instanceof AnswerStream) return body
  throw new TypeError('an upstream answers with a stream')
}

/** The same client for answers that we read ourselves. */
export function jsonClient(name: string, client: HttpClient): HttpClient {
  return async (request) => {
    const answer = await client(request)
    const content = await text(streamOf(answer).content).catch((cause: unknown) => {
      throw new DependencyUnavailable(name, 'broke off its answer', { cause, status: 502 })
    })
    return { status: answer.status, body: parseJson(content) }
  }
}

async function exchange(
  { name, url, timeoutMs: usualMs }: Dependency,
  request: HttpRequest,
  dispatcher: Dispatcher,
): Promise<HttpAnswer> {
  const { method, path, headers = {}, body, signal, timeoutMs = usualMs } = request
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), timeoutMs)
  try {
    const answer = await send(urlOf(request.url ?? url, path), {
      dispatcher,
      method,
      headers,
      body: body instanceof Buffer && body.length > 0 ? body : null,
      signal: AbortSignal.any([patience.signal, ...(signal === undefined ? [] : [signal])]),
      bodyTimeout: timeoutMs,
    })
    if (answer.statusCode >= 500) throw await failureOf(name, answer)
    return { status: answer.statusCode, body: new AnswerStream(answer.headers, answer.body) }
  } catch (cause) {
    if (signal?.aborted) throw signal.reason
    if (cause instanceof DependencyUnavailable) throw cause
    if (patience.signal.aborted) {
      const message = `no answer within ${timeoutMs} ms`
      throw new DependencyUnavailable(name, message, { cause, status: 504 })
    }
    throw new DependencyUnavailable(name, 'cannot be reached', { cause, status: 502 })
  } finally {
    clearTimeout(timer)
  }
}

/** What went wrong inside is for the upstream's own log: its words do not go out. */
async function failureOf(
  name: string,
  { statusCode, headers, body }: Dispatcher.ResponseData,
): Promise<DependencyUnavailable> {
  await body.dump()
  return new DependencyUnavailable(name, `answered ${statusCode}`, {
    // Unavailable and too late are for our caller to know; any other fault is that of a bad gateway.
    status: statusCode === 503 || statusCode === 504 ? statusCode : 502,
    retryAfterMs: retryAfterOf(headers['retry-after']?.toString()),
  })
}
