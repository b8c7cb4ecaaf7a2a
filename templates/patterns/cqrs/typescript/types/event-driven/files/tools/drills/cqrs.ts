import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openDatabase } from '../../src/database/database.ts'
import { type Drill, runDrill } from './drill.ts'

/** The read model is spoilt while the service runs: events are still handled, and it is made anew from the changes. */
await runDrill({}, async (drill) => {
  console.log('# orders are paid, and shipped')
  const ids = Array.from({ length: 5 }, (_, index) => `order-${index + 1}`)
  for (const id of ids) await drill.order(id)
  await drill.eventually('the list shows each shipment once and as it is', () => shows(drill, ids))

  console.log('# half of the rows of the read model are lost, and one tells a lie')
  await spoil(drill.config.DATABASE_URL)
  drill.expect('the list is wrong', !(await shows(drill, ids)))
  await drill.order('order-6')
  await drill.becomes('order-6', 'booked')

  console.log('# npm run rebuild-read-model, while the service runs')
  drill.expect('it ends with 0', (await rebuildReadModel(drill)) === 0)
  await drill.eventually('the list shows each shipment once and as it is', () =>
    shows(drill, [...ids, 'order-6']),
  )

  console.log('# the service restarts')
  await drill.restart()
  await drill.order('order-7')
  await drill.eventually('the list goes on from where it was', () =>
    shows(drill, [...ids, 'order-6', 'order-7']),
  )
})

/** Whether the list has the shipments of these orders, all of them booked, and no others. */
async function shows(drill: Drill, ids: readonly string[]): Promise<boolean> {
  const { body } = await drill.get('/shipments')
  const { shipments } = body as { shipments: { orderId: string; status: string }[] }
  const shown = shipments.map(({ orderId, status }) => `${orderId} ${status}`).sort()
  return shown.join() === ids.map((id) => `${id} booked`).join()
}

/** As a fault in a projection, or a hand that slipped, would leave it. */
async function spoil(url: string): Promise<void> {
  const database = await openDatabase(url)
  await database.deleteFrom('shipment_views').where('order_id', '>', 'order-2').execute()
  await database.updateTable('shipment_views').set({ status: 'refused' }).execute()
  await database.destroy()
}

async function rebuildReadModel({ config }: Drill): Promise<number> {
  const program = spawn('npm', ['run', '--silent', 'rebuild-read-model'], {
    env: { ...process.env, DATABASE_URL: config.DATABASE_URL },
    stdio: 'inherit',
  })
  const [code] = await once(program, 'exit')
  return code
}
