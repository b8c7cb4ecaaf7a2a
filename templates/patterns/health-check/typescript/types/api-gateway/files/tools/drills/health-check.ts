import { type Drill, runDrill } from './drill.ts'

/** Orders goes: the gateway is degraded, and nobody restarts it or takes it out. */
await runDrill({ HEALTH_FAILURES: '2' }, async (drill) => {
  drill.expect('it has started', (await drill.get('/health/startup')).status === 200)
  drill.expect('it is ok', (await healthOf(drill)) === 'ok')

  console.log('# orders hangs')
  drill.fakes.modes.orders = 'hang'
  for (const id of ['order-1', 'order-2']) await drill.order(id)
  drill.expect('it is degraded', (await healthOf(drill)) === 'degraded')
  drill.expect('it lives', (await drill.get('/health/live')).status === 200)
  drill.expect('it is ready', (await drill.get('/health/ready')).status === 200)
  drill.expect('customers can be read', (await drill.get('/customers/c1')).status === 200)
  const asked = { ...drill.fakes.requests }
  await drill.eventually('its health costs nobody else anything', async () => {
    await healthOf(drill)
    const { orders, customers } = drill.fakes.requests
    return orders === asked.orders && customers === asked.customers
  })

  console.log('# orders is back')
  drill.fakes.modes.orders = 'ok'
  const isWell = async () => {
    await drill.order('order-3')
    return (await healthOf(drill)) === 'ok'
  }
  await drill.eventually('it is ok', isWell, 30_000)
})

async function healthOf(drill: Drill): Promise<string> {
  return ((await drill.get('/health')).body as { status: string }).status
}
