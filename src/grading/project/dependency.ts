import { monotonicMs } from '../../platform/clock.ts'
import {
  type LoopbackServer,
  type ReceivedRequest,
  type ServedAnswer,
  serveOnLoopback,
} from '../../platform/loopback-server.ts'
import type { DependencyName, OrdersContract } from './contract.ts'

/**
 * How a dependency treats a request: `well`; `failing`, 503 and nothing done; `down`, cut off and nothing done; `hangs`,
 * nothing done and never an answer; `loses-answers`, done and then cut off; `refuses`, it says no.
 */
export type Manner = 'well' | 'failing' | 'down' | 'hangs' | 'loses-answers' | 'refuses'

/** One request that reached a dependency. */
export interface Reached {
  readonly atMs: number
  readonly kind: 'do' | 'undo' | 'other'
  /** The order that it speaks of. */
  readonly order?: string
  /** By which it says that it means the same as another. */
  readonly key?: string
  readonly manner: Manner
  /** What a request that did something was given as the name of it. */
  readonly given?: string
}

interface Effect {
  readonly order: string | undefined
  readonly given: string
  isUndone: boolean
}

type Routes = NonNullable<OrdersContract['dependencies'][DependencyName]>

/** Refusals by name: payment required, and conflict. */
const NO = { payments: 402, stock: 409, notifications: 422 } as const

/**
 * A service that the project depends on: it remembers what reached it and what that did. Like a real one it does
 * the same request once, if an `Idempotency-Key`, or PUT, says that it is the same.
 */
export class Dependency {
  readonly name: DependencyName
  /** How it treats the n-th request, from 0, that does or undoes something. */
  manner: (request: { readonly order?: string; readonly kind: 'do' | 'undo'; readonly n: number }) => Manner =
    () => 'well'
  /** How long it takes to answer. */
  latencyMs = 0
  /** Requests that are being answered now, and the most there were at a time. */
  underWay = 0
  mostUnderWay = 0
  /** The most requests that hung at a time, and were not given up yet by who sent them. */
  mostHanging = 0
  #hanging = 0
  readonly reached: Reached[] = []
  readonly #effects = new Map<string, Effect>()
  readonly #undone = new Set<string>()
  readonly #routes: Routes
  readonly #knows: (text: string) => string | undefined
  #server: LoopbackServer | undefined

  /** `knows` finds the order that a text speaks of. */
  constructor(name: DependencyName, routes: Routes, knows: (text: string) => string | undefined) {
    this.name = name
    this.#routes = routes
    this.#knows = knows
  }

  async open(): Promise<void> {
    this.#server = await serveOnLoopback((request) => this.#answer(request))
  }

  async close(): Promise<void> {
    await this.#server?.close()
  }

  get url(): string {
    return this.#server?.url ?? ''
  }

  /** How often something was done for the order, whether or not it was taken back. */
  done(order: string): number {
    return [...this.#effects.values()].filter((effect) => effect.order === order).length
  }

  /** How much of that stands. */
  standing(order: string): number {
    return [...this.#effects.values()].filter((effect) => effect.order === order && !effect.isUndone).length
  }

  /** What was asked of it for the order. */
  asked(order: string, kind: Reached['kind'] = 'do'): readonly Reached[] {
    return this.reached.filter((one) => one.order === order && one.kind === kind)
  }

  async #answer(request: ReceivedRequest): Promise<ServedAnswer> {
    this.underWay += 1
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay)
    try {
      const answer = this.#take(request)
      if (this.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.latencyMs))
      return answer
    } finally {
      this.underWay -= 1
    }
  }

  #take(request: ReceivedRequest): ServedAnswer {
    const kind = this.#kindOf(request)
    const text = `${request.path} ${request.headers['idempotency-key'] ?? ''} ${request.body}`
    const order = this.#knows(text) ?? this.#orderOfGiven(text)
    const n = this.reached.filter((one) => one.kind !== 'other').length
    const manner =
      kind === 'other' ? 'well' : this.manner({ ...(order === undefined ? {} : { order }), kind, n })
    if (manner === 'hangs') this.#hang(request)
    const given =
      manner === 'well' || manner === 'loses-answers' ? this.#act(kind, request, order, text) : undefined
    const key = sameness(request)
    this.reached.push({
      ...{ atMs: monotonicMs(), kind, manner },
      ...(order === undefined ? {} : { order }),
      ...(key === undefined ? {} : { key }),
      ...(given === undefined ? {} : { given }),
    })
    return this.#said(kind, manner, given)
  }

  #hang({ onClose }: ReceivedRequest): void {
    this.#hanging += 1
    this.mostHanging = Math.max(this.mostHanging, this.#hanging)
    onClose(() => {
      this.#hanging -= 1
    })
  }

  #kindOf({ method, path }: ReceivedRequest): Reached['kind'] {
    const asked = `${method} ${path.split('?')[0]}`
    if (matches(this.#routes.do, asked)) return 'do'
    return this.#routes.undo !== undefined && matches(this.#routes.undo, asked) ? 'undo' : 'other'
  }

  #orderOfGiven(text: string): string | undefined {
    return [...this.#effects.values()].find(({ given }) => text.includes(given))?.order
  }

  /** Does what was asked, once for each key. */
  #act(kind: Reached['kind'], request: ReceivedRequest, order: string | undefined, text: string) {
    const key = sameness(request) ?? `none-${this.reached.length}`
    if (kind === 'do') {
      const before = this.#effects.get(key)
      if (before !== undefined) return before.given
      const given = `${this.name}-${this.#effects.size + 1}-x`
      this.#effects.set(key, { order, given, isUndone: false })
      return given
    }
    if (kind !== 'undo' || this.#undone.has(key)) return undefined
    this.#undone.add(key)
    const standing = [...this.#effects.values()].filter((effect) => !effect.isUndone)
    const meant =
      standing.find(({ given }) => text.includes(given)) ?? standing.find((one) => one.order === order)
    if (meant !== undefined) meant.isUndone = true
    return meant?.given
  }

  #said(kind: Reached['kind'], manner: Manner, given: string | undefined): ServedAnswer {
    if (kind === 'other') return { status: 404, body: { error: `${this.name} knows no such request` } }
    if (manner === 'down' || manner === 'loses-answers') return 'cut'
    if (manner === 'hangs') return 'drop'
    if (manner === 'failing') return { status: 503, body: { error: 'try again later' } }
    if (manner === 'refuses') return { status: NO[this.name], body: { reason: `${this.name} says no` } }
    const names = { paymentId: given, reservationId: given, notificationId: given }
    return { status: kind === 'do' ? 201 : 200, body: { id: given, ...names } }
  }
}

/** What two requests have in common that mean the same: their key, or of PUT and DELETE their address (RFC 9110, 9.2.2). */
function sameness({ method, path, headers }: ReceivedRequest): string | undefined {
  return (
    headers['idempotency-key'] ?? (method === 'PUT' || method === 'DELETE' ? `${method} ${path}` : undefined)
  )
}

/** Whether a request is of the route, in which `*` is any part of a path. */
function matches(route: string, asked: string): boolean {
  const parts = route.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('[^/]+')}/?$`).test(asked)
}
