import type { Config } from '../config.ts'
import type { Log } from '../observability/log.ts'
import { memoryBroker } from './memory-broker.ts'
// compendium:slot broker-imports

export interface Message {
  /** The same in every delivery: by it a consumer knows what it has had already. */
  readonly id: string
  readonly topic: string
  /** Messages of one key are about one thing. */
  readonly key: string
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
}

export interface Delivery extends Message {
  /** 1 for the first. */
  readonly attempt: number
}

/** Handles a delivery. When it throws, the message comes again. */
export type Handler = (delivery: Delivery) => Promise<void>

/** Wraps the handler of one group of consumers. */
export type HandlerPolicy = (group: string, next: Handler) => Handler

/** The first policy is nearest to the handler. */
export function applyPolicies(
  group: string,
  handler: Handler,
  policies: readonly HandlerPolicy[],
): Handler {
  return policies.reduce((next, policy) => policy(group, next), handler)
}

export interface Receipt {
  /** Resolves when no crash of this process can lose the message any more; a broker with a disk is there at once. */
  readonly kept: Promise<void>
}

/** How many messages a group has still to handle. */
export interface Backlog {
  readonly topic: string
  readonly group: string
  readonly messages: number
}

/**
 * Delivers each message at least once to each group. Twice happens (a crash between the work and
 * its acknowledgement), so handlers must not mind. Order is not promised: a message that failed comes
 * after those that did not.
 */
export interface Broker {
  /** Returns when the broker has the message. */
  publish(message: Message): Promise<Receipt>
  subscribe(topic: string, group: string, handler: Handler): Promise<void>
  /** Takes no more deliveries and lets those under way finish. */
  close(): Promise<void>
  /** How it is connected, in a word. A broker within the process has nothing to say. */
  readonly state?: () => string
  /** Of the groups that have subscribed here. */
  readonly backlog?: () => Promise<readonly Backlog[]>
}

/** Throws an Error that names BROKER_URL when there is no client for it, or nobody answers there. */
export async function openBroker(config: Config, log: Log): Promise<Broker> {
  const url = config.BROKER_URL
  const options = { redeliveryDelayMs: config.REDELIVERY_DELAY_MS, log }
  // compendium:slot brokers
  if (url === 'memory:') return memoryBroker(options)
  throw new Error(`BROKER_URL: no client for ${url.split(':')[0]}:`)
}
