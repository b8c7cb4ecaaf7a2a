import * as z from 'zod'
import { type Charge, type ChargeResult, type Payments, PaymentsUnavailable } from './payments.ts'

const approved = z.object({ paymentId: z.string().min(1) })
const declined = z.object({ reason: z.string().min(1) })

interface HttpPaymentsOptions {
  readonly url: string
  /** For the whole exchange, from connecting to the last byte of the answer. */
  readonly timeoutMs: number
}

/** Talks to the payments service over HTTP. It never retries by itself. */
export function httpPayments({ url, timeoutMs }: HttpPaymentsOptions): Payments {
  const charges = new URL('charges', url.endsWith('/') ? url : `${url}/`)

  return {
    async charge(charge) {
      const { status, body } = await send(charges, charge, timeoutMs)
      if (status === 200 || status === 201) return approval(body)
      if (status === 402) return refusal(body)
      if (status >= 500 || status === 429)
        throw new PaymentsUnavailable(`payments answered ${status}`)
      // Any other answer means that our own request is wrong. Payments is well, so this is no outage.
      throw new Error(`payments refused our request with ${status}`)
    },
  }
}

async function send(
  url: URL,
  charge: Charge,
  timeoutMs: number,
): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': charge.orderId },
      body: JSON.stringify({ amountCents: charge.amountCents }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return { status: response.status, body: parse(await response.text()) }
  } catch (cause) {
    const timedOut = cause instanceof Error && cause.name === 'TimeoutError'
    const what = timedOut ? `no answer within ${timeoutMs} ms` : 'cannot be reached'
    throw new PaymentsUnavailable(`payments: ${what}`, { cause })
  }
}

/** A body that is no JSON becomes `undefined`, which no schema accepts. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function approval(body: unknown): ChargeResult {
  const result = approved.safeParse(body)
  if (!result.success) throw new PaymentsUnavailable('payments sent an approval we cannot read')
  return { status: 'approved', paymentId: result.data.paymentId }
}

function refusal(body: unknown): ChargeResult {
  const result = declined.safeParse(body)
  if (!result.success) throw new PaymentsUnavailable('payments sent a refusal we cannot read')
  return { status: 'declined', reason: result.data.reason }
}
