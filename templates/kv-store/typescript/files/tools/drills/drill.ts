import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type RunningCluster, startCluster } from '../cluster/cluster.ts'

const REQUEST_MS = 30_000

interface Answer {
  readonly status: number
  readonly body: unknown
  readonly tookMs: number
}

export interface Drill {
  readonly cluster: RunningCluster
  readonly folder: string
  /** Sends a request to a node; status 0 when there is no answer. */
  send(node: string, method: string, path: string, body?: unknown): Promise<Answer>
  put(node: string, key: string, value: unknown): Promise<Answer>
  get(node: string, key: string): Promise<Answer>
  /** A series of `/metrics`, as it stands there; its number. */
  metric(node: string, series: string): Promise<number | undefined>
  /** A fact that has to be true; the drill fails if it is not. */
  expect(what: string, isTrue: boolean): void
  /** Waits for something that takes a while; it has to come true within `withinMs`. */
  eventually(
    what: string,
    isTrue: () => boolean | Promise<boolean>,
    withinMs?: number,
  ): Promise<void>
}

interface DrillOptions {
  readonly count?: number
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Runs real nodes on loopback, in a folder of their own, and says whether everything that the drill expects was seen.
 * Exits with 1 when not.
 */
export async function runDrill(
  { count = 3, env = {} }: DrillOptions,
  drill: (drill: Drill) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drill-'))
  console.log(`# ${count} nodes start`)
  const cluster = await startCluster({
    count,
    folder,
    env: {
      LOG_LEVEL: 'warn',
      // compendium:slot drill-config
      ...env,
    },
  })
  let failures = 0

  const self: Drill = {
    cluster,
    folder,
    async send(node, method, where, body) {
      const sentAt = performance.now()
      const answer = await fetch(`${cluster.urlOf(node)}${where}`, {
        method,
        headers: body === undefined ? {} : { 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(REQUEST_MS),
      })
        .then(async (one) => ({ status: one.status, body: parse(await one.text()) }))
        .catch(() => ({ status: 0, body: undefined }))
      return { ...answer, tookMs: performance.now() - sentAt }
    },
    put: (node, key, value) => self.send(node, 'PUT', `/entries/${key}`, { value }),
    get: (node, key) => self.send(node, 'GET', `/entries/${key}`),
    async metric(node, series) {
      const answer = await fetch(`${cluster.urlOf(node)}/metrics`)
      const line = (await answer.text()).split('\n').find((one) => one.startsWith(`${series} `))
      return line === undefined ? undefined : Number(line.slice(series.length + 1))
    },
    expect(what, isTrue) {
      if (!isTrue) failures += 1
      console.log(`${isTrue ? 'ok ' : '!  '} ${what}`)
    },
    async eventually(what, isTrue, withinMs = 15_000) {
      const giveUpAt = performance.now() + withinMs
      while (!(await isTrue()) && performance.now() < giveUpAt) await sleep(50)
      self.expect(what, await isTrue())
    },
  }

  try {
    await drill(self)
  } finally {
    await cluster.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(failures > 0 ? 'The drill FAILED: see the lines marked !' : 'The drill passed.')
  process.exitCode = failures > 0 ? 1 : 0
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
