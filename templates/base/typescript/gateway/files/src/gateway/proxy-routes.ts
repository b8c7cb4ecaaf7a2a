import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Server } from '../http/server.ts'
import type { HttpClient, HttpRequest } from '../http-client/http-client.ts'
import { Problem } from '../problem.ts'
import { answeredHeaders, forwardedHeaders } from './headers.ts'
import type { Route } from './routes.ts'
import { type Caller, type CheckToken, requireScope } from './tokens.ts'
import { streamOf } from './upstream.ts'

interface ProxyParts {
  readonly routes: readonly Route[]
  /** By name. */
  readonly upstreams: ReadonlyMap<string, HttpClient>
  readonly checkToken: CheckToken
}

/** Who sent a request, once its token was checked. */
const callers = new WeakMap<FastifyRequest, Caller>()

/** Passes each route on to its upstream: the request when it is whole, the answer as it comes. */
export function proxyRoutes(server: Server, { routes, upstreams, checkToken }: ProxyParts): void {
  server.register(async (scope) => {
    // Bodies go through as they are; what they mean is the business of the upstream.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    for (const route of routes) {
      const client = upstreams.get(route.upstream)
      if (client === undefined) throw new Error(`there is no upstream ${route.upstream}`)
      scope.route({
        method: route.methods,
        url: route.path,
        exposeHeadRoute: false,
        bodyLimit: route.bodyLimitBytes,
        ...(route.auth === 'token' ? { preParsing: admit(checkToken, route.scope) } : {}),
        handler: (request, reply) => forward(route, client, request, reply),
      })
    }
  })
}

/**
 * A hook that lets in who has a token, with the scope that is asked for. As `preParsing` it runs before a byte of the
 * body is read, and after all that counts requests: guessing tokens counts, too.
 */
export function admit(checkToken: CheckToken, scope?: string) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    // Only an answer of 401 may carry it, and only that one does: RFC 6750, section 3.
    const caller = await checkToken(request.headers.authorization).catch((error: unknown) => {
      if (error instanceof Problem && error.status === 401)
        reply.header('www-authenticate', 'Bearer')
      throw error
    })
    requireScope(caller, scope)
    callers.set(request, caller)
  }
}

async function forward(
  { timeoutMs }: Route,
  client: HttpClient,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const answer = await client({
    method: request.method as HttpRequest['method'],
    path: safePath(request.url),
    headers: forwardedHeaders(request.headers, senderOf(request)),
    body: request.body,
    signal: whenGone(reply),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })
  const { headers, content } = streamOf(answer)
  return reply.status(answer.status).headers(answeredHeaders(headers)).send(content)
}

function senderOf(request: FastifyRequest) {
  const { id, ip, socket, host, protocol } = request
  // Whoever is at the other end of this connection: the client before it stands in the header already.
  const address = socket.remoteAddress ?? ip
  return { requestId: id, address, host, protocol, userId: callers.get(request)?.userId }
}

/** What a URL parser would fold away, and what an upstream may read as a slash. */
const MISLEADING = /\/\/|\/(\.|%2e){1,2}(\/|$)|\\|%2f|%5c/i

/** `/orders/../admin` fits the route of `/orders/*` and leads elsewhere: such paths go nowhere. */
function safePath(url: string): string {
  const [path = ''] = url.split('?', 1)
  if (!MISLEADING.test(path)) return url.slice(1)
  throw new Problem('the path may hold no dot segments and no encoded slashes', {
    status: 400,
    code: 'invalid',
  })
}

/** Aborts when the client has gone: nobody needs the answer any more. */
function whenGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    if (reply.raw.writableFinished) return
    // 499 is what proxies write into their logs; nobody is there to read it.
    gone.abort(new Problem('the client has gone', { status: 499, code: 'client-gone' }))
  })
  return gone.signal
}
