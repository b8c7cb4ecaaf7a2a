import { Problem } from '../problem.ts'

/** A service that we call. */
export interface Dependency {
  readonly name: string
  readonly url: string
  /** For one exchange, from connecting to the last byte of the answer. */
  readonly timeoutMs: number
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the dependency's URL, without a leading slash. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Gives the call up early. */
  readonly signal?: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  /** Parsed JSON; `undefined` when it is none, which no schema accepts. */
  readonly body: unknown
}

/** Sends a request. Throws `DependencyUnavailable` when there is no usable answer. */
export type HttpClient = (request: HttpRequest) => Promise<HttpAnswer>

/** Wraps the calls to one dependency. Patterns are policies: a breaker, a retry, a span. */
export type HttpPolicy = (dependency: Dependency, next: HttpClient) => HttpClient

/** No answer: the other side may have acted or not, so only the same request may be sent again. */
export class DependencyUnavailable extends Problem {
  override readonly name = 'DependencyUnavailable'
  readonly dependency: string
  /** A policy of ours refused the call without asking the other side. */
  readonly refusedHere: boolean

  constructor(
    dependency: string,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number; refusedHere?: boolean } = {},
  ) {
    super(`${dependency}: ${message}`, {
      status: 503,
      code: 'dependency-unavailable',
      retryAfterMs: options.retryAfterMs ?? 1000,
      cause: options.cause,
    })
    this.dependency = dependency
    this.refusedHere = options.refusedHere ?? false
  }
}

/** The client of one dependency. The first policy is nearest to the call, the last sees it first. */
export function connect(dependency: Dependency, policies: readonly HttpPolicy[]): HttpClient {
  const call: HttpClient = (request) => exchange(dependency, request)
  return policies.reduce((next, policy) => policy(dependency, next), call)
}

async function exchange(dependency: Dependency, request: HttpRequest): Promise<HttpAnswer> {
  const { name, timeoutMs } = dependency
  const answer = await send(dependency, request).catch((cause: unknown) => {
    if (request.signal?.aborted) throw request.signal.reason
    const timedOut = cause instanceof Error && cause.name === 'TimeoutError'
    const what = timedOut ? `no answer within ${timeoutMs} ms` : 'cannot be reached'
    throw new DependencyUnavailable(name, what, { cause })
  })
  if (answer.status >= 500 || answer.status === 429) {
    throw new DependencyUnavailable(name, `answered ${answer.status}`)
  }
  return answer
}

async function send(dependency: Dependency, request: HttpRequest): Promise<HttpAnswer> {
  const { method, path, body, headers, signal } = request
  const timeout = AbortSignal.timeout(dependency.timeoutMs)
  const base = dependency.url.endsWith('/') ? dependency.url : `${dependency.url}/`
  const response = await fetch(new URL(path, base), {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'error',
    signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
  })
  return { status: response.status, body: parse(await response.text()) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
