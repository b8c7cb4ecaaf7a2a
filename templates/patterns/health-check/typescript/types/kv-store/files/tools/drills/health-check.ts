import { type Drill, runDrill } from './drill.ts'

const env = { HEALTH_FAILURES: '2', PEER_TIMEOUT_MS: '500' }

/** A node goes: the others know, and none of them is restarted or taken out, since two are a majority. */
await runDrill({ env }, async (drill) => {
  drill.expect('a key is written', (await drill.put('node-1', 'key-0', 1)).status === 201)
  drill.expect('node-1 is ok', (await healthOf(drill)) === 'ok')

  console.log('# node-2 is gone')
  await drill.cluster.kill('node-2')
  await drill.eventually('node-1 is degraded', async () => {
    await writeSome(drill)
    return (await healthOf(drill)) === 'degraded'
  })
  drill.expect('it lives', (await statusOf(drill, '/health/live')) === 200)
  drill.expect('it is ready', (await statusOf(drill, '/health/ready')) === 200)
  drill.expect('it takes writes', (await drill.put('node-1', 'key-without', 1)).status === 201)

  console.log('# node-2 is back')
  await drill.cluster.start('node-2')
  await drill.eventually('node-1 is ok', async () => {
    await writeSome(drill)
    return (await healthOf(drill)) === 'ok'
  })
})

/** Enough keys that each node is asked for some. */
async function writeSome(drill: Drill): Promise<void> {
  for (let n = 1; n <= 6; n++) await drill.put('node-1', `key-${n}`, n)
}

async function healthOf(drill: Drill): Promise<string> {
  return ((await drill.send('node-1', 'GET', '/health')).body as { status: string }).status
}

async function statusOf(drill: Drill, path: string): Promise<number> {
  return (await drill.send('node-1', 'GET', path)).status
}
