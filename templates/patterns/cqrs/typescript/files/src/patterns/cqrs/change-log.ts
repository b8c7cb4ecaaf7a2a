import type { Database, Tx } from '../../database/database.ts'
import type { Message } from '../../messaging/broker.ts'
import type { Change, Feed } from './read-model.ts'

/**
 * Notes each change in the transaction that makes it, so that neither is there without the other: the events of one
 * topic, kept in order. `read` takes from the body of an event what the read side cares about.
 */
export function changeLog<What extends object>(
  topic: string,
  read: (body: unknown) => What,
): Feed<Change & What> {
  return {
    async stage(tx, events) {
      const changes = events.filter((event) => event.topic === topic)
      if (changes.length === 0) return
      const first = (await takePositions(tx, changes.length)) - changes.length + 1
      const at = new Date().toISOString()
      const rows = changes.map((event, index) => toRow(event, first + index, at))
      await tx.insertInto('change_log').values(rows).execute()
    },

    async read(db, after, limit) {
      const query = db.selectFrom('change_log').selectAll().where('position', '>', after)
      const rows = await query.orderBy('position').limit(limit).execute()
      return rows.map(({ position, key, changed_at: at, body }) => {
        return { ...read(JSON.parse(body)), position, key, at }
      })
    },

    head,
  }
}

async function head(db: Database | Tx): Promise<number> {
  const query = db.selectFrom('change_log_head').select('position')
  return (await query.executeTakeFirstOrThrow()).position
}

/**
 * The last of `count` new positions. Locks the head until the transaction ends, so that changes become visible in
 * the order of their positions. A sequence of the database would not do: whoever drew 7 may commit before
 * whoever drew 6, and a projection that is at 7 never sees 6.
 */
async function takePositions(tx: Tx, count: number): Promise<number> {
  await tx
    .updateTable('change_log_head')
    .set(({ eb }) => ({ position: eb('position', '+', count) }))
    .execute()
  return head(tx)
}

function toRow({ key, body }: Message, position: number, at: string) {
  return { position, key, body: JSON.stringify(body), changed_at: at }
}
