import { setTimeout as wait } from 'node:timers/promises'
import type { Consumer, EachMessagePayload } from 'kafkajs'
import type { Backlog, Handler } from './broker.ts'
import { deliveryOf, type KafkaParts } from './kafka-broker.ts'

/** Partitions that are handled at the same time, of one group in this process. */
const MOST_AT_ONCE = 12
/** Brokers refuse less, unless they are told otherwise. */
const LEAST_SESSION_MS = 6000

interface Parts extends KafkaParts {
  readonly topic: string
  readonly group: string
  readonly handler: Handler
}

export interface KafkaSubscription {
  backlog(): Promise<Backlog>
  /** Fetches no more and lets what is under way finish. */
  stop(): Promise<void>
}

/**
 * Consumes a topic for a group and, with a consumer of its own, what has to come again: the client fetches nothing
 * more before what it has is handled, and those that wait would keep out the new ones.
 */
export async function subscribeToTopic(parts: Parts): Promise<KafkaSubscription> {
  const { topics, topic, group, namespace } = parts
  const isStopped = new AbortController()
  const first = await topics.ensure(topic)
  const again = await topics.ensure(`${topic}.${group}.again`)
  const sources = [first, again].map((name) => ({ name, groupId: `${namespace}.${group}.${name}` }))
  const consumers = await Promise.all(
    sources.map((source) => consume(parts, source, isStopped.signal)),
  )
  return {
    async backlog() {
      const counts = await Promise.all(sources.map((source) => waitingAt(parts, source)))
      return { topic, group, messages: counts.reduce((sum, count) => sum + count, 0) }
    },
    async stop() {
      isStopped.abort()
      await Promise.all(consumers.map((consumer) => consumer.disconnect()))
    },
  }
}

interface Source {
  /** Of the topic, as the cluster knows it. */
  readonly name: string
  readonly groupId: string
}

/**
 * An offset is committed when its message was handled or sent to where it comes again, so that a crash
 * in between only has it come once more.
 */
async function consume(
  parts: Parts,
  { name, groupId }: Source,
  isStopped: AbortSignal,
): Promise<Consumer> {
  const { kafka, topic, group, ackWaitMs, noteConnection, log } = parts
  const sessionTimeout = Math.max(ackWaitMs, LEAST_SESSION_MS)
  const consumer = kafka.consumer({
    groupId,
    sessionTimeout,
    heartbeatInterval: sessionTimeout / 3,
    maxWaitTimeInMs: 500,
    // Whatever ended it: it begins anew.
    retry: { initialRetryTime: 200, maxRetryTime: 5000, restartOnFailure: async () => true },
  })
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    noteConnection(false)
    log.warn({ err: payload.error, topic, group }, 'messages cannot be read')
  })
  consumer.on(consumer.events.FETCH, () => noteConnection(true))
  await consumer.connect()
  await consumer.subscribe({ topics: [name], fromBeginning: true })
  await consumer.run({
    partitionsConsumedConcurrently: MOST_AT_ONCE,
    autoCommitThreshold: 1,
    eachMessage: (payload) =>
      alive(payload, sessionTimeout / 3, () => handle(parts, payload, isStopped)),
  })
  return consumer
}

/** Gives signs of life while `work` goes on, so that its partition stays with this consumer. */
async function alive(
  { heartbeat }: EachMessagePayload,
  intervalMs: number,
  work: () => Promise<void>,
): Promise<void> {
  const signs = setInterval(() => void heartbeat().catch(() => {}), intervalMs)
  await work().finally(() => clearInterval(signs))
}

/** Throws when it could neither be handled nor sent to where it comes again: then it is fetched once more. */
async function handle(
  { topic, group, handler, redeliveryDelayMs, send, log }: Parts,
  { partition, message }: EachMessagePayload,
  isStopped: AbortSignal,
): Promise<void> {
  const { delivery, dueAt } = deliveryOf(topic, partition, message)
  // All wait equally long, so those behind this one are due later still.
  if (dueAt > Date.now()) await wait(dueAt - Date.now(), undefined, { signal: isStopped })
  try {
    await handler(delivery)
  } catch (error) {
    log.warn({ err: error, group, message: delivery.id }, 'a message was not handled')
    const next = { attempt: delivery.attempt + 1, dueAt: Date.now() + redeliveryDelayMs }
    await send(`${topic}.${group}.again`, delivery, next)
  }
}

/** How many messages stand behind the offsets that the group has committed. */
async function waitingAt({ admin }: Parts, { name, groupId }: Source): Promise<number> {
  const ends = new Map((await admin.fetchTopicOffsets(name)).map((one) => [one.partition, one]))
  const committed = await admin.fetchOffsets({ groupId, topics: [name] })
  return committed
    .flatMap(({ partitions }) => partitions)
    .reduce((sum, { partition, offset }) => {
      const end = ends.get(partition)
      // -1: nothing is committed yet.
      const begin = offset === '-1' ? end?.low : offset
      return sum + Number(end?.high ?? 0) - Number(begin ?? 0)
    }, 0)
}
