import { createClient } from '@redis/client'
import type { Log } from '../observability/log.ts'
import type { Backlog, Broker } from './broker.ts'
import { type RedisSubscription, subscribeToStream } from './redis-subscription.ts'

export interface RedisOptions {
  /** Stands before the names of streams, so that several systems can share a server. */
  readonly namespace: string
  readonly redeliveryDelayMs: number
  /** A message whose consumer gives no sign of life for so long goes to another one. */
  readonly ackWaitMs: number
  /** Messages are deleted after this time, whether every group has handled them or not. */
  readonly keepMs: number
  readonly log: Log
}

/** A client that speaks RESP3, as the server does since version 6. */
export type RedisClient = ReturnType<typeof createRedisClient>

/** Tries of the first connection, over some seconds: a server that starts with us is waited for. */
const FIRST_TRIES = 8

/**
 * A broker on Redis Streams: a stream for each topic, a consumer group for each group. The server
 * notes what was given to whom, so a message that was not acknowledged outlives its consumer.
 * What is safe from a crash of the server is the server's business: `appendfsync always` loses
 * nothing, the usual `everysec` up to a second.
 */
export async function redisBroker(url: string, options: RedisOptions): Promise<Broker> {
  const client = await connect(url, options.log)
  const subscriptions: RedisSubscription[] = []
  const streamOf = (topic: string): string => `${options.namespace}:${topic}`

  return {
    async publish({ id, topic, key, body, headers }) {
      const entry = { id, key, body: JSON.stringify(body), headers: JSON.stringify(headers) }
      const threshold = Date.now() - options.keepMs
      await client.xAdd(streamOf(topic), '*', entry, {
        // `~` deletes whole blocks of entries only, which costs next to nothing.
        TRIM: { strategy: 'MINID', strategyModifier: '~', threshold },
      })
      return { kept: Promise.resolve() }
    },

    async subscribe(topic, group, handler) {
      // A read that waits keeps its connection to itself.
      const reader = await connect(url, options.log)
      const where = { stream: streamOf(topic), topic, group }
      subscriptions.push(await subscribeToStream({ ...options, ...where, client, reader, handler }))
    },

    state: () => (client.isReady ? 'connected' : 'reconnecting'),

    async backlog() {
      return Promise.all(subscriptions.map((one) => backlogOf(client, one)))
    },

    async close() {
      await Promise.all(subscriptions.map((one) => one.stop()))
      client.destroy()
    },
  }
}

/** Throws an Error that names BROKER_URL when nobody answers there. */
async function connect(url: string, log: Log): Promise<RedisClient> {
  let wasConnected = false
  const client = createRedisClient(url, (tries, cause) =>
    wasConnected || tries < FIRST_TRIES ? Math.min(50 * 2 ** tries, 1000) : cause,
  )
  client.on('error', (error: unknown) => log.warn({ err: error }, 'the connection to Redis failed'))
  await client.connect().catch((cause: unknown) => {
    throw new Error('BROKER_URL: no Redis server answers there', { cause })
  })
  wasConnected = true
  return client
}

function createRedisClient(
  url: string,
  reconnectStrategy: (tries: number, cause: Error) => number | Error,
) {
  return createClient({
    url,
    RESP: 3,
    // Without a connection a command fails at once, and whoever sent it decides what to do.
    disableOfflineQueue: true,
    // A server that is silent for longer than two pings is taken for gone.
    pingInterval: 2000,
    socket: { socketTimeout: 6000, reconnectStrategy },
  })
}

/** What was not given to anybody, and what was and is not acknowledged. */
async function backlogOf(
  client: RedisClient,
  { stream, topic, group }: RedisSubscription,
): Promise<Backlog> {
  const groups = await client.xInfoGroups(stream)
  const found = groups.find(({ name }) => name === group)
  return { topic, group, messages: Number(found?.lag ?? 0) + Number(found?.pending ?? 0) }
}
