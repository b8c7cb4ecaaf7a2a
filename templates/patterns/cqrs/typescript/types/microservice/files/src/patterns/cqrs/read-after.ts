import * as z from 'zod'
import type { Database } from '../../database/database.ts'
import type { Server } from '../../http/server.ts'
import { Problem } from '../../problem.ts'
import type { Projection } from './projection.ts'
import type { Change, ReadModel } from './read-model.ts'

/** What the client knows of, from the header `read-after` of its last write. */
export const readAfterQuery = { readAfter: z.coerce.number().int().min(0).optional() }

export interface QueryParts<C extends Change> {
  readonly database: Database
  readonly model: ReadModel<C>
  readonly projection: Projection
  /** How long a reader waits for what it wants to see. */
  readonly waitMs: number
}

/** Tells whoever wrote, below this path, which position to read after. */
export function tellPosition<C extends Change>(
  server: Server,
  path: string,
  { database, model }: QueryParts<C>,
): void {
  server.addHook('onSend', async (request, reply) => {
    if (request.method === 'GET' || !request.url.startsWith(path)) return
    reply.header('read-after', await model.feed.head(database))
  })
}

/** Throws `Problem` for a position that is not there yet, and when the rows do not reach it in time. */
export async function waitFor<C extends Change>(
  { database, model, projection, waitMs }: QueryParts<C>,
  readAfter: number | undefined,
): Promise<void> {
  if (readAfter === undefined) return
  if (readAfter > (await model.feed.head(database))) {
    const message = 'readAfter: no write of this service has that position yet'
    throw new Problem(message, { status: 400, code: 'invalid' })
  }
  if (await projection.reach(readAfter, waitMs)) return
  throw new Problem('the read model does not show that write yet', {
    status: 503,
    code: 'read-model-behind',
    retryAfterMs: waitMs,
  })
}
