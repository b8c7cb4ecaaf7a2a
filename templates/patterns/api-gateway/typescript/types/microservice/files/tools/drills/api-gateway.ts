import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { readConfig } from '../../src/config.ts'
import { createFront } from '../../src/gateway/front.ts'
import { runDrill } from './drill.ts'

/** The service is stopped behind its gateway: clients are refused in words, and served again when it is back. */
const port = await freePort()
await runDrill({ PORT: String(port) }, async (drill) => {
  const UPSTREAMS = `orders=http://127.0.0.1:${port}`
  const front = await createFront(
    readConfig({ LOG_LEVEL: 'silent', UPSTREAMS, GATEWAY_PORT: '0', UPSTREAM_TIMEOUT_MS: '3000' }),
  )
  await front.start()
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${front.server.listeningOrigin}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    console.log(`  ${method} ${path} through the gateway: ${answer.status}`)
    return { status: answer.status, text: await answer.text() }
  }
  const place = (id: string) =>
    ask('PUT', `/orders/${id}`, { item: 'tea', quantity: 1, amountCents: 350 })

  try {
    console.log('# the service is well')
    drill.expect('an order goes through', (await place('a1')).status < 300)
    drill.expect('what has no route does not', (await ask('GET', '/admin')).status === 404)

    console.log('# the service is stopped')
    await drill.stop()
    const refused = await place('a2')
    drill.expect('the client is refused for now (502)', refused.status === 502)
    drill.expect('in words', refused.text.includes('cannot be reached'))
    drill.expect('the gateway itself lives', (await ask('GET', '/health/live')).status === 200)

    console.log('# the service is back')
    await drill.restart()
    const isServed = async () => (await place('a2')).status < 300
    await drill.eventually('the same request goes through', isServed)
    drill.expect('and was charged once', drill.fakes.charged.get('a2') === 350)
  } finally {
    await front.stop()
  }
})

/** Below those that systems give out by themselves, so that the service comes back where it was. */
async function freePort(tries = 100): Promise<number> {
  const port = randomInt(20_000, 32_000)
  try {
    const server = createServer().listen(port, '127.0.0.1')
    await once(server, 'listening')
    server.close()
    await once(server, 'close')
    return port
  } catch (error) {
    if (tries <= 1) throw error
    return freePort(tries - 1)
  }
}
