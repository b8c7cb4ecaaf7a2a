import type { Server } from '../http/server.ts'
import { currentDeadline, DEADLINE_HEADER, startDeadline } from './deadline.ts'

/** Gives each request a deadline: what its caller has left, and never more than `maxMs`. */
export function acceptDeadlines(server: Server, maxMs: number): void {
  server.addHook('onRequest', (request, reply, done) => {
    const given = Number(request.headers[DEADLINE_HEADER] ?? Number.NaN)
    const deadline = startDeadline(given >= 0 ? Math.min(given, maxMs) : maxMs)
    reply.raw.once('close', deadline.release)
    currentDeadline.run(deadline, done)
  })
}
