import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import * as z from 'zod'
import { type Order, type OrderRequest, orderId, orderRequest } from '../orders/order.ts'
import type { OrdersApi, PlaceOrder } from '../orders/orders-api.ts'
import { Problem } from '../problem.ts'
import type { Shop } from '../shop.ts'

const ENDING = '.json'
const entry = z.object({ id: orderId, request: orderRequest })
export type Entry = z.infer<typeof entry>

/** What was sent, or is about to be, and has no answer yet. It outlives a crash. */
export interface Outstanding {
  list(): Promise<Entry[]>
  /** On the disk when it returns: only then may the request leave. */
  add(entry: Entry): Promise<void>
  remove(id: string): Promise<void>
}

/** A file for each, so that two commands at once do not write into the same one. */
export function openOutstanding(folder: string): Outstanding {
  const fileOf = (id: string): string => path.join(folder, `${id}${ENDING}`)
  return {
    async list() {
      const files = await readdir(folder).catch(() => [])
      const texts = files
        .filter((file) => file.endsWith(ENDING))
        .sort()
        .map((file) => readFile(path.join(folder, file), 'utf8'))
      return (await Promise.all(texts)).map((text) => entry.parse(JSON.parse(text)))
    },

    async add(added) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const beside = `${fileOf(added.id)}.new`
      const file = await open(beside, 'w', 0o600)
      await file.writeFile(JSON.stringify(added))
      await file.sync()
      await file.close()
      await rename(beside, fileOf(added.id))
    },

    remove: (id) => rm(fileOf(id), { force: true }),
  }
}

/**
 * The id, which is the key of the request, is on the disk before the request leaves, and stays there until there is an
 * answer. An order that is placed again in the same words takes up its key, whatever became of the process that
 * sent it first. See docs/adr/idempotency-key.md.
 */
export function placeOnce(
  outstanding: Outstanding,
  place: OrdersApi['place'],
  say: (text: string) => void,
): PlaceOrder {
  return async (given, request) => {
    const id = given ?? (await keyOf(outstanding, request, say)) ?? randomUUID()
    await outstanding.add({ id, request })
    return settle(outstanding, id, () => place(id, request))
  }
}

/** Sends what has no answer once more, under the key that it had. Stops at the first that has none again. */
export async function resume(
  outstanding: Outstanding,
  place: OrdersApi['place'],
): Promise<{ settled: Order[] }> {
  const settled: Order[] = []
  for (const { id, request } of await outstanding.list()) {
    settled.push(await settle(outstanding, id, () => place(id, request)))
  }
  return { settled }
}

/** Any answer ends it, a refusal too. No answer may mean that it was served. */
async function settle(
  outstanding: Outstanding,
  id: string,
  send: () => Promise<Order>,
): Promise<Order> {
  try {
    const order = await send()
    await outstanding.remove(id)
    return order
  } catch (error) {
    if (error instanceof Problem && error.status < 500) await outstanding.remove(id)
    throw error
  }
}

async function keyOf(
  outstanding: Outstanding,
  request: OrderRequest,
  say: (text: string) => void,
): Promise<string | undefined> {
  const wanted = JSON.stringify(orderRequest.parse(request))
  const entries = await outstanding.list()
  const same = entries.find((one) => JSON.stringify(one.request) === wanted)
  if (same !== undefined) say(`This order has no answer yet: it goes on as ${same.id}.\n`)
  return same?.id
}

/** `STATE_DIR`, or the usual place (XDG Base Directory Specification). */
export function stateFolder({
  config,
  terminal: { env },
}: Pick<Shop, 'config' | 'terminal'>): string {
  const home = env.XDG_STATE_HOME ?? path.join(os.homedir(), '.local', 'state')
  return config.STATE_DIR ?? path.join(home, '{{name}}', 'outstanding')
}
