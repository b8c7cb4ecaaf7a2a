import { createHash } from 'node:crypto'
import * as z from 'zod'
import { envelope, ORDERS, orderId } from '../events/order-events.ts'
import type { UnitOfWork } from '../messaging/unit-of-work.ts'
import { Problem } from '../problem.ts'
import type { Server } from './server.ts'

const params = z.object({ id: orderId })

/**
 * Takes an event by HTTP and publishes it, for publishers that do not speak to our broker, for drills and for
 * trying things out. The publisher chooses the id and PUTs, so that it may send again what was not answered.
 * Only the envelope is looked at here: what the event means is the business of whoever reads it.
 */
export function eventRoutes(server: Server, unitOfWork: UnitOfWork): void {
  server.put('/events/:id', async (request, reply) => {
    const { id } = params.parse(request.params)
    const event = envelope.parse(request.body)
    const fingerprint = createHash('sha256').update(JSON.stringify(event)).digest('hex')
    const now = new Date().toISOString()
    await unitOfWork(async ({ tx, emit }) => {
      const result = await tx
        .insertInto('handed_in')
        .values({ event_id: id, fingerprint, received_at: now })
        .onConflict((conflict) => conflict.column('event_id').doNothing())
        .executeTakeFirst()
      if (result.numInsertedOrUpdatedRows === 1n) {
        emit({ topic: ORDERS, key: event.orderId, body: { occurredAt: now, ...event } })
        return
      }
      const known = await tx
        .selectFrom('handed_in')
        .select('fingerprint')
        .where('event_id', '=', id)
        .executeTakeFirstOrThrow()
      if (known.fingerprint !== fingerprint) throw new EventConflict(id)
    })
    reply.status(202)
    return { id, status: 'accepted' }
  })
}

/** The id is taken by an event with other contents. */
class EventConflict extends Problem {
  override readonly name = 'EventConflict'

  constructor(id: string) {
    super(`event ${id} was handed in with other contents`, { status: 409, code: 'conflict' })
  }
}
