import { type Config, readConfig } from './config.ts'
import { wordsOf } from './problem.ts'
import { createService, type Service } from './service.ts'

const STOP_SIGNALS = ['SIGINT', 'SIGTERM'] as const

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const service = await createService(config)
  for (const signal of STOP_SIGNALS) {
    // Once: a second signal ends the process the ordinary way.
    process.once(signal, () => void stop(service, config, signal))
  }
  await service.start()
}

/** Stops accepting, lets what is under way finish, and gives up when that takes too long. */
async function stop(service: Service, config: Config, signal: string): Promise<void> {
  service.log.info({ signal }, 'stopping')
  const deadline = setTimeout(() => {
    service.log.error('what was under way did not finish in time')
    process.exit(1)
  }, config.SHUTDOWN_TIMEOUT_MS)
  await service.stop()
  clearTimeout(deadline)
  service.log.info('stopped')
}

main().catch((error: unknown) => {
  process.stderr.write(`${JSON.stringify({ level: 'fatal', message: wordsOf(error) })}\n`)
  process.exit(1)
})
