import type { HttpClient } from '../http-client/http-client.ts'

export interface Notification {
  /** The key by which it is sent once. */
  readonly id: string
  readonly orderId: string
  readonly text: string
}

/** The notifications service as we see it. */
export interface Notifications {
  /** Throws `DependencyUnavailable` when there was no answer. */
  send(notification: Notification): Promise<void>
}

export function httpNotifications(call: HttpClient): Notifications {
  return {
    async send({ id, orderId, text }) {
      const { status } = await call({
        method: 'PUT',
        path: `messages/${encodeURIComponent(id)}`,
        body: { orderId, text },
      })
      if (status !== 200 && status !== 201)
        throw new Error(`notifications refused our message with ${status}`)
    },
  }
}
