import * as z from 'zod'
import {
  DependencyUnavailable,
  type HttpClient,
  type HttpRequest,
} from '../http-client/http-client.ts'
import { Problem } from '../problem.ts'

const customer = z.object({ id: z.string(), name: z.string() })
const orders = z.array(z.object({ id: z.string(), item: z.string(), status: z.string() }))

/** What a customer's first page shows. What is missing is `null`, and `missing` says whose it is. */
export interface Overview {
  readonly customer: z.infer<typeof customer> | null
  readonly orders: z.infer<typeof orders> | null
  readonly missing: readonly string[]
}

interface Upstreams {
  readonly customers: HttpClient
  readonly orders: HttpClient
}

/**
 * Asks both upstreams at once. One of them may be down: what the other says is worth showing. Throws `Problem`
 * when there is no such customer, and `DependencyUnavailable` when neither answers.
 */
export async function overviewOf(
  upstreams: Upstreams,
  id: string,
  headers: Readonly<Record<string, string>>,
): Promise<Overview> {
  const ask = (path: string): HttpRequest => ({ method: 'GET', path, headers })
  const [who, what] = await Promise.allSettled([
    read(upstreams.customers, 'customers', ask(`customers/${id}`), customer),
    read(upstreams.orders, 'orders', ask(`orders?customer=${id}`), orders),
  ])
  const one = settled(who)
  const other = settled(what)
  if (one.failure !== undefined && other.failure !== undefined) throw one.failure
  const missing = [one, other].flatMap(({ failure }) => failure?.dependency ?? [])
  return { customer: one.value ?? null, orders: other.value ?? null, missing }
}

async function read<T>(
  client: HttpClient,
  name: string,
  request: HttpRequest,
  schema: z.ZodType<T>,
): Promise<T> {
  const { status, body } = await client(request)
  if (status === 404) throw new Problem(`${name} knows none`, { status, code: 'not-found' })
  const result = schema.safeParse(body)
  if (status === 200 && result.success) return result.data
  throw new DependencyUnavailable(name, 'sent an answer we cannot read', { status: 502 })
}

/** An upstream that is down leaves a gap; anything else that went wrong is told. */
function settled<T>(result: PromiseSettledResult<T>) {
  if (result.status === 'fulfilled') return { value: result.value }
  if (result.reason instanceof DependencyUnavailable) return { failure: result.reason }
  throw result.reason
}
