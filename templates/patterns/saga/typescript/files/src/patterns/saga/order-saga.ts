import type { Outcome } from '../../orders/order.ts'
import type { ProcessParts } from '../../orders/order-process.ts'

/** The next step of an order. The last two undo what the first two did. */
export type SagaStep = 'reserve' | 'charge' | 'refund' | 'release' | 'settle'

export interface SagaState {
  readonly orderId: string
  readonly step: SagaStep
  /** When it began, or its way back anew. */
  readonly startedAt: string
  /** How the order ends; known from the step on that decides it. */
  readonly outcome?: Outcome
}

interface OrderFacts {
  readonly id: string
  readonly item: string
  readonly quantity: number
  readonly amountCents: number
}

type Services = Pick<ProcessParts, 'payments' | 'stock'>

/**
 * Takes one step and says what comes next. Each step may be taken again after a crash: the order id is the
 * key by which stock and payments act once. Throws `DependencyUnavailable` when the step is still to be taken.
 *
 *     reserve --> charge --> settle (paid)
 *        |          |  \-- no answer for too long --> refund --> release --> settle (declined)
 *        |          \-- declined --> release --> settle (declined)
 *        \-- not enough --> settle (out of stock)
 */
export async function takeStep(
  state: SagaState,
  order: OrderFacts,
  { payments, stock }: Services,
): Promise<SagaState> {
  switch (state.step) {
    case 'reserve':
      if (await stock.reserve(order)) return { ...state, step: 'charge' }
      return { ...state, step: 'settle', outcome: { status: 'out-of-stock' } }
    case 'charge': {
      const charge = await payments.charge(order)
      if (charge.status === 'approved') {
        const outcome: Outcome = { status: 'paid', paymentId: charge.paymentId }
        return { ...state, step: 'settle', outcome }
      }
      const outcome: Outcome = { status: 'declined', declineReason: charge.reason }
      return { ...state, step: 'release', outcome }
    }
    case 'refund':
      await payments.refund(order.id)
      return { ...state, step: 'release' }
    case 'release':
      await stock.release(order.id)
      return { ...state, step: 'settle' }
    case 'settle':
      return state
  }
}

/** How an order ends that is given up. */
export const GIVEN_UP: Outcome = { status: 'declined', declineReason: 'no answer in time' }

/**
 * What a saga does that has waited too long for an answer. A charge without one may have been made, so it is
 * refunded; from there on there is no way but through.
 */
export function compensate(state: SagaState): SagaState {
  if (state.step === 'reserve') return { ...state, step: 'release', outcome: GIVEN_UP }
  if (state.step === 'charge') return { ...state, step: 'refund', outcome: GIVEN_UP }
  return state
}
