import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Config, readConfig } from '../../src/config.ts'
import { createService, type Service } from '../../src/service.ts'
import {
  type FakeDependencies,
  startFakeDependencies,
} from '../fake-dependencies/fake-dependencies.ts'

export interface DrillAnswer {
  readonly status: number
  readonly body: unknown
  readonly tookMs: number
  /** When to come again, in seconds, where that is said. */
  readonly retryAfter: string | null
}

interface DrillRequest {
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

/** The real service among its stand-ins, and what every drill does with it. */
export interface Stage {
  fakes: FakeDependencies
  readonly config: Config
  send(method: string, path: string, request?: DrillRequest): Promise<DrillAnswer>
  get(path: string): Promise<DrillAnswer>
  /** A series of `/metrics`, such as `things_total{kind="a"}`. */
  metric(name: string): Promise<number | undefined>
  /** A fact that has to be true; the drill fails if it is not. */
  expect(what: string, isTrue: boolean): void
  /** Waits for something that takes a while; it has to come true within `withinMs`. */
  eventually(
    what: string,
    isTrue: () => boolean | Promise<boolean>,
    withinMs?: number,
  ): Promise<void>
  /** Stops the service; `restart` brings it back. */
  stop(): Promise<void>
  /** Stops the service and starts it on the same data, as after a crash or a deployment. */
  restart(): Promise<void>
}

interface StageOptions<D extends Stage> {
  /** Where the service finds its stand-ins, and what else it is told. */
  readonly environment: (fakes: FakeDependencies) => Readonly<Record<string, string>>
  /** Adds what only drills of this service do. */
  readonly equip: (stage: Stage) => D
}

/**
 * Runs the real service on loopback with its stand-ins, in a folder of its own, and says whether
 * everything that the drill expects was seen. Exits with 1 when not.
 */
export async function runOnStage<D extends Stage>(
  { environment, equip }: StageOptions<D>,
  drill: (drill: D) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drill-'))
  const fakes = await startFakeDependencies()
  const config = readConfig({
    LOG_LEVEL: 'silent',
    PORT: '0',
    DATABASE_URL: `sqlite:${path.join(folder, 'drill.db')}`,
    DEPENDENCY_TIMEOUT_MS: '500',
    ...environment(fakes),
  })
  let service = await start(config)
  let failures = 0

  const stage: Stage = {
    fakes,
    config,
    send: (method, where, request = {}) =>
      exchange(method, `${service.server.listeningOrigin}${where}`, request),
    get: (where) => stage.send('GET', where),
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
      stage.expect(what, await isTrue())
    },
    stop: () => service.stop(),
    async restart() {
      await service.stop()
      service = await start(config)
    },
  }
  const self = equip(stage)

  try {
    await drill(self)
  } finally {
    await service.stop()
    // A drill may have put others in their place.
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

async function exchange(
  method: string,
  url: string,
  { body, headers = {} }: DrillRequest,
): Promise<DrillAnswer> {
  const sentAt = performance.now()
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const answer = await fetch(url, {
    method,
    headers: { ...type, ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  })
  const text = await answer.text()
  const tookMs = performance.now() - sentAt
  return {
    status: answer.status,
    body: text === '' ? undefined : JSON.parse(text),
    tookMs,
    retryAfter: answer.headers.get('retry-after'),
  }
}

/** Prints what came of the request for `id` on a line. */
export function printAnswer(id: string, { status, tookMs, retryAfter }: DrillAnswer): void {
  const later = retryAfter === null ? '' : `  Retry-After ${retryAfter} s`
  console.log(`  ${id.padEnd(8)} ${status}  took ${tookMs.toFixed(0).padStart(5)} ms${later}`)
}
