import { readCluster } from './cluster/nodes.ts'
import type { Config } from './config.ts'
import { openDatabase } from './database/database.ts'
import { entryRoutes } from './http/entry-routes.ts'
import { createHealth } from './http/health.ts'
import { replicaRoutes } from './http/replica-routes.ts'
import { createServer, type Server } from './http/server.ts'
import { connect, type HttpPolicy } from './http-client/http-client.ts'
import { measureCalls } from './http-client/measure-calls.ts'
import { createLifecycle } from './lifecycle.ts'
import { createLog, type Log } from './observability/log.ts'
import { createMetrics } from './observability/metrics.ts'
import { createRegister } from './replication/register.ts'
import { createRepair } from './replication/repair.ts'
import { httpReplica, localReplica, type Replica } from './replication/replica.ts'
// compendium:slot spread-imports default
import { moduloSpread } from './cluster/modulo-spread.ts'
// compendium:end
// compendium:slot placement-imports default
import { staticPlacement } from './cluster/placement.ts'
import { anyEpoch } from './replication/replica.ts'
// compendium:end
// compendium:slot wiring-imports

export interface Service {
  readonly server: Server
  readonly log: Log
  /** Listens. */
  start(): Promise<void>
  /** Lets what is under way finish. */
  stop(): Promise<void>
}

/** Connects one node as its configuration says. The caller starts and stops it. */
export async function createService(config: Config): Promise<Service> {
  const cluster = readCluster(config)
  const log = createLog(config).child({ node: cluster.self })
  const metrics = createMetrics()
  const health = createHealth()
  const lifecycle = createLifecycle(log)
  // compendium:slot foundations
  const database = await openDatabase(config.DATABASE_URL)
  lifecycle.onStop('database', () => database.destroy())
  // compendium:slot control

  // Which nodes keep a key.
  // compendium:slot spread default
  const spreadOver = moduloSpread(config.REPLICAS)
  // compendium:end
  // compendium:slot placement default
  const placement = staticPlacement({ ...cluster, spreadOver })
  const checkEpoch = anyEpoch
  // compendium:end

  // What calls to other nodes go through: the first is nearest to the network.
  const policies: HttpPolicy[] = [measureCalls(metrics)]
  // compendium:slot http-policies-near
  // compendium:slot http-policies
  const local = localReplica(database, checkEpoch)
  const replicas = new Map<string, Replica>([[cluster.self, local]])
  for (const { name, url } of cluster.nodes) {
    if (name === cluster.self) continue
    const call = connect({ name, url, timeoutMs: config.PEER_TIMEOUT_MS }, policies)
    replicas.set(name, httpReplica(name, call))
  }
  const register = createRegister({ placement, replicas })
  // compendium:slot repair default
  const repair = createRepair({ register, replicas, pauseMs: config.REPAIR_PAUSE_MS, metrics })
  // compendium:end

  const server = createServer({ log, metrics, health, trustedProxies: config.TRUSTED_PROXIES })
  lifecycle.onStop('server', () => server.close())
  // Before what limits clients: the other nodes are none.
  replicaRoutes(server, local)
  // compendium:slot server
  entryRoutes(server, { register, repair })
  // compendium:slot routes
  // compendium:slot background

  return {
    server,
    log,
    async start() {
      await server.listen({ host: config.HOST, port: config.PORT })
    },
    // compendium:slot stop default
    stop: () => lifecycle.stop(),
    // compendium:end
  }
}
