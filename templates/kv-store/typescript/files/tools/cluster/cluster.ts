import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const START_MS = 90_000

export interface ClusterOptions {
  readonly count: number
  /** Where each node has its database. */
  readonly folder: string
  /** The first port; the nodes take this and the next ones. Any free ports without it. */
  readonly port?: number
  readonly env?: Readonly<Record<string, string>>
}

export interface RunningCluster {
  readonly names: readonly string[]
  urlOf(name: string): string
  /** Starts a node on the data it had, and waits until it serves. */
  start(name: string, env?: Readonly<Record<string, string>>): Promise<void>
  /** SIGKILL: no goodbye. */
  kill(name: string): Promise<void>
  /** SIGSTOP: the node is there and does nothing, until `resume`. */
  pause(name: string): void
  resume(name: string): void
  /** What the node has logged. */
  logOf(name: string): string
  stop(): Promise<void>
}

/** Nodes as processes of their own on loopback, as they would be on machines of their own. */
export async function startCluster(options: ClusterOptions): Promise<RunningCluster> {
  const { count, folder, env = {} } = options
  const ports = options.port === undefined ? await freePorts(count) : countUp(options.port, count)
  const names = ports.map((_, index) => `node-${index + 1}`)
  const urlOf = (name: string) => `http://127.0.0.1:${ports[names.indexOf(name)]}`
  const nodes = names.map((name) => `${name}=${urlOf(name)}`).join(',')
  const running = new Map<string, ChildProcess>()
  const logs = new Map<string, string>()

  const start: RunningCluster['start'] = async (name, more = {}) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      env: {
        ...process.env,
        LOG_LEVEL: 'info',
        NODE_NAME: name,
        NODES: nodes,
        PORT: new URL(urlOf(name)).port,
        DATABASE_URL: `sqlite:${path.join(folder, `${name}.db`)}`,
        ...env,
        ...more,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.set(name, child)
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      logs.set(name, (logs.get(name) ?? '') + text)
    })
    await serving(child, urlOf(name))
  }

  const end = async (name: string, signal: NodeJS.Signals): Promise<void> => {
    const child = running.get(name)
    running.delete(name)
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
  }

  const self: RunningCluster = {
    names,
    urlOf,
    start,
    kill: (name) => end(name, 'SIGKILL'),
    pause: (name) => void running.get(name)?.kill('SIGSTOP'),
    resume: (name) => void running.get(name)?.kill('SIGCONT'),
    logOf: (name) => logs.get(name) ?? '',
    async stop() {
      for (const name of running.keys()) self.resume(name)
      await Promise.all([...running.keys()].map((name) => end(name, 'SIGTERM')))
    },
  }
  try {
    await Promise.all(names.map((name) => start(name)))
    return self
  } catch (error) {
    await Promise.all(names.map((name) => end(name, 'SIGKILL')))
    throw error
  }
}

async function serving(child: ChildProcess, url: string): Promise<void> {
  const giveUpAt = performance.now() + START_MS
  while (performance.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`a node ended with ${child.exitCode}`)
    const answer = await fetch(`${url}/health/live`).catch(() => undefined)
    if (answer?.ok) return
    await sleep(50)
  }
  throw new Error(`a node did not serve within ${START_MS} ms`)
}

const countUp = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => first + index)

/** Below those that systems give out by themselves, or a program might be given one before its node. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < count) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) ports.add(port)
  }
  return [...ports]
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    )
  })
}
