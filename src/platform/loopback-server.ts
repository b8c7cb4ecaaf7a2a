import { randomInt } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import process from 'node:process'
import { monotonicMs } from './clock.ts'
import { readBounded } from './read-bounded.ts'

export interface ReceivedRequest {
  /** When its head was there, by `monotonicMs`; the body may have come later. */
  readonly headAtMs: number
  readonly method: string
  /** With the query, as it came. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Heard when the connection is closed, by whichever side. */
  readonly onClose: (listener: () => void) => void
}

/** An answer, or `cut`: the connection is closed without one, `drop`: nothing is ever said. */
export type ServedAnswer =
  | {
      readonly status: number
      readonly body: unknown
      readonly headers?: Readonly<Record<string, string>>
    }
  | 'cut'
  | 'drop'

export interface LoopbackServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly url: string
  /** Connections that are open are cut. */
  close(): Promise<void>
}

/** Whoever sends more than this in one request is cut off. */
const MOST_BYTES = 1024 ** 2
/** Whoever keeps a connection must not find it closed in the moment in which it is used again. */
const KEEP_ALIVE_MS = 600_000

/** Whether programs may call from 127.0.0.2 and so on without more ado: macOS has only the first address. */
export const HAS_MANY_ADDRESSES = process.platform !== 'darwin'

/** An HTTP server that nobody but this machine can reach, on a port that the system chooses unless one is named. */
export async function serveOnLoopback(
  answer: (request: ReceivedRequest) => Promise<ServedAnswer>,
  atPort = 0,
): Promise<LoopbackServer> {
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    void readAll(request)
      .then(answer)
      .then((what) => say(response, what))
      .catch(() => response.destroy())
  })
  server.keepAliveTimeout = KEEP_ALIVE_MS
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(atPort, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return { url: `http://127.0.0.1:${port}`, close }
}

/**
 * A port of loopback that was free a moment ago. It lies below those that systems give out by themselves (32768 and
 * up on Linux, 49152 elsewhere), or another program might be given it before whoever asks here has it.
 */
export async function freePort(tries = 100): Promise<number> {
  const port = randomInt(20_000, 32_000)
  try {
    const { close } = await serveOnLoopback(async () => 'cut', port)
    await close()
    return port
  } catch (error) {
    if (tries <= 1) throw error
    return freePort(tries - 1)
  }
}

async function readAll(request: IncomingMessage): Promise<ReceivedRequest> {
  const headAtMs = monotonicMs()
  const body = await readBounded(request, MOST_BYTES)
  if (body === undefined) throw new Error('too long')
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  return {
    headAtMs,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body: body.toString('utf8'),
    onClose: (listener) => {
      if (request.socket.destroyed) listener()
      else request.socket.once('close', listener)
    },
  }
}

function say(response: ServerResponse, what: ServedAnswer): void {
  if (what === 'drop') return
  if (what === 'cut') {
    response.destroy()
    return
  }
  response.writeHead(what.status, { 'content-type': 'application/json', ...what.headers })
  response.end(JSON.stringify(what.body))
}
