import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { jobId, jobRequest } from '../billing/job-requests.ts'
import type { Database } from '../database/database.ts'
import { jobStore } from '../jobs/job-store.ts'
import { Problem } from '../problem.ts'
import type { Server } from './server.ts'

const params = z.object({ id: jobId })

interface JobParts {
  readonly database: Database
  /** Called when there is something new to do. */
  readonly wake: () => void
}

/** The client chooses the id and PUTs the job, so that a request without an answer can be sent again as it is. */
export function jobRoutes(server: Server, { database, wake }: JobParts): void {
  server.put('/jobs/:id', async (request, reply) => {
    const { id } = params.parse(request.params)
    const { kind, priority, delayMs, ...payload } = jobRequest.parse(request.body)
    const runAt = new Date(Date.now() + delayMs)
    const isNew = await jobStore.enqueue(database, { id, kind, payload, priority, runAt })
    const job = await jobStore.find(database, id)
    const isSame = job?.kind === kind && isDeepStrictEqual(job.payload, payload)
    if (!isNew && !isSame) {
      throw new Problem(`job ${id} is another one`, { status: 409, code: 'conflict' })
    }
    wake()
    reply.status(202)
    return job
  })

  server.get('/jobs/:id', async (request) => {
    const { id } = params.parse(request.params)
    const job = await jobStore.find(database, id)
    if (job !== undefined) return job
    throw new Problem(`there is no job ${id}`, { status: 404, code: 'not-found' })
  })
}
