import { jetstream, jetstreamManager } from '@nats-io/jetstream'
import { connect, headers as newHeaders, type NatsConnection } from '@nats-io/transport-node'
import type { Log } from '../observability/log.ts'
import type { Broker, Message } from './broker.ts'
import { createStreams } from './nats-streams.ts'
import { MESSAGE_KEY, type NatsSubscription, subscribeToStream } from './nats-subscription.ts'

export interface NatsOptions {
  /** Stands before the names of streams and subjects, so that several systems can share a server. */
  readonly namespace: string
  readonly redeliveryDelayMs: number
  /** A message whose consumer gives no sign of life for so long goes to another one. */
  readonly ackWaitMs: number
  /** Messages are deleted after this time, whether every group has handled them or not. */
  readonly keepMs: number
  readonly log: Log
}

const ANSWER_MS = 5000

/**
 * A broker on NATS JetStream: a stream for each topic, a durable consumer for each group. The server
 * counts deliveries and gives out again what is not acknowledged in time. Published twice within two
 * minutes, a message is kept once: its id is what the server goes by.
 */
export async function natsBroker(url: string, options: NatsOptions): Promise<Broker> {
  const connection = await connect({
    servers: url,
    timeout: ANSWER_MS,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    // A server that leaves two pings without an answer is taken for gone.
    pingInterval: 2000,
    maxPingOut: 2,
  }).catch((cause: unknown) => {
    throw new Error('BROKER_URL: no NATS server answers there', { cause })
  })
  const watch = watchConnection(connection, options.log)
  const manager = await jetstreamManager(connection, { timeout: ANSWER_MS }).catch(
    async (cause: unknown) => {
      await connection.close()
      throw new Error('BROKER_URL: the NATS server has no JetStream (start it with -js)', { cause })
    },
  )
  const stream = jetstream(connection, { timeout: ANSWER_MS })
  const streams = createStreams(manager, options)
  const subscriptions: NatsSubscription[] = []

  return {
    async publish(message) {
      // The client would keep it for later; whoever publishes has to know that nobody has it.
      if (!watch.isConnected()) throw new Error('there is no connection to NATS')
      const { subject } = await streams.ensure(message.topic)
      const details = { msgID: message.id, headers: headersOf(message) }
      try {
        await stream.publish(subject, JSON.stringify(message.body), details)
      } catch (error) {
        // The server may have come back without its data: the next attempt makes the stream anew.
        streams.forget(message.topic)
        throw error
      }
      return { kept: Promise.resolve() }
    },

    async subscribe(topic, group, handler) {
      const parts = { ...options, manager, client: stream, streams, topic, group, handler }
      subscriptions.push(await subscribeToStream(parts))
    },

    state: () => (watch.isConnected() ? 'connected' : 'reconnecting'),

    backlog: () => Promise.all(subscriptions.map((one) => one.backlog())),

    async close() {
      await Promise.all(subscriptions.map((one) => one.stop()))
      // Sends what is still to be sent: the last acknowledgements.
      if (watch.isConnected()) await connection.drain()
      else await connection.close()
    },
  }
}

function watchConnection(connection: NatsConnection, log: Log): { isConnected(): boolean } {
  let isConnected = true
  const follow = async (): Promise<void> => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect' || type === 'staleConnection') {
        isConnected = false
        log.warn('the connection to NATS is lost')
      }
      if (type === 'reconnect') {
        isConnected = true
        log.info('the connection to NATS is back')
      }
    }
  }
  void follow()
  return { isConnected: () => isConnected && !connection.isClosed() }
}

function headersOf({ key, headers }: Message) {
  const sent = newHeaders()
  sent.set(MESSAGE_KEY, key)
  for (const [name, value] of Object.entries(headers)) sent.set(name, value)
  return sent
}
