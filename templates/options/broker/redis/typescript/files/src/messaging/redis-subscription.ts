import { randomUUID } from 'node:crypto'
import { parseJson } from '../json.ts'
import type { Delivery, Handler } from './broker.ts'
import type { RedisClient, RedisOptions } from './redis-broker.ts'

/** Messages that are handled at the same time, of one group in this process. */
const MOST_AT_ONCE = 16
/** The longest that a read waits for new messages; a stop waits for it. */
const LONGEST_READ_MS = 1000

interface Parts extends RedisOptions {
  readonly stream: string
  readonly topic: string
  readonly group: string
  /** For everything but reading. */
  readonly client: RedisClient
  readonly reader: RedisClient
  readonly handler: Handler
}

export interface RedisSubscription {
  readonly stream: string
  readonly topic: string
  readonly group: string
  /** Reads no more and lets what is under way finish. */
  stop(): Promise<void>
}

interface Entry {
  readonly id: string
  readonly fields: Readonly<Record<string, string>>
  readonly attempt: number
}

/** An entry of a stream as the client gives it. */
interface Read {
  readonly id: string
  readonly message: Readonly<Record<string, string>>
}

/**
 * Reads a stream as one consumer of a group. New messages come as they are published. Those that
 * failed stay in the list of what is pending with this consumer and are claimed again after the delay;
 * those of a consumer that gives no sign of life are claimed from it.
 */
export async function subscribeToStream(parts: Parts): Promise<RedisSubscription> {
  const { client, reader, stream, topic, group, ackWaitMs, log } = parts
  const consumer = randomUUID()
  const underWay = new Map<string, Promise<void>>()
  let isStopped = false
  await createGroup(parts)

  const start = (entry: Entry): void => {
    const work = handle(parts, entry).finally(() => underWay.delete(entry.id))
    underWay.set(entry.id, work)
  }

  const round = async (): Promise<void> => {
    const free = MOST_AT_ONCE - underWay.size
    if (free === 0) return void (await Promise.race(underWay.values()))
    // Half of what is free at most, so that messages that fail do not keep out new ones.
    const again = await claimDue(parts, consumer, new Set(underWay.keys()), Math.ceil(free / 2))
    again.forEach(start)
    if (again.length === free) return
    const waitMs = again.length > 0 ? 1 : Math.min(parts.redeliveryDelayMs, LONGEST_READ_MS)
    const fresh = await readNew(parts, consumer, free - again.length, waitMs)
    fresh.forEach(start)
  }

  const run = async (): Promise<void> => {
    while (!isStopped) {
      await round().catch(async (error: unknown) => {
        log.warn({ err: error, topic, group }, 'messages cannot be read')
        await new Promise((resolve) => setTimeout(resolve, LONGEST_READ_MS))
        // A server that came back without its data knows no groups any more.
        await createGroup(parts).catch(() => {})
      })
    }
  }

  /** Tells the server that this consumer is alive: to claim one's own message starts its time anew. */
  const keepHold = async (): Promise<void> => {
    const ids = [...underWay.keys()]
    if (ids.length > 0) await client.xClaimJustId(stream, group, consumer, 0, ids)
  }
  const signs = setInterval(() => void keepHold().catch(() => {}), ackWaitMs / 3)
  const running = run()

  return {
    stream,
    topic,
    group,
    async stop() {
      isStopped = true
      await running
      await Promise.all(underWay.values())
      clearInterval(signs)
      await forget(parts, consumer).catch(() => {})
      reader.destroy()
    },
  }
}

/** A group begins with the oldest message there is. */
async function createGroup({ client, stream, group }: Parts): Promise<void> {
  await client.xGroupCreate(stream, group, '0', { MKSTREAM: true }).catch((error: unknown) => {
    if (!String(error).includes('BUSYGROUP')) throw error
  })
}

async function readNew(
  { reader, stream, group }: Parts,
  consumer: string,
  count: number,
  waitMs: number,
): Promise<Entry[]> {
  const options = { COUNT: count, BLOCK: waitMs }
  const streams = await reader.xReadGroup(group, consumer, { key: stream, id: '>' }, options)
  const messages: readonly Read[] = streams?.[0]?.messages ?? []
  return messages.map(({ id, message }) => ({ id, fields: message, attempt: 1 }))
}

/** Takes what failed here and has waited, and what others do not go on with. */
async function claimDue(
  parts: Parts,
  consumer: string,
  underWay: ReadonlySet<string>,
  most: number,
): Promise<Entry[]> {
  const { client, stream, group, redeliveryDelayMs, ackWaitMs } = parts
  const pending = (idleMs: number, options: { consumer?: string }) =>
    client.xPendingRange(stream, group, '-', '+', most + underWay.size, {
      IDLE: idleMs,
      ...options,
    })
  const failed = await pending(redeliveryDelayMs, { consumer })
  const due = failed.filter(({ id }) => !underWay.has(id)).slice(0, most)
  const again = await claim(parts, consumer, redeliveryDelayMs, due)
  const lostMs = Math.max(ackWaitMs, redeliveryDelayMs)
  const lost = (await pending(lostMs, {})).filter((one) => one.consumer !== consumer)
  return [...again, ...(await claim(parts, consumer, lostMs, lost.slice(0, most - again.length)))]
}

/** Two consumers may want the same message. The first claim ends its idleness, and so the second gets nothing. */
async function claim(
  { client, stream, group }: Parts,
  consumer: string,
  idleMs: number,
  wanted: readonly { id: string; deliveriesCounter: number }[],
): Promise<Entry[]> {
  if (wanted.length === 0) return []
  const deliveries = new Map(wanted.map(({ id, deliveriesCounter }) => [id, deliveriesCounter]))
  const claimed = await client.xClaim(stream, group, consumer, idleMs, [...deliveries.keys()])
  return claimed.flatMap((entry) =>
    // None: it was deleted for its age.
    entry === null
      ? []
      : { id: entry.id, fields: entry.message, attempt: (deliveries.get(entry.id) ?? 0) + 1 },
  )
}

/** Never throws: what fails here stays pending, and so comes again. */
async function handle(
  { client, stream, topic, group, handler, log }: Parts,
  entry: Entry,
): Promise<void> {
  try {
    await handler(deliveryOf(topic, entry))
    await client.xAck(stream, group, entry.id)
  } catch (error) {
    log.warn({ err: error, group, message: entry.fields.id }, 'a message was not handled')
  }
}

/** Others may write to the stream, too. What brings no id of its own goes by that of its entry. */
function deliveryOf(topic: string, entry: Entry): Delivery {
  const { id = entry.id, key = '', body = 'null', headers = '{}' } = entry.fields
  const sent = parseJson(headers) as Delivery['headers'] | undefined
  const { attempt } = entry
  return { id, topic, key, body: parseJson(body), headers: sent ?? {}, attempt }
}

/** Takes this consumer off the group, unless it leaves something for others to claim. */
async function forget({ client, stream, group }: Parts, consumer: string): Promise<void> {
  const left = await client.xPendingRange(stream, group, '-', '+', 1, { consumer })
  if (left.length === 0) await client.xGroupDelConsumer(stream, group, consumer)
}
