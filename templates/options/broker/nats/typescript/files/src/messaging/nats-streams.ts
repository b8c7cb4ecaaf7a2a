import {
  AckPolicy,
  DeliverPolicy,
  JetStreamApiError,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream'
import { nanos } from '@nats-io/transport-node'
import type { NatsOptions } from './nats-broker.ts'

/** Within this time a message of the same id is the same one. */
const DUPLICATES_MS = 120_000
/** What the server calls a stream of this name that was made otherwise, by a release with other settings. */
const STREAM_IN_USE = 10058

export interface StreamPlace {
  readonly stream: string
  readonly subject: string
}

export interface Streams {
  /** Makes the stream of a topic, unless this process has seen to it before. */
  ensure(topic: string): Promise<StreamPlace>
  /** Has the stream looked for again: it may not be there any more. */
  forget(topic: string): void
  /** Makes stream and consumer anew, for a server that came back without its data. */
  ensureConsumer(topic: string, group: string): Promise<StreamPlace & { consumer: string }>
}

export function createStreams(manager: JetStreamManager, options: NatsOptions): Streams {
  const known = new Map<string, Promise<StreamPlace>>()

  const make = async (topic: string): Promise<StreamPlace> => {
    const { namespace, keepMs } = options
    const place = {
      stream: nameOf(`${namespace}-${topic}`),
      subject: `${namespace}.${nameOf(topic)}`,
    }
    const config = {
      subjects: [place.subject],
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      max_age: nanos(keepMs),
      duplicate_window: nanos(Math.min(DUPLICATES_MS, keepMs)),
    }
    await manager.streams.add({ name: place.stream, ...config }).catch(async (error: unknown) => {
      const isThere = error instanceof JetStreamApiError && error.code === STREAM_IN_USE
      if (!isThere) throw error
      await manager.streams.update(place.stream, config)
    })
    return place
  }

  const ensure = (topic: string): Promise<StreamPlace> => {
    const found = known.get(topic)
    if (found !== undefined) return found
    const made = make(topic)
    known.set(topic, made)
    made.catch(() => known.delete(topic))
    return made
  }

  return {
    ensure,
    forget: (topic) => void known.delete(topic),
    async ensureConsumer(topic, group) {
      known.delete(topic)
      const place = await ensure(topic)
      const consumer = nameOf(group)
      await manager.consumers.add(place.stream, {
        durable_name: consumer,
        ack_policy: AckPolicy.Explicit,
        ack_wait: nanos(options.ackWaitMs),
        // A group begins with the oldest message there is.
        deliver_policy: DeliverPolicy.All,
        // Again and again: who gives a message up, and when, is not for the broker to say.
        max_deliver: -1,
      })
      return { ...place, consumer }
    },
  }
}

/** Names of streams, consumers and parts of subjects have no dots, blanks or wildcards. */
function nameOf(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, '_')
}
