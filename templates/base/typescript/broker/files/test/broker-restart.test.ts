import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Broker } from '../src/messaging/broker.ts'
import { openTestBroker } from './test-broker.ts'

/**
 * How a server of one's own is started, with `{port}` and `{data}`, such as
 * `redis-server --port {port} --dir {data} --appendonly yes --appendfsync always`. Its data has to outlive it.
 */
const COMMAND = process.env.TEST_BROKER_COMMAND
const SERVER = process.env.TEST_BROKER_URL
const within = { timeout: 20_000, interval: 20 }
const message = (id: string) => ({ id, topic: 'orders', key: id, body: { id }, headers: {} })

interface OwnServer {
  readonly url: string
  start(): Promise<void>
  kill(): Promise<void>
}

/** A server that can be killed and started again, on the same port and the same data. */
async function ownServer(): Promise<OwnServer> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'broker-'))
  const port = await freePort()
  let server: ChildProcess | undefined
  const self = {
    url: `${SERVER?.split('://')[0]}://127.0.0.1:${port}`,
    async start() {
      const filled = COMMAND?.replaceAll('{port}', String(port)).replaceAll('{data}', data)
      const [program = '', ...args] = filled?.split(' ') ?? []
      server = spawn(program, args, { stdio: 'ignore' })
      await expect.poll(() => answers(port), within).toBe(true)
    },
    async kill() {
      if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await gone
    },
  }
  onTestFinished(async () => {
    await self.kill()
    rmSync(data, { recursive: true, force: true })
  })
  await self.start()
  return self
}

/** Below those that systems give out by themselves, so that the server comes back where it was. */
async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000)
  return (await answers(port)) ? freePort() : port
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket: Socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() !== undefined))
    socket.once('error', () => resolve(false))
  })
}

/** Publishes as the outbox does: again and again until the broker has it. */
async function publishInTheEnd(broker: Broker, id: string): Promise<void> {
  const isPublished = () =>
    broker.publish(message(id)).then(
      () => true,
      () => false,
    )
  await expect.poll(isPublished, { ...within, interval: 100 }).toBe(true)
}

test.runIf(COMMAND !== undefined && SERVER !== undefined)(
  'a broker that is killed and started again has lost nothing, and its clients go on',
  async () => {
    const server = await ownServer()
    const env = {
      BROKER_URL: server.url,
      BROKER_NAMESPACE: 'restart',
      BROKER_ACK_WAIT_MS: '1000',
    }
    const broker = await openTestBroker(server.url, env)
    const handled: string[] = []
    let isWell = false
    await broker.subscribe('orders', 'mail', async ({ id }) => {
      if (!isWell) throw new Error('not yet')
      handled.push(id)
    })
    for (const id of ['m1', 'm2']) await broker.publish(message(id))
    await server.kill()

    const begunAt = performance.now()
    await expect(broker.publish(message('lost'))).rejects.toThrow()
    expect(performance.now() - begunAt, 'a publisher is not kept waiting').toBeLessThan(6000)
    await expect.poll(() => broker.state?.(), within).toBe('reconnecting')

    await server.start()
    isWell = true
    await publishInTheEnd(broker, 'm3')
    const areHandled = () => ['m1', 'm2', 'm3'].every((id) => handled.includes(id))
    await expect.poll(areHandled, within).toBe(true)
    expect(broker.state?.()).toBe('connected')
  },
  90_000,
)
