import { setTimeout as sleep } from 'node:timers/promises'
import { DependencyUnavailable } from '../http-client/http-client.ts'
import { Problem } from '../problem.ts'
import type { Shop } from '../shop.ts'
import { showProgress } from '../terminal.ts'
import type { Order } from './order.ts'

/** Looks until the order is no longer pending. Throws `DependencyUnavailable` when that takes too long. */
export async function waitForOrder(shop: Shop, id: string, withinMs: number): Promise<Order> {
  const startedAt = performance.now()
  const progress = showProgress(shop.terminal)
  try {
    for (;;) {
      const order = await shop.operation(() => shop.find(id))
      if (order === undefined) {
        throw new Problem(`there is no order ${id}`, { status: 404, code: 'not-found' })
      }
      if (order.status !== 'pending') return order
      const passedMs = performance.now() - startedAt
      progress.say(`${id} is pending, ${Math.round(passedMs / 1000)} s`)
      if (passedMs > withinMs) throw new DependencyUnavailable('orders', `${id} is still pending`)
      await pause(shop)
    }
  } finally {
    progress.end()
  }
}

async function pause({ config, terminal: { signal } }: Shop): Promise<void> {
  await sleep(config.POLL_MS, undefined, { signal }).catch(() => {
    throw signal.reason
  })
}
