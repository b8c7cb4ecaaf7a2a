import * as z from 'zod'
import { Problem } from '../problem.ts'
import type { Register } from '../replication/register.ts'
import type { Repair } from '../replication/repair.ts'
import { type Entry, entryKey } from '../storage/entry.ts'
import type { Server } from './server.ts'

const params = z.object({ key: entryKey })
const body = z.strictObject({ value: z.json() })

interface EntryParts {
  readonly register: Register
  readonly repair: Repair
}

/** What clients use. Any node serves any key: it asks the nodes that keep it. */
export function entryRoutes(server: Server, { register, repair }: EntryParts): void {
  server.get('/entries/:key', async (request) => {
    const { key } = params.parse(request.params)
    const entry = await register.read(key)
    if (!isThere(entry)) throw notFound(key)
    return { key, value: JSON.parse(entry.value), version: entry.counter }
  })

  server.put('/entries/:key', async (request, reply) => {
    const { key } = params.parse(request.params)
    const { value } = body.parse(request.body)
    const { before, entry } = await register.write(key, JSON.stringify(value))
    reply.status(isThere(before) ? 200 : 201)
    return { key, version: entry.counter }
  })

  server.delete('/entries/:key', async (request, reply) => {
    const { key } = params.parse(request.params)
    await register.write(key, null)
    return reply.status(204).send()
  })

  server.post('/repair', async () => repair())
}

function isThere(entry: Entry | undefined): entry is Entry & { value: string } {
  return typeof entry?.value === 'string'
}

const notFound = (key: string) =>
  new Problem(`there is no entry ${key}`, { status: 404, code: 'not-found' })
