import * as z from 'zod'
import type { Replica } from '../replication/replica.ts'
import { entryKey, entrySchema } from '../storage/entry.ts'
import type { Server } from './server.ts'

const params = z.object({ key: entryKey })
const at = z.object({ epoch: z.coerce.number().int().min(0) })
const stretch = z.object({
  after: z.string().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(1000),
})

/** What the other nodes use, and nobody else: a replica on its own promises nothing. */
export function replicaRoutes(server: Server, replica: Replica): void {
  const quiet = { logLevel: 'warn' } as const
  // Values may be a little longer than what a client sends, as they travel as text within JSON.
  const roomy = { ...quiet, bodyLimit: 64 * 1024 }

  server.get('/replica/entries/:key', quiet, async (request) => {
    const { key } = params.parse(request.params)
    return { entry: await replica.read(key, at.parse(request.query).epoch) }
  })

  server.put('/replica/entries/:key', roomy, async (request) => {
    const { key } = params.parse(request.params)
    await replica.write(key, entrySchema.parse(request.body), at.parse(request.query).epoch)
    return {}
  })

  server.get('/replica/keys', quiet, async (request) => {
    const { after, limit } = stretch.parse(request.query)
    return { keys: await replica.keys(after, limit) }
  })
}
