import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { EXIT, type ExitCode, Interrupted, UsageError } from '../exit-codes.ts'
import { DependencyUnavailable } from '../http-client/http-client.ts'
import { Problem } from '../problem.ts'
import type { Shop } from '../shop.ts'
import { showProgress } from '../terminal.ts'
import { orderId, orderRequest } from './order.ts'

const line = z.strictObject({ ...orderRequest.shape, id: orderId })
type Line = z.infer<typeof line>

export interface ImportResult {
  readonly placed: number
  readonly refused: readonly { readonly id: string; readonly why: string }[]
  /** What was not tried, or had no answer: the same command again takes it up. */
  readonly left: number
  readonly code: ExitCode
}

/** Reads a file with an order as JSON on each line. Throws `UsageError` that names the first line at fault. */
export async function readOrders(file: string): Promise<Line[]> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new UsageError(`Cannot read ${file}: ${cause.message}`, { cause })
  })
  return text.split('\n').flatMap((one, at) => (one.trim() === '' ? [] : [readLine(one, at + 1)]))
}

/**
 * Places one order after the other. It stops at the first without an answer, as the next would have none either, and
 * on Ctrl-C. Each line brings its id, so that nothing is ordered twice by running it again.
 */
export async function importOrders(shop: Shop, orders: readonly Line[]): Promise<ImportResult> {
  const progress = showProgress(shop.terminal)
  const refused: { id: string; why: string }[] = []
  let placed = 0
  let stopped: ExitCode | undefined
  for (const { id, ...request } of orders) {
    progress.say(`${placed + refused.length} of ${orders.length}`)
    try {
      const { status } = await shop.operation(() => shop.place(id, request))
      if (status === 'paid' || status === 'pending') placed += 1
      else refused.push({ id, why: status })
    } catch (error) {
      stopped = whyStopped(error)
      if (stopped !== undefined) break
      refused.push({ id, why: (error as Problem).message })
    }
  }
  progress.end()
  const left = orders.length - placed - refused.length
  return { placed, refused, left, code: stopped ?? (refused.length > 0 ? EXIT.refused : EXIT.done) }
}

/** `undefined` where only this one order was refused. */
function whyStopped(error: unknown): ExitCode | undefined {
  if (error instanceof Interrupted) return EXIT.interrupted
  if (error instanceof DependencyUnavailable) return EXIT.noAnswer
  if (!(error instanceof Problem)) throw error
  return error.status >= 500 ? EXIT.noAnswer : undefined
}

function readLine(text: string, number: number): Line {
  try {
    return line.parse(JSON.parse(text))
  } catch (cause) {
    const why =
      cause instanceof z.ZodError
        ? cause.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
        : 'it is no JSON'
    throw new UsageError(`Line ${number}: ${why}`, { cause })
  }
}
