import { type DrillAnswer, printAnswer, runOnStage, type Stage } from './stage.ts'

export interface Drill extends Stage {
  /** Hands in that an order was paid, and prints the answer on a line. */
  order(id: string, fields?: object): Promise<DrillAnswer>
  /** Waits until the shipment of the order is in this state. */
  becomes(id: string, status: string, withinMs?: number): Promise<void>
  /** How many events were put aside because nobody can read them. */
  parked(): Promise<number | undefined>
}

/** Runs the service among carrier and notifications; `env` is what it is told besides. */
export function runDrill(
  env: Record<string, string>,
  drill: (drill: Drill) => Promise<void>,
): Promise<void> {
  return runOnStage(
    {
      environment: (fakes) => ({
        CARRIER_URL: fakes.urlOf('carrier'),
        NOTIFICATIONS_URL: fakes.urlOf('notifications'),
        REDELIVERY_DELAY_MS: '100',
        ...env,
      }),
      equip: withShipments,
    },
    drill,
  )
}

function withShipments(self: Stage): Drill {
  return {
    ...self,
    async order(id, fields = {}) {
      const lines = [{ item: 'tea', quantity: 1 }]
      const event = { type: 'order.paid', version: 2, orderId: id, customer: 'Ada', lines }
      const answer = await self.send('PUT', `/events/${id}`, { body: { ...event, ...fields } })
      printAnswer(id, answer)
      return answer
    },
    becomes(id, status, withinMs) {
      const isSo = async (): Promise<boolean> => {
        const { body } = await self.get(`/shipments/${id}`)
        return (body as { status?: string }).status === status
      }
      return self.eventually(`the shipment of ${id} is ${status}`, isSo, withinMs)
    },
    // compendium:slot drill-parked default
    parked: () => self.metric('inbox_parked'),
    // compendium:end
  }
}
