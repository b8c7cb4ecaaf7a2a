import { readConfig } from '../config.ts'
import { createFront } from './front.ts'

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const front = await createFront(config)
  const stop = async (signal: string): Promise<void> => {
    front.log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), config.SHUTDOWN_TIMEOUT_MS).unref()
    await front.stop()
    front.log.info('stopped')
  }
  // Once: a second signal ends the process the ordinary way.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop(signal))
  await front.start()
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error)
  process.stderr.write(`${JSON.stringify({ level: 'fatal', message })}\n`)
  process.exit(1)
})
