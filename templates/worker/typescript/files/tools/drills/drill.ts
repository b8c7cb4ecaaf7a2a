import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Config, readConfig } from '../../src/config.ts'
import { createService, type Service } from '../../src/service.ts'
import {
  type FakeDependencies,
  startFakeDependencies,
} from '../fake-dependencies/fake-dependencies.ts'

export interface Drill {
  fakes: FakeDependencies
  readonly config: Config
  /** Enqueues a charge, and prints the answer on a line. */
  order(id: string, fields?: object): Promise<{ status: number; tookMs: number }>
  /** Waits until the job has this status. */
  becomes(id: string, status: string, withinMs?: number): Promise<void>
  /** A series of `/metrics`, such as `things_total{kind="a"}`. */
  metric(name: string): Promise<number | undefined>
  get(path: string): Promise<{ status: number; body: unknown }>
  /** A fact that has to be true; the drill fails if it is not. */
  expect(what: string, isTrue: boolean): void
  /** Waits for something that takes a while; it has to come true within `withinMs`. */
  eventually(
    what: string,
    isTrue: () => boolean | Promise<boolean>,
    withinMs?: number,
  ): Promise<void>
  /** Stops the service and starts it on the same data, as after a crash or a deployment. */
  restart(): Promise<void>
}

/**
 * Runs the real service on loopback with its stand-ins, in a folder of its own, and says whether
 * everything that the drill expects was seen. Exits with 1 when not.
 */
export async function runDrill(
  env: Record<string, string>,
  drill: (drill: Drill) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drill-'))
  const fakes = await startFakeDependencies()
  const config = readConfig({
    LOG_LEVEL: 'silent',
    PORT: '0',
    DATABASE_URL: `sqlite:${path.join(folder, 'drill.db')}`,
    PAYMENTS_URL: fakes.urlOf('payments'),
    NOTIFICATIONS_URL: fakes.urlOf('notifications'),
    DEPENDENCY_TIMEOUT_MS: '500',
    POLL_MS: '100',
    JOB_RETRY_INITIAL_MS: '100',
    JOB_RETRY_MAX_MS: '400',
    ...env,
  })
  let service = await start(config)
  let failures = 0

  const self: Drill = {
    fakes,
    config,
    async order(id, fields = {}) {
      const sentAt = performance.now()
      const answer = await fetch(`${service.server.listeningOrigin}/jobs/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'charge', customer: 'Ada', amountCents: 350, ...fields }),
      })
      await answer.arrayBuffer()
      const tookMs = performance.now() - sentAt
      console.log(`  ${id.padEnd(8)} ${answer.status}  took ${tookMs.toFixed(0).padStart(5)} ms`)
      return { status: answer.status, tookMs }
    },
    becomes(id, status, withinMs) {
      const isSo = async (): Promise<boolean> => {
        const { body } = await self.get(`/jobs/${id}`)
        return (body as { status?: string }).status === status
      }
      return self.eventually(`job ${id} is ${status}`, isSo, withinMs)
    },
    async get(where) {
      const answer = await fetch(`${service.server.listeningOrigin}${where}`)
      return { status: answer.status, body: await answer.json() }
    },
    async metric(name) {
      const answer = await fetch(`${service.server.listeningOrigin}/metrics`)
      const lines = (await answer.text()).split('\n')
      const line = lines.find((one) => one.startsWith(`${name} `))
      return line === undefined ? undefined : Number(line.slice(name.length + 1))
    },
    expect(what, isTrue) {
      if (!isTrue) failures += 1
      console.log(`${isTrue ? 'ok ' : '!  '} ${what}`)
    },
    async eventually(what, isTrue, withinMs = 10_000) {
      const giveUpAt = performance.now() + withinMs
      while (!(await isTrue()) && performance.now() < giveUpAt) {
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      self.expect(what, await isTrue())
    },
    async restart() {
      await service.stop()
      service = await start(config)
    },
  }

  try {
    await drill(self)
  } finally {
    await service.stop()
    await self.fakes.close()
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(failures > 0 ? 'The drill FAILED: see the lines marked !' : 'The drill passed.')
  process.exitCode = failures > 0 ? 1 : 0
}

async function start(config: Config): Promise<Service> {
  const service = await createService(config)
  await service.start()
  return service
}
