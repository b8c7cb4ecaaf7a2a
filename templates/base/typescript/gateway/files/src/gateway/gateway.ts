import { Agent } from 'undici'
import type { Config } from '../config.ts'
import type { Server } from '../http/server.ts'
import type { HttpClient, HttpPolicy } from '../http-client/http-client.ts'
import type { Lifecycle } from '../lifecycle.ts'
import { proxyRoutes } from './proxy-routes.ts'
import { nameRequests } from './request-ids.ts'
import { readRoutes } from './routes.ts'
import { type CheckToken, checkTokens } from './tokens.ts'
import { connectUpstream } from './upstream.ts'

export interface Gateway {
  /** Throws an Error when there is none of this name. */
  upstream(name: string): HttpClient
  readonly checkToken: CheckToken
  /** Puts all routes of the file on the server, behind the hooks that it has by then. */
  mount(server: Server): void
}

interface GatewayOptions {
  readonly config: Config
  /** Around each call to an upstream, the first one nearest to it. */
  readonly policies: readonly HttpPolicy[]
  readonly lifecycle: Lifecycle
}

/** Reads the routes and connects their upstreams. Throws an Error for a file that makes no sense. */
export async function openGateway({
  config,
  policies,
  lifecycle,
}: GatewayOptions): Promise<Gateway> {
  const { upstreams, routes } = await readRoutes(config.ROUTES_FILE, config.UPSTREAMS)
  const agent = new Agent()
  lifecycle.onStop('upstreams', () => agent.close())
  const timeoutMs = config.UPSTREAM_TIMEOUT_MS
  const clients = new Map(
    Object.entries(upstreams).map(([name, url]): [string, HttpClient] => [
      name,
      connectUpstream({ name, url, timeoutMs }, policies, agent),
    ]),
  )
  const checkToken = checkTokens({
    jwksUrl: config.JWKS_URL,
    issuer: config.TOKEN_ISSUER,
    audience: config.TOKEN_AUDIENCE,
  })
  return {
    upstream(name) {
      const client = clients.get(name)
      if (client === undefined) throw new Error(`${config.ROUTES_FILE} has no upstream ${name}`)
      return client
    },
    checkToken,
    mount(server) {
      nameRequests(server)
      proxyRoutes(server, { routes, upstreams: clients, checkToken })
    },
  }
}
