import type { Order, Outcome } from './order.ts'
import { type OrderProcess, openOrder, type ProcessParts, settleOrder } from './order-process.ts'

/**
 * Fulfils an order while its caller waits. Without an answer from stock or payments the order stays
 * pending, and nobody but the caller, who sends the same request again, takes it further.
 */
export function directProcess(parts: ProcessParts): OrderProcess {
  return {
    async place(id, request) {
      const { order, isNew } = await openOrder(parts, id, request)
      if (order.status !== 'pending') return { order, isNew }
      const outcome = await fulfil(parts, order)
      return { order: await settleOrder(parts, id, outcome), isNew }
    },
  }
}

async function fulfil({ stock, payments }: ProcessParts, order: Order): Promise<Outcome> {
  if (!(await stock.reserve(order))) return { status: 'out-of-stock' }
  const charge = await payments.charge(order)
  if (charge.status === 'approved') return { status: 'paid', paymentId: charge.paymentId }
  await stock.release(order.id)
  return { status: 'declined', declineReason: charge.reason }
}
