import { openDatabase } from '../../src/database/database.ts'
import { type Drill, runDrill } from './drill.ts'

/** Requests race for one order, the service restarts, and an event of an older release is there: the events decide. */
await runDrill({}, async (drill) => {
  console.log('# the same order ten times at once')
  await Promise.all(Array.from({ length: 10 }, () => drill.order('order-1')))
  await drill.eventually('it is paid', async () => (await statusOf(drill, 'order-1')) === 'paid')
  drill.expect('it was opened once', (await typesOf(drill, 'order-1')).join() === 'opened,paid')
  drill.expect('it was charged once', drill.fakes.charged.size === 1)

  console.log('# a card is declined')
  drill.fakes.modes.payments = 'refuse'
  await drill.order('order-2')
  await drill.eventually(
    'the order is declined',
    async () => (await statusOf(drill, 'order-2')) === 'declined',
  )

  console.log('# the service restarts')
  const ids = ['order-1', 'order-2']
  const before = await textsOf(drill, ids)
  await drill.restart()
  drill.expect('every order reads the same', (await textsOf(drill, ids)) === before)

  console.log('# the store has an event as an older release wrote it, with the price of one piece')
  await putOldEvent(drill.config.DATABASE_URL)
  const { body } = await drill.get('/orders/old-order')
  const { amountCents, status } = body as { amountCents: number; status: string }
  drill.expect('it reads as an order of today: 3 times 250', amountCents === 750)
  drill.expect('it is pending, since nothing else happened to it', status === 'pending')
})

async function statusOf(drill: Drill, id: string): Promise<string> {
  return ((await drill.get(`/orders/${id}`)).body as { status: string }).status
}

async function typesOf(drill: Drill, id: string): Promise<string[]> {
  const { body } = await drill.get(`/orders/${id}/events`)
  return (body as { events: { type: string }[] }).events.map(({ type }) => type)
}

async function textsOf(drill: Drill, ids: readonly string[]): Promise<string> {
  const answers = await Promise.all(ids.map((id) => drill.get(`/orders/${id}`)))
  return JSON.stringify(answers.map(({ body }) => body))
}

async function putOldEvent(url: string): Promise<void> {
  const database = await openDatabase(url)
  await database.transaction().execute(async (tx) => {
    await tx
      .updateTable('order_events_head')
      .set(({ eb }) => ({ position: eb('position', '+', 1) }))
      .execute()
    const head = tx.selectFrom('order_events_head').select('position')
    const { position } = await head.executeTakeFirstOrThrow()
    await tx
      .insertInto('order_events')
      .values({
        position,
        order_id: 'old-order',
        version: 1,
        type: 'opened',
        schema_version: 1,
        data: JSON.stringify({ item: 'tea', quantity: 3, unitCents: 250 }),
        recorded_at: '2020-01-01T00:00:00.000Z',
      })
      .execute()
  })
  await database.destroy()
}
