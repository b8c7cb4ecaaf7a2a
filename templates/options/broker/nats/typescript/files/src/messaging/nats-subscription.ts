import type { JetStreamClient, JetStreamManager, JsMsg } from '@nats-io/jetstream'
import { parseJson } from '../json.ts'
import type { Backlog, Delivery, Handler } from './broker.ts'
import type { NatsOptions } from './nats-broker.ts'
import type { Streams } from './nats-streams.ts'

/** The header that carries the key of a message. */
export const MESSAGE_KEY = 'message-key'

/** Messages that are handled at the same time, of one group in this process. */
const MOST_AT_ONCE = 16
/** How long one request for messages stays open. */
const REQUEST_MS = 5000
const PAUSE_MS = 1000

interface Parts extends NatsOptions {
  readonly manager: JetStreamManager
  readonly client: JetStreamClient
  readonly streams: Streams
  readonly topic: string
  readonly group: string
  readonly handler: Handler
}

export interface NatsSubscription {
  backlog(): Promise<Backlog>
  /** Asks for no more and lets what is under way finish. */
  stop(): Promise<void>
}

/**
 * Pulls messages for a group. It asks for as many as it can begin with at once, so that none waits here while the
 * time for its acknowledgement runs.
 */
export async function subscribeToStream(parts: Parts): Promise<NatsSubscription> {
  const { manager, client, streams, topic, group, ackWaitMs, log } = parts
  const { stream, consumer } = await streams.ensureConsumer(topic, group)
  const source = await client.consumers.get(stream, consumer)
  const underWay = new Map<JsMsg, Promise<void>>()
  let isStopped = false
  let close: () => Promise<unknown> = async () => {}

  const pull = async (): Promise<void> => {
    const free = MOST_AT_ONCE - underWay.size
    if (free === 0) return void (await Promise.race(underWay.values()))
    const messages = await source.fetch({ max_messages: free, expires: REQUEST_MS })
    close = () => messages.close()
    if (isStopped) await close()
    for await (const message of messages) {
      const work = handle(parts, message).finally(() => underWay.delete(message))
      underWay.set(message, work)
    }
  }

  const run = async (): Promise<void> => {
    while (!isStopped) {
      await pull().catch(async (error: unknown) => {
        log.warn({ err: error, topic, group }, 'messages cannot be read')
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
        await streams.ensureConsumer(topic, group).catch(() => {})
      })
    }
  }

  // Tells the server that somebody is at it: the wait for the acknowledgement starts anew.
  const keepHold = (): void => {
    for (const message of underWay.keys()) message.working()
  }
  const signs = setInterval(keepHold, ackWaitMs / 3)
  const running = run()

  return {
    async backlog() {
      const info = await manager.consumers.info(stream, consumer)
      return { topic, group, messages: info.num_pending + info.num_ack_pending }
    },
    async stop() {
      isStopped = true
      await close()
      await running
      await Promise.all(underWay.values())
      clearInterval(signs)
    },
  }
}

/** Never throws: what is neither acknowledged nor given back comes again after the wait. */
async function handle(parts: Parts, message: JsMsg): Promise<void> {
  const { topic, group, handler, redeliveryDelayMs, log } = parts
  try {
    await handler(deliveryOf(topic, message))
    message.ack()
  } catch (error) {
    const id = message.headers?.get('Nats-Msg-Id')
    log.warn({ err: error, group, message: id }, 'a message was not handled')
    message.nak(redeliveryDelayMs)
  }
}

/** Others may publish there, too. What brings no id of its own goes by its place in the stream. */
function deliveryOf(topic: string, message: JsMsg): Delivery {
  const all = [...(message.headers ?? [])].map(([name, values]) => [name, values.at(-1) ?? ''])
  const headers = Object.fromEntries(all)
  const place = `${message.info.stream}-${message.info.streamSequence}`
  const { 'Nats-Msg-Id': id = place, [MESSAGE_KEY]: key = '', ...rest } = headers
  const attempt = message.info.deliveryCount
  return { id, topic, key, body: parseJson(message.string()), headers: rest, attempt }
}
