import { request as httpRequest, type IncomingMessage } from 'node:http'
import { readBounded } from './read-bounded.ts'

export interface HttpCall {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** So long after the head (default: with it), as on a slow line. */
  readonly bodyAfterMs?: number
  /** From which address of this machine (default: what the system takes). */
  readonly localAddress?: string
  /** For the whole exchange. */
  readonly timeoutMs: number
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The body, where it is JSON. */
  readonly json?: unknown
  readonly tookMs: number
}

/** No answer: `refused` before anything was sent, `cut` in the midst of it, `timeout`, `too-long`. */
export interface NoAnswer {
  readonly failed: 'refused' | 'cut' | 'timeout' | 'too-long'
  readonly tookMs: number
}

const MOST_BYTES = 4 * 1024 ** 2

/** Asks an HTTP server. Every call has a connection of its own, so that none is hurt by another. Never throws. */
export function callHttp({
  method,
  url,
  headers = {},
  body,
  bodyAfterMs = 0,
  localAddress,
  timeoutMs,
}: HttpCall): Promise<HttpAnswer | NoAnswer> {
  const startedMs = performance.now()
  const tookMs = () => performance.now() - startedMs
  const text = body === undefined ? undefined : JSON.stringify(body)
  return new Promise((resolve) => {
    const sent = httpRequest(url, {
      method,
      agent: false,
      ...(localAddress === undefined ? {} : { localAddress }),
      headers: {
        ...(text === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        ...headers,
      },
    })
    const fail = (failed: NoAnswer['failed']) => {
      clearTimeout(timer)
      resolve({ failed, tookMs: tookMs() })
      sent.destroy()
    }
    const timer = setTimeout(() => fail('timeout'), timeoutMs)
    sent.on('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ECONNREFUSED' ? 'refused' : 'cut'),
    )
    sent.on('response', (response) => {
      void readBody(response).then(
        (read) => {
          clearTimeout(timer)
          resolve({ status: response.statusCode ?? 0, headers: flat(response), ...read, tookMs: tookMs() })
        },
        (error: Error) => fail(error.message === 'too-long' ? 'too-long' : 'cut'),
      )
    })
    if (bodyAfterMs === 0) {
      sent.end(text)
      return
    }
    sent.flushHeaders()
    setTimeout(() => sent.end(text), bodyAfterMs)
  })
}

/** Whether there was an answer. */
export function isAnswer(result: HttpAnswer | NoAnswer): result is HttpAnswer {
  return 'status' in result
}

function flat(response: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]))
}

async function readBody(response: IncomingMessage): Promise<{ text: string; json?: unknown }> {
  const body = await readBounded(response, MOST_BYTES)
  if (body === undefined) throw new Error('too-long')
  const text = body.toString('utf8')
  try {
    return { text, json: JSON.parse(text) as unknown }
  } catch {
    return { text }
  }
}
