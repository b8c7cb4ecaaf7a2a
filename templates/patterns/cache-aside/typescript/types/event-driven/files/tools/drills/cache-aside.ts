import { type Drill, runDrill } from './drill.ts'

// Nothing expires meanwhile, however slow the machine is. An empty cache is that of a fresh start.
const TTL_MS = 60_000
const READERS = 30

/** Many ask for one shipment at the moment when the cache has nothing: the database is asked once. */
await runDrill({ CACHE_PENDING_TTL_MS: String(TTL_MS) }, async (drill) => {
  await drill.order('order-1')
  await drill.becomes('order-1', 'booked')
  for (const when of ['has just started', 'has started again']) {
    await drill.restart()
    console.log(`# ${READERS} read a shipment when the service ${when}`)
    drill.expect('the database was asked once', (await readByMany(drill)) === 1)
  }
})

/** How often the database was asked meanwhile. */
async function readByMany(drill: Drill): Promise<number> {
  const before = await loads(drill)
  const readers = Array.from({ length: READERS }, () => statusOf(drill, 'order-1'))
  const seen = new Set(await Promise.all(readers))
  drill.expect('all saw the same', seen.size === 1 && seen.has('booked'))
  return (await loads(drill)) - before
}

async function loads(drill: Drill): Promise<number> {
  return (await drill.metric('cache_load_duration_seconds_count{cache="shipments"}')) ?? 0
}

async function statusOf(drill: Drill, id: string): Promise<string> {
  return ((await drill.get(`/shipments/${id}`)).body as { status: string }).status
}
