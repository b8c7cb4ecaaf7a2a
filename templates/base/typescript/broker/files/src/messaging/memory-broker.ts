import type { Log } from '../observability/log.ts'
import type { Broker, Delivery, Handler } from './broker.ts'

interface Options {
  readonly redeliveryDelayMs: number
  readonly log: Log
}

/**
 * A broker inside the process, for tests and for running without a server. It keeps nothing over a
 * restart, so that a message is safe only when every group has handled it. Messages are copied as
 * JSON, so that nobody shares an object by mistake.
 */
export function memoryBroker({ redeliveryDelayMs, log }: Options): Broker {
  const groups = new Map<string, Map<string, Handler>>()
  const underWay = new Set<Promise<void>>()
  const waiting = new Set<NodeJS.Timeout>()
  const unhandled = new Map<string, number>()
  let isClosed = false

  const count = (topic: string, group: string, change: number): void => {
    const name = JSON.stringify([topic, group])
    unhandled.set(name, (unhandled.get(name) ?? 0) + change)
  }

  const deliver = (group: string, handler: Handler, delivery: Delivery, done: () => void): void => {
    const work = handler(delivery).then(done, (error: unknown) => {
      log.warn({ err: error, group, message: delivery.id }, 'a message was not handled')
      if (isClosed) return
      const timer = setTimeout(() => {
        waiting.delete(timer)
        deliver(group, handler, { ...delivery, attempt: delivery.attempt + 1 }, done)
      }, redeliveryDelayMs)
      waiting.add(timer)
    })
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  return {
    async publish(message) {
      if (isClosed) throw new Error('the broker is closed')
      const handled = [...(groups.get(message.topic) ?? [])].map(([group, handler]) => {
        const copy = JSON.parse(JSON.stringify(message))
        count(message.topic, group, 1)
        const handling = new Promise<void>((done) => {
          setImmediate(() => deliver(group, handler, { ...copy, attempt: 1 }, done))
        })
        return handling.then(() => count(message.topic, group, -1))
      })
      return { kept: Promise.all(handled).then(() => {}) }
    },

    async subscribe(topic, group, handler) {
      const handlers = groups.get(topic) ?? new Map<string, Handler>()
      if (handlers.has(group)) throw new Error(`${group} has subscribed to ${topic} already`)
      groups.set(topic, handlers.set(group, handler))
    },

    async backlog() {
      return [...unhandled].map(([name, messages]) => {
        const [topic, group] = JSON.parse(name)
        return { topic, group, messages }
      })
    },

    async close() {
      isClosed = true
      for (const timer of waiting) clearTimeout(timer)
      await new Promise(setImmediate)
      await Promise.all(underWay)
    },
  }
}
