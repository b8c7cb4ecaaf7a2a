import { setTimeout as wait } from 'node:timers/promises'
import { monotonicMs } from '../../../platform/clock.ts'
import {
  type LoopbackServer,
  type ReceivedRequest,
  type ServedAnswer,
  serveOnLoopback,
} from '../../../platform/loopback-server.ts'

/** An answer that is not the one hoped for. */
export interface Refusal {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  /** How long it takes to say so. */
  readonly afterMs?: number
}

/** How a request is treated: `well`; `hangs`, nothing done and never an answer; `loses`, done and cut off; or refused. */
export type Manner = 'well' | 'hangs' | 'loses' | Refusal

/** One request that reached the stand-in. */
export interface Asked extends Pick<ReceivedRequest, 'headAtMs' | 'method' | 'path' | 'headers' | 'body'> {
  /** It is the one that the contract speaks of. */
  readonly isMeant: boolean
  /** What it asked for was done. */
  readonly isDone: boolean
  /** When its answer was given to the network. */
  answeredAtMs?: number
  /** Of one that hung: when its sender gave it up. */
  closedAtMs?: number
}

export interface StandInOptions {
  /** The request that the contract speaks of: a method and a path, in which `*` is any part. */
  readonly asks: string
  readonly answer: { readonly status: number; readonly body: unknown }
  /** How it treats the n-th request of those, from 0. */
  readonly manner: (n: number) => Manner
  /** How long it takes to answer when all is well. */
  readonly latencyMs?: number
}

/** The service that a tool calls: it does as it is told, and remembers what reached it. */
export class StandIn {
  readonly asked: Asked[] = []
  readonly #options: StandInOptions
  #server: LoopbackServer | undefined

  constructor(options: StandInOptions) {
    this.#options = options
  }

  /** Where it is. @returns its address, without a slash at the end. */
  async open(): Promise<string> {
    this.#server = await serveOnLoopback((request) => this.#answer(request))
    return this.#server.url
  }

  /** Whoever connects from now on is refused. */
  async close(): Promise<void> {
    await this.#server?.close()
    this.#server = undefined
  }

  /** Those requests that the contract speaks of. */
  meant(): readonly Asked[] {
    return this.asked.filter(({ isMeant }) => isMeant)
  }

  async #answer(request: ReceivedRequest): Promise<ServedAnswer> {
    const { headAtMs, method, path, headers, body } = request
    const isMeant = matches(this.#options.asks, `${method} ${path.split('?')[0]}`)
    const manner = isMeant ? this.#options.manner(this.meant().length) : { status: 404 }
    const isDone = manner === 'well' || manner === 'loses'
    const asked: Asked = { headAtMs, method, path, headers, body, isMeant, isDone }
    this.asked.push(asked)
    if (manner === 'hangs') return hung(asked, request)
    if (manner === 'loses') return 'cut'
    const latencyMs = manner === 'well' ? this.#options.latencyMs : manner.afterMs
    if (latencyMs !== undefined) await wait(latencyMs)
    asked.answeredAtMs = monotonicMs()
    return manner === 'well' ? this.#options.answer : refused(manner)
  }
}

function hung(asked: Asked, { onClose }: ReceivedRequest): ServedAnswer {
  onClose(() => {
    asked.closedAtMs = monotonicMs()
  })
  return 'drop'
}

function refused({ status, headers = {} }: Refusal): ServedAnswer {
  return { status, headers, body: { error: { message: `the stand-in was told to answer ${status}` } } }
}

/** Whether the request is of the route. */
function matches(route: string, asked: string): boolean {
  const parts = route.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^/]+')}/?$`).test(asked)
}

const IDEMPOTENT = ['GET', 'HEAD', 'PUT', 'DELETE']

/** Whether a request may come twice: by what its method means (RFC 9110, 9.2.2), or by its key. */
export function mayComeTwice({ method, headers }: Asked, key: string): boolean {
  return IDEMPOTENT.includes(method) || headers[key.toLowerCase()] !== undefined
}

/** How often the requests had an effect: those of one key, or PUT and DELETE of one address, have it once. */
export function effectsOf(asked: readonly Asked[], key: string): number {
  const names = asked
    .filter(({ isDone }) => isDone)
    .map(({ method, path, headers }, at) => {
      const isByAddress = method === 'PUT' || method === 'DELETE'
      return headers[key.toLowerCase()] ?? (isByAddress ? `${method} ${path}` : `request ${at}`)
    })
  return new Set(names).size
}
