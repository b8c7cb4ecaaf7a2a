import { type Drill, runDrill } from './drill.ts'

const KEYS = Array.from({ length: 200 }, (_, index) => `key-${index + 1}`)
const OLD = ['node-1', 'node-2', 'node-3', 'node-4']
const NEW = 'node-5'

/** A fifth node joins four: it gets its share, nobody else gets a key, and every key can be read all the time. */
await runDrill({ count: 5, env: { LEAVING_NODES: NEW, REPLICAS: '2' } }, async (drill) => {
  console.log(`# ${OLD.length} nodes keep ${KEYS.length} keys, two copies each`)
  let acknowledged = 0
  for (const [at, key] of KEYS.entries()) {
    const { status } = await drill.put(OLD[at % OLD.length] ?? '', key, key)
    if (status === 201) acknowledged += 1
  }
  drill.expect('every write is acknowledged', acknowledged === KEYS.length)
  await drill.send('node-1', 'POST', '/repair')
  const before = await copies(drill)
  drill.expect('every key is there twice', totalOf(before) === 2 * KEYS.length)
  drill.expect(`${NEW} keeps none`, before.get(NEW)?.size === 0)

  console.log(`# ${NEW} joins: the nodes restart one by one and ask at both places`)
  await restartAll(drill, { LEAVING_NODES: '', PREVIOUS_NODES: OLD.join(',') })
  drill.expect('every key can be read on the way', await allReadable(drill))
  const repair = await drill.send('node-1', 'POST', '/repair')
  console.log(`  ${JSON.stringify(repair.body)}`)

  console.log('# the move is over: the nodes restart and ask at the new place alone')
  await restartAll(drill, { LEAVING_NODES: '' })
  await drill.eventually(
    `${NEW} got a share`,
    async () => ((await copies(drill)).get(NEW)?.size ?? 0) > 0,
  )
  const after = await copies(drill)
  const gained = after.get(NEW)?.size ?? 0
  console.log(`  ${gained} of ${2 * KEYS.length} copies`)
  drill.expect('which is less than half of them', gained < KEYS.length)
  drill.expect(
    'no other node got a key that it had not',
    OLD.every((name) => [...(after.get(name) ?? [])].every((key) => before.get(name)?.has(key))),
  )
  drill.expect('every key can be read', await allReadable(drill))
})

async function restartAll({ cluster }: Drill, env: Record<string, string>): Promise<void> {
  for (const name of cluster.names) {
    await cluster.kill(name)
    await cluster.start(name, env)
  }
}

async function copies({ cluster, send }: Drill): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>()
  for (const name of cluster.names) {
    const { body } = await send(name, 'GET', '/replica/keys?limit=1000')
    found.set(name, new Set((body as { keys: string[] }).keys))
  }
  return found
}

function totalOf(found: ReadonlyMap<string, ReadonlySet<string>>): number {
  return [...found.values()].reduce((sum, keys) => sum + keys.size, 0)
}

async function allReadable({ cluster, get }: Drill): Promise<boolean> {
  for (const [at, key] of KEYS.entries()) {
    const { body } = await get(cluster.names[at % cluster.names.length] ?? '', key)
    if ((body as { value?: unknown } | undefined)?.value !== key) return false
  }
  return true
}
