import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openDatabase } from '../../src/database/database.ts'
import { type Drill, runDrill } from './drill.ts'

/** The read model is spoilt while the service runs: writing goes on, and it is made anew from the changes. */
await runDrill({}, async (drill) => {
  console.log('# orders are placed, one of them with a card that is declined')
  const ids = Array.from({ length: 6 }, (_, index) => `order-${index + 1}`)
  for (const id of ids) {
    drill.fakes.modes.payments = id === 'order-3' ? 'refuse' : 'ok'
    await drill.order(id)
  }
  drill.fakes.modes.payments = 'ok'
  const wanted = ids.map((id) => `${id} ${id === 'order-3' ? 'declined' : 'paid'}`)
  await drill.eventually('the list shows each order once and as it is', () => shows(drill, wanted))

  console.log('# half of the rows of the read model are lost, and one tells a lie')
  await spoil(drill.config.DATABASE_URL)
  drill.expect('the list is wrong', !(await shows(drill, wanted)))
  drill.expect('an order by its id is right', (await statusOf(drill, 'order-1')) === 'paid')
  await drill.order('order-7')
  drill.expect('orders are still taken', (await statusOf(drill, 'order-7')) !== undefined)

  console.log('# npm run rebuild-read-model, while the service runs')
  drill.expect('it ends with 0', (await rebuildReadModel(drill)) === 0)
  await drill.eventually('the list shows each order once and as it is', () =>
    shows(drill, [...wanted, 'order-7 paid']),
  )
  await drill.eventually(
    'the read model lags behind by nothing',
    async () => (await drill.metric('read_model_lag_changes')) === 0,
  )

  console.log('# the service restarts')
  await drill.restart()
  await drill.order('order-8')
  await drill.eventually('the list goes on from where it was', () =>
    shows(drill, [...wanted, 'order-7 paid', 'order-8 paid']),
  )
})

interface ListedOrder {
  readonly id: string
  readonly status: string
}

/** Whether the list has these orders and no others; each as `id status`, in the order in which they were placed. */
async function shows(drill: Drill, wanted: readonly string[]): Promise<boolean> {
  const { body } = await drill.get('/orders')
  const { orders } = body as { orders: ListedOrder[] }
  const shown = orders.map(({ id, status }) => `${id} ${status}`).reverse()
  return shown.join() === wanted.join()
}

async function statusOf(drill: Drill, id: string): Promise<string | undefined> {
  return ((await drill.get(`/orders/${id}`)).body as Partial<ListedOrder>).status
}

/** As a fault in a projection, or a hand that slipped, would leave it. */
async function spoil(url: string): Promise<void> {
  const database = await openDatabase(url)
  await database.deleteFrom('order_views').where('order_id', '>', 'order-3').execute()
  await database
    .updateTable('order_views')
    .set({ status: 'out-of-stock' })
    .where('order_id', '=', 'order-1')
    .execute()
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
