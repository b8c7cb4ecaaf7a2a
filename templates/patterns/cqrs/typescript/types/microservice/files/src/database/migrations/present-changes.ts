import type { Kysely } from 'kysely'

/** What events would have told of the orders from before there was a log, as if all of them had happened now. */
// biome-ignore lint/suspicious/noExplicitAny: a migration works on tables as they were then
export async function presentChanges(db: Kysely<any>): Promise<{ key: string; body: object }[]> {
  const tables = await db.introspection.getTables()
  if (!tables.some(({ name }) => name === 'orders')) return []
  const rows = await db.selectFrom('orders').selectAll().orderBy('id').execute()
  return rows.flatMap(({ id, item, quantity, amount_cents: amountCents, status }) => {
    const order = { id, item, quantity, amountCents, status }
    const types = status === 'pending' ? ['opened'] : ['opened', status]
    return types.map((type) => ({ key: id, body: { type: `order.${type}`, order } }))
  })
}
