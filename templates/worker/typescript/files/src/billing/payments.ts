import * as z from 'zod'
import { DependencyUnavailable, type HttpClient } from '../http-client/http-client.ts'

export type ChargeResult =
  | { readonly status: 'approved'; readonly paymentId: string }
  | { readonly status: 'declined'; readonly reason: string }

/** The payments service as we see it. */
export interface Payments {
  /** `key` is what it acts once for. A declined charge is an answer. Throws `DependencyUnavailable`. */
  charge(key: string, amountCents: number, signal: AbortSignal): Promise<ChargeResult>
}

const approved = z.object({ paymentId: z.string().min(1) })
const declined = z.object({ reason: z.string().min(1) })

export function httpPayments(call: HttpClient): Payments {
  return {
    async charge(key, amountCents, signal) {
      const { status, body } = await call({
        method: 'POST',
        path: 'charges',
        headers: { 'idempotency-key': key },
        body: { amountCents },
        signal,
      })
      if (status === 200 || status === 201) {
        return { status: 'approved', paymentId: read(approved, body).paymentId }
      }
      if (status === 402) return { status: 'declined', reason: read(declined, body).reason }
      // Any other answer means that our own request is wrong. Payments is well, so this is no outage.
      throw new Error(`payments refused our charge with ${status}`)
    },
  }
}

/** An answer that we cannot read may stand for anything, so it counts as none. */
function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (!result.success) throw new DependencyUnavailable('payments', 'sent an answer we cannot read')
  return result.data
}
