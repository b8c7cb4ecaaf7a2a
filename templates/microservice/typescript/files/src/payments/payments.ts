export interface Charge {
  readonly orderId: string
  readonly amountCents: number
}

export type ChargeResult =
  | { readonly status: 'approved'; readonly paymentId: string }
  | { readonly status: 'declined'; readonly reason: string }

/** The payments service as the orders see it. Patterns wrap one of these in another. */
export interface Payments {
  /** A declined charge is an answer. Throws `PaymentsUnavailable` when there was none. */
  charge(charge: Charge): Promise<ChargeResult>
}

/** No answer from payments: it may have charged or not, so only the same order may be tried again. */
export class PaymentsUnavailable extends Error {
  override readonly name = 'PaymentsUnavailable'
  /** When it makes sense to try again, if anybody knows. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause })
    this.retryAfterMs = options.retryAfterMs
  }
}
