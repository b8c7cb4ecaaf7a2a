import { type DrillAnswer, printAnswer, runOnStage, type Stage } from './stage.ts'

export interface Drill extends Stage {
  /** Places an order and prints its answer on a line. */
  order(id: string): Promise<DrillAnswer>
  post(path: string, body: object, headers: Record<string, string>): Promise<DrillAnswer>
}

/** Runs the service among payments, stock and notifications; `env` is what it is told besides. */
export function runDrill(
  env: Record<string, string>,
  drill: (drill: Drill) => Promise<void>,
): Promise<void> {
  return runOnStage(
    {
      environment: (fakes) => ({
        PAYMENTS_URL: fakes.urlOf('payments'),
        STOCK_URL: fakes.urlOf('stock'),
        NOTIFICATIONS_URL: fakes.urlOf('notifications'),
        REDELIVERY_DELAY_MS: '100',
        ...env,
      }),
      equip: withOrders,
    },
    drill,
  )
}

function withOrders(stage: Stage): Drill {
  return {
    ...stage,
    async order(id) {
      const body = { item: 'tea', quantity: 1, amountCents: 350 }
      const answer = await stage.send('PUT', `/orders/${id}`, { body })
      printAnswer(id, answer)
      return answer
    },
    post: (path, body, headers) => stage.send('POST', path, { body, headers }),
  }
}
