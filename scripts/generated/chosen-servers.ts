import { type LocalBroker, startBroker, startDatabase } from './local-servers.ts'

/**
 * The servers that projects ask for by their options, each started when the first project needs it: a database of its own for each
 * project, one broker of a kind for all, told apart by a namespace.
 */
export class ChosenServers {
  readonly #brokers = new Map<string, Promise<LocalBroker>>()
  #database: ReturnType<typeof startDatabase> | undefined
  #projects = 0

  /** What a project with these options is started with. Undefined where there is no such server to be had: Kafka has none in Debian. */
  async environmentFor(
    options: Readonly<Record<string, string>>,
  ): Promise<Readonly<Record<string, string>> | undefined> {
    const environment: Record<string, string> = {}
    const { database, broker } = options
    if (database === 'postgres') {
      this.#database ??= startDatabase()
      environment['DATABASE_URL'] = await (await this.#database).newDatabase()
    }
    if (broker === undefined || broker === 'memory') return environment
    if (broker !== 'redis' && broker !== 'nats') return undefined
    const running = this.#brokers.get(broker) ?? startBroker(broker)
    this.#brokers.set(broker, running)
    environment['BROKER_URL'] = (await running).url
    environment['BROKER_NAMESPACE'] = `subset-${this.#projects++}`
    return environment
  }

  async stop(): Promise<void> {
    for (const broker of this.#brokers.values()) await (await broker).stop()
    await (await this.#database)?.stop()
  }
}
