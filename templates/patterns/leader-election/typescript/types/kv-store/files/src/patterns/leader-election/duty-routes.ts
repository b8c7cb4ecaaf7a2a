import * as z from 'zod'
import type { Database } from '../../database/database.ts'
import type { Server } from '../../http/server.ts'
import { Problem } from '../../problem.ts'

const params = z.object({ name: z.string().max(100) })

/** When the leader last did a duty, and who that was: any node tells it, as all of them see what the leader wrote. */
export function dutyRoutes(server: Server, control: Database): void {
  server.get('/duties/:name', async (request) => {
    const { name } = params.parse(request.params)
    const run = await control
      .selectFrom('duty_runs')
      .selectAll()
      .where('name', '=', name)
      .executeTakeFirst()
    if (run === undefined)
      throw new Problem(`no leader has done ${name} yet`, { status: 404, code: 'not-found' })
    const { token, holder, result, finished_at } = run
    return { name, token, holder, result, finishedAt: finished_at }
  })
}
