import { readConfig } from './config.ts'
import { openDatabase } from './database/database.ts'
import { createLog } from './observability/log.ts'
import { readModel } from './patterns/cqrs/model.ts'
import { rebuild } from './patterns/cqrs/project.ts'

/** Makes the read model anew: after a fault in the projection was mended, or its rows got another form. */
const config = readConfig(process.env)
const log = createLog(config)
const startedAt = performance.now()
const database = await openDatabase(config.DATABASE_URL)
try {
  const changes = await rebuild(database, readModel)
  const tookMs = Math.round(performance.now() - startedAt)
  log.info({ changes, tookMs }, 'the read model was made anew')
} catch (error) {
  log.error({ err: error }, 'the read model could not be made anew; it is as it was')
  process.exitCode = 1
} finally {
  await database.destroy()
}
