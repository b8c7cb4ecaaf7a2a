import { onTestFinished } from 'vitest'
import { type Config, readConfig } from '../src/config.ts'
import { createService, type Service } from '../src/service.ts'
import { freePorts } from '../tools/cluster/cluster.ts'

export interface TestNode {
  readonly name: string
  readonly url: string
  readonly service: Service
  put(key: string, value: unknown): Promise<{ status: number; body: unknown }>
  get(key: string): Promise<{ status: number; body: unknown }>
  remove(key: string): Promise<{ status: number }>
  send(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  /** One line of `/metrics`, such as `things_total{kind="a"}`; its number. */
  metric(series: string): Promise<number | undefined>
  stop(): Promise<void>
}

/** Nodes in this process that reach each other over loopback, and `others` after them; stopped with the test. */
export async function startNodes(
  count: number,
  overrides: Partial<Config> = {},
  others: readonly { readonly url: string }[] = [],
): Promise<TestNode[]> {
  const ports = await freePorts(count)
  const urls = [...ports.map((port) => `http://127.0.0.1:${port}`), ...others.map(({ url }) => url)]
  const nodes = urls.map((url, index) => `node-${index + 1}=${url}`).join(',')
  return Promise.all(
    ports.map((port, index) =>
      startNode({ NODES: nodes, ...overrides, NODE_NAME: `node-${index + 1}`, PORT: port }),
    ),
  )
}

async function startNode(overrides: Partial<Config>): Promise<TestNode> {
  const config = readConfig({
    LOG_LEVEL: 'silent',
    DATABASE_URL: 'sqlite::memory:',
    PEER_TIMEOUT_MS: '500',
    REPAIR_PAUSE_MS: '0',
    // compendium:slot test-config
  })
  const service = await createService({ ...config, ...overrides })
  await service.start()
  onTestFinished(() => service.stop())
  return driverOf(overrides.NODE_NAME ?? '', service)
}

function driverOf(name: string, service: Service): TestNode {
  const url = service.server.listeningOrigin
  const send: TestNode['send'] = async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    })
    const text = await answer.text()
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  return {
    name,
    url,
    service,
    send,
    put: (key, value) => send('PUT', `/entries/${key}`, { value }),
    get: (key) => send('GET', `/entries/${key}`),
    remove: (key) => send('DELETE', `/entries/${key}`),
    async metric(series) {
      const body = await (await fetch(`${url}/metrics`)).text()
      const line = body.split('\n').find((one) => one.startsWith(`${series} `))
      return line === undefined ? undefined : Number(line.slice(series.length + 1))
    },
    stop: () => service.stop(),
  }
}
