import { randomUUID } from 'node:crypto'
import type { Server } from '../http/server.ts'

const USABLE = /^[\w.:-]{8,128}$/

/**
 * One id for a request in all logs that it leaves, here and behind: the one that comes with it, or a new one.
 * The answer says it, for whoever asks later what became of it.
 */
export function nameRequests(server: Server): void {
  server.setGenReqId(({ headers }) => {
    const given = headers['x-request-id']?.toString() ?? ''
    return USABLE.test(given) ? given : randomUUID()
  })
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
}
