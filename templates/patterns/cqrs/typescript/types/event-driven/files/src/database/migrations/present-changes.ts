import type { Kysely } from 'kysely'

/** What events would have told of the shipments from before there was a log, as they are now. */
// biome-ignore lint/suspicious/noExplicitAny: a migration works on tables as they were then
export async function presentChanges(db: Kysely<any>): Promise<{ key: string; body: object }[]> {
  const tables = await db.introspection.getTables()
  if (!tables.some(({ name }) => name === 'shipments')) return []
  const rows = await db.selectFrom('shipments').selectAll().orderBy('opened_at').execute()
  return rows.map(({ order_id: orderId, status, tracking_code: trackingCode }) => {
    const body = { type: `shipment.${status}`, orderId, ...(trackingCode ? { trackingCode } : {}) }
    return { key: orderId, body }
  })
}
