import { parseJson } from '../json.ts'
import { Problem } from '../problem.ts'

/** A service that we call. */
export interface Dependency {
  readonly name: string
  readonly url: string
  /** For one exchange, from connecting to the last byte of the answer. */
  readonly timeoutMs: number
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Where the dependency is this time, if not at its own URL: one of several instances. */
  readonly url?: string
  /** Below the dependency's URL, without a leading slash. */
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Instead of the time limit of the dependency. */
  readonly timeoutMs?: number
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
  /** `retryAfterMs` is what the other side or a policy said, and no guess of ours. */
  readonly saidWhen: boolean

  constructor(
    dependency: string,
    message: string,
    options: {
      cause?: unknown
      retryAfterMs?: number | undefined
      refusedHere?: boolean
      status?: number
    } = {},
  ) {
    super(`${dependency}: ${message}`, {
      status: options.status ?? 503,
      code: 'dependency-unavailable',
      retryAfterMs: options.retryAfterMs ?? 1000,
      cause: options.cause,
    })
    this.dependency = dependency
    this.refusedHere = options.refusedHere ?? false
    this.saidWhen = options.retryAfterMs !== undefined
  }
}

/** The client of one dependency. The first policy is nearest to the call, the last sees it first. */
export function connect(dependency: Dependency, policies: readonly HttpPolicy[]): HttpClient {
  return applyHttpPolicies(dependency, policies, (request) => exchange(dependency, request))
}

/** `call` with the policies around it, the first one nearest to it. */
export function applyHttpPolicies(
  dependency: Dependency,
  policies: readonly HttpPolicy[],
  call: HttpClient,
): HttpClient {
  return policies.reduce((next, policy) => policy(dependency, next), call)
}

async function exchange(dependency: Dependency, request: HttpRequest): Promise<HttpAnswer> {
  const { name } = dependency
  const timeoutMs = request.timeoutMs ?? dependency.timeoutMs
  const sent = await send(dependency, request, timeoutMs).catch((cause: unknown) => {
    if (request.signal?.aborted) throw request.signal.reason
    const timedOut = cause instanceof Error && cause.name === 'TimeoutError'
    const what = timedOut ? `no answer within ${timeoutMs} ms` : 'cannot be reached'
    throw new DependencyUnavailable(name, what, { cause })
  })
  const { retryAfterMs, ...answer } = sent
  if (answer.status >= 500 || answer.status === 429) {
    throw new DependencyUnavailable(name, `answered ${answer.status}`, { retryAfterMs })
  }
  return answer
}

async function send(
  dependency: Dependency,
  request: HttpRequest,
  timeoutMs: number,
): Promise<HttpAnswer & { retryAfterMs: number | undefined }> {
  const { method, path, body, headers, signal } = request
  const timeout = AbortSignal.timeout(timeoutMs)
  const response = await fetch(urlOf(request.url ?? dependency.url, path), {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'error',
    signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
  })
  const retryAfterMs = retryAfterOf(response.headers.get('retry-after'))
  return { status: response.status, body: parseJson(await response.text()), retryAfterMs }
}

/** What `Retry-After` says in seconds, and an hour at most; its other form, a date, is left out. */
export function retryAfterOf(header: string | null | undefined): number | undefined {
  const seconds = Number(header ?? Number.NaN)
  return seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined
}

/** A path below the URL of a dependency, which may have a path of its own. */
export function urlOf(base: string, path: string): URL {
  // Without the dot, a path such as `//other.example` or `https:other.example` would name a host.
  return new URL(`./${path}`, base.endsWith('/') ? base : `${base}/`)
}
