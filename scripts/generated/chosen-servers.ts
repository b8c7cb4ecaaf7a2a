import { startBroker, startDatabase } from './local-servers.ts'

type Environment = Readonly<Record<string, string>>

interface Started {
  readonly environment: Environment
  stop(): Promise<void>
}

/**
 * Does `work` beside the servers that a project asks for by its options, with what it is to be started with: each started for it alone,
 * and stopped after it. Undefined, and nothing is done, where there is no such server to be had: Kafka has none in Debian.
 */
export async function besideServers<T>(
  { database, broker }: Readonly<Record<string, string>>,
  work: (environment: Environment) => Promise<T>,
): Promise<T | undefined> {
  if (broker === 'kafka') return undefined
  const started: Started[] = []
  try {
    if (database === 'postgres') started.push(await databaseOfItsOwn())
    if (broker === 'redis' || broker === 'nats') started.push(await brokerOfItsOwn(broker))
    return await work(Object.assign({}, ...started.map(({ environment }) => environment)))
  } finally {
    for (const server of started) await server.stop()
  }
}

async function databaseOfItsOwn(): Promise<Started> {
  const server = await startDatabase()
  return { environment: { DATABASE_URL: await server.newDatabase() }, stop: () => server.stop() }
}

async function brokerOfItsOwn(kind: 'redis' | 'nats'): Promise<Started> {
  const server = await startBroker(kind)
  return { environment: { BROKER_URL: server.url }, stop: () => server.stop() }
}
