import type { Server } from './server.ts'

export interface Health {
  /** Shows how a part does, in a word, in the answer of `/health/ready`. */
  report(part: string, state: () => string): void
  /** Not ready while `isReady` is false: no new traffic, please. */
  require(isReady: () => boolean): void
  readonly states: () => Readonly<Record<string, string>>
  readonly isReady: () => boolean
}

export function createHealth(): Health {
  const parts = new Map<string, () => string>()
  const conditions: (() => boolean)[] = []
  return {
    report: (part, state) => void parts.set(part, state),
    require: (isReady) => void conditions.push(isReady),
    states: () => Object.fromEntries([...parts].map(([part, state]) => [part, state()])),
    isReady: () => conditions.every((isReady) => isReady()),
  }
}

/**
 * Liveness says that the process can answer, readiness that it wants traffic. Neither fails
 * because a service that we call is down: restarting this one or taking it out of rotation would
 * not mend the other, and what does not need it still works.
 */
export function healthRoutes(server: Server, health: Health): void {
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
    const isReady = !stopping && health.isReady()
    reply.status(isReady ? 200 : 503)
    const status = stopping ? 'stopping' : isReady ? 'ready' : 'not-ready'
    return { status, parts: health.states() }
  })
}
