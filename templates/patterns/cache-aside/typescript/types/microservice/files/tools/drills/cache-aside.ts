import { setTimeout as sleep } from 'node:timers/promises'
import { type Drill, runDrill } from './drill.ts'

// Nothing expires meanwhile, however slow the machine is. An empty cache is that of a fresh start.
const ENV = { CACHE_TTL_MS: '60000', CACHE_PENDING_TTL_MS: '60000' }
const READERS = 30

/** Many ask for one order at the moment when the cache has nothing: the database is asked once. A change is seen at once. */
await runDrill(ENV, async (drill) => {
  console.log(`# ${READERS} read an order that nobody has read yet`)
  await drill.order('order-1')
  drill.expect('the database was asked once', (await readByMany(drill)) === 1)

  console.log('# the service starts again, with nothing in its cache, and as many read it')
  await drill.restart()
  drill.expect('the database was asked once', (await readByMany(drill)) === 1)

  console.log('# payments fails: an order is pending, and is read, and kept')
  drill.fakes.modes.payments = 'fail'
  await drill.order('order-2')
  drill.expect('it is pending', (await statusOf(drill, 'order-2')) === 'pending')

  console.log('# payments is back: it is paid, long before the cache would forget it')
  drill.fakes.modes.payments = 'ok'
  await drill.eventually('whoever placed it sees that it is paid', async () => {
    await drill.order('order-2')
    await sleep(500)
    return (await statusOf(drill, 'order-2')) === 'paid'
  })
})

/** How often the database was asked meanwhile. */
async function readByMany(drill: Drill): Promise<number> {
  const before = await loads(drill)
  const readers = Array.from({ length: READERS }, () => statusOf(drill, 'order-1'))
  const seen = new Set(await Promise.all(readers))
  drill.expect('all saw the same', seen.size === 1 && seen.has('paid'))
  return (await loads(drill)) - before
}

async function loads(drill: Drill): Promise<number> {
  return (await drill.metric('cache_load_duration_seconds_count{cache="orders"}')) ?? 0
}

async function statusOf(drill: Drill, id: string): Promise<string> {
  return ((await drill.get(`/orders/${id}`)).body as { status: string }).status
}
