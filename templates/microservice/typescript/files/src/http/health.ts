import type { FastifyInstance } from 'fastify'
import type { AppParts } from './app.ts'

/**
 * Liveness says that the process can answer, readiness that it wants traffic. Neither fails
 * because payments is down: restarting this service or taking it out of rotation would not mend
 * payments, and reading orders works without it.
 */
export function healthRoutes(server: FastifyInstance, { dependencies }: AppParts): void {
  let stopping = false
  server.addHook('preClose', async () => {
    stopping = true
  })
  // A connection that a client keeps for later would hold up the stop after its last answer.
  server.addHook('onSend', async (_, reply) => {
    if (stopping) reply.header('connection', 'close')
  })

  const quiet = { logLevel: 'warn' } as const
  server.get('/health/live', quiet, async () => ({ status: 'live' }))
  server.get('/health/ready', quiet, async (_, reply) => {
    reply.status(stopping ? 503 : 200)
    const states = Object.entries(dependencies).map(([name, state]) => [name, state()])
    return { status: stopping ? 'stopping' : 'ready', dependencies: Object.fromEntries(states) }
  })
}
