import * as z from 'zod'
import type { Database, Tx } from '../database/database.ts'
import type { HttpClient, HttpRequest } from '../http-client/http-client.ts'
import { DependencyUnavailable } from '../http-client/http-client.ts'
import { Problem } from '../problem.ts'
import { type Entry, entrySchema } from '../storage/entry.ts'
import { entryStore } from '../storage/entry-store.ts'

/** The copies that one node keeps. Each request names the epoch of the placement by which it was sent here. */
export interface Replica {
  read(key: string, epoch: number): Promise<Entry | undefined>
  /** Returns when the entry, or a later one, is on disk. */
  write(key: string, entry: Entry, epoch: number): Promise<void>
  keys(after: string, limit: number): Promise<string[]>
}

/** The sender goes by a placement that is no more. */
export class StaleEpoch extends Problem {
  override readonly name = 'StaleEpoch'

  constructor() {
    super('keys have moved since', { status: 409, code: 'stale-epoch' })
  }
}

/** Throws `StaleEpoch` for requests of an epoch that is over, in the transaction that serves them. */
export type EpochCheck = (tx: Tx, epoch: number) => Promise<void>

/** Where keys never move there is one epoch. */
export const anyEpoch: EpochCheck = async () => {}

/** The copies of this very node. */
export function localReplica(database: Database, checkEpoch: EpochCheck): Replica {
  return {
    read: (key, epoch) =>
      database.transaction().execute(async (tx) => {
        await checkEpoch(tx, epoch)
        return entryStore.find(tx, key)
      }),
    write: (key, entry, epoch) =>
      database.transaction().execute(async (tx) => {
        await checkEpoch(tx, epoch)
        await entryStore.keepLatest(tx, key, entry)
      }),
    keys: (after, limit) =>
      database.transaction().execute((tx) => entryStore.keys(tx, after, limit)),
  }
}

const readAnswer = z.object({ entry: entrySchema.optional() })
const keysAnswer = z.object({ keys: z.array(z.string()) })

/** The copies of another node. Throws `DependencyUnavailable` when there is no usable answer. */
export function httpReplica(name: string, call: HttpClient): Replica {
  const send = async <T>(schema: z.ZodType<T>, request: HttpRequest): Promise<T> => {
    const { status, body } = await call(request)
    if (status === 409) throw new StaleEpoch()
    const answer = schema.safeParse(body)
    if (status === 200 && answer.success) return answer.data
    throw new DependencyUnavailable(name, `answered ${status} with something else`)
  }
  const at = (key: string, epoch: number) => `replica/entries/${key}?epoch=${epoch}`
  return {
    async read(key, epoch) {
      return (await send(readAnswer, { method: 'GET', path: at(key, epoch) })).entry
    },
    async write(key, entry, epoch) {
      await send(z.object({}), { method: 'PUT', path: at(key, epoch), body: entry })
    },
    async keys(after, limit) {
      const path = `replica/keys?after=${after}&limit=${limit}`
      return (await send(keysAnswer, { method: 'GET', path })).keys
    },
  }
}
