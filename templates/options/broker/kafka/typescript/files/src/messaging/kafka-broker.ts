import { type Admin, Kafka, type KafkaMessage, logLevel, Partitioners, type Producer } from 'kafkajs'
import { parseJson } from '../json.ts'
import type { Log } from '../observability/log.ts'
import type { Broker, Delivery, Message } from './broker.ts'
import { type KafkaSubscription, subscribeToTopic } from './kafka-subscription.ts'

export interface KafkaOptions {
  /** Stands before the names of topics and groups, so that several systems can share a cluster. */
  readonly namespace: string
  readonly redeliveryDelayMs: number
  /** The partitions of a consumer that gives no sign of life for so long go to another one. */
  readonly ackWaitMs: number
  /** Messages are deleted after this time, whether every group has handled them or not. */
  readonly keepMs: number
  readonly log: Log
}

/** What stands with a message besides its own headers. */
const ID = 'message-id'
const ATTEMPT = 'message-attempt'
const DUE_AT = 'message-due-at'

/** Of a topic that we make: so many consumers of a group can share its work. */
const PARTITIONS = 6

export interface KafkaParts extends KafkaOptions {
  readonly kafka: Kafka
  readonly admin: Admin
  readonly topics: Topics
  /** Tells whether the cluster was there when it was last asked for something. */
  noteConnection(isThere: boolean): void
  send(topic: string, message: Message, again?: Again): Promise<void>
}

interface Again {
  readonly attempt: number
  readonly dueAt: number
}

interface Topics {
  /** The name on the cluster. The first time it sees to it that there is such a topic. */
  ensure(name: string): Promise<string>
}

/**
 * A broker on Kafka: a topic for each topic, a consumer group for each group. What is about one thing goes to one
 * partition, and what a partition has is handled in order. A message that fails does not hold up its partition:
 * it goes to a topic of the group for what has to come again.
 */
export async function kafkaBroker(url: string, options: KafkaOptions): Promise<Broker> {
  const brokers = url.replace(/^kafka:\/\//, '').split(',')
  const kafka = new Kafka({
    clientId: options.namespace,
    brokers,
    connectionTimeout: 3000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, retries: 4 },
    // What matters is thrown, and logged by whoever caught it.
    logLevel: logLevel.NOTHING,
  })
  const admin = kafka.admin()
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await Promise.all([admin.connect(), producer.connect()]).catch((cause: unknown) => {
    throw new Error('BROKER_URL: no Kafka cluster answers there', { cause })
  })
  let isThere = true
  const noteConnection = (found: boolean): void => {
    isThere = found
  }
  const topics = createTopics(admin, options)
  const send = sender(producer, topics, noteConnection)
  const parts: KafkaParts = { ...options, kafka, admin, topics, noteConnection, send }
  const subscriptions: KafkaSubscription[] = []

  return {
    async publish(message) {
      await send(message.topic, message)
      return { kept: Promise.resolve() }
    },
    async subscribe(topic, group, handler) {
      subscriptions.push(await subscribeToTopic({ ...parts, topic, group, handler }))
    },
    state: () => (isThere ? 'connected' : 'reconnecting'),
    backlog: () => Promise.all(subscriptions.map((one) => one.backlog())),
    async close() {
      await Promise.all(subscriptions.map((one) => one.stop()))
      await Promise.all([producer.disconnect(), admin.disconnect()])
    },
  }
}

function createTopics(admin: Admin, { namespace, keepMs, log }: KafkaOptions): Topics {
  const known = new Set<string>()
  return {
    async ensure(name) {
      const topic = `${namespace}.${name.replace(/[^A-Za-z0-9._-]/g, '_')}`
      if (known.has(topic)) return topic
      const configEntries = [{ name: 'retention.ms', value: String(keepMs) }]
      const wanted = { topic, numPartitions: PARTITIONS, configEntries }
      const made = admin.createTopics({ topics: [wanted], waitForLeaders: true })
      await made.catch((error: unknown) => {
        // A cluster may keep that to its administrators, or make topics as they are used.
        log.warn({ err: error, topic }, 'the topic was not made')
      })
      known.add(topic)
      return topic
    },
  }
}

/** Sends to a topic, and waits until all replicas that are in sync have the message. */
function sender(
  producer: Producer,
  topics: Topics,
  noteConnection: (isThere: boolean) => void,
): KafkaParts['send'] {
  return async (name, { id, key, body, headers }, again) => {
    const waits = again && { [ATTEMPT]: String(again.attempt), [DUE_AT]: String(again.dueAt) }
    const value = JSON.stringify(body)
    const messages = [{ key, value, headers: { ...headers, [ID]: id, ...waits } }]
    const sent = producer.send({ topic: await topics.ensure(name), acks: -1, messages })
    await sent.then(
      () => noteConnection(true),
      (error: unknown) => {
        noteConnection(false)
        throw error
      },
    )
  }
}

/**
 * A message of `topic` as it came over the network, and when it may be handled (milliseconds since 1970). Others may
 * send there, too: what brings no id of its own goes by its place, and never throws, which would hold up its partition.
 */
export function deliveryOf(
  topic: string,
  partition: number,
  message: KafkaMessage,
): { delivery: Delivery; dueAt: number } {
  const all = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)])
  const found = Object.fromEntries(all)
  const place = `${topic}-${partition}-${message.offset}`
  const { [ID]: id = place, [ATTEMPT]: attempt = '1', [DUE_AT]: dueAt = '0', ...headers } = found
  const body = parseJson(String(message.value))
  const key = String(message.key ?? '')
  const delivery = { id, topic, key, body, headers, attempt: Number(attempt) }
  return { delivery, dueAt: Number(dueAt) }
}
