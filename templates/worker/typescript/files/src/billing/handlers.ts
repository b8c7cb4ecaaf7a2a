import type * as z from 'zod'
import { HopelessJob, type JobHandler } from '../jobs/job.ts'
import { charge, receipt } from './job-requests.ts'
import type { Notifications } from './notifications.ts'
import type { Payments } from './payments.ts'

/** Charges a customer; the receipt is a job of its own, enqueued with the end of this one. */
export function chargeCustomer(payments: Payments): JobHandler {
  return async ({ id, payload }, signal) => {
    const { customer, amountCents } = read(charge, payload)
    const result = await payments.charge(id, amountCents, signal)
    const text =
      result.status === 'approved'
        ? `You paid ${(amountCents / 100).toFixed(2)}.`
        : `Your payment was declined: ${result.reason}.`
    return {
      result,
      next: [{ id: `${id}-receipt`, kind: 'receipt', payload: { customer, text } }],
    }
  }
}

export function sendReceipt(notifications: Notifications): JobHandler {
  return async ({ id, payload }, signal) => {
    await notifications.send({ id, ...read(receipt, payload) }, signal)
    return {}
  }
}

/** A job is stored for a while, perhaps by an older version of this program: it is read as what comes from outside. */
function read<T>(schema: z.ZodType<T>, payload: unknown): T {
  const result = schema.safeParse(payload)
  if (result.success) return result.data
  throw new HopelessJob(result.error.issues.map(({ message }) => message).join('; '))
}
