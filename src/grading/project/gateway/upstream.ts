import { setTimeout as wait } from 'node:timers/promises'
import { monotonicMs } from '../../../platform/clock.ts'
import {
  type LoopbackServer,
  type ReceivedRequest,
  type ServedAnswer,
  serveOnLoopback,
} from '../../../platform/loopback-server.ts'

/** How an upstream treats a request: as it says (`well`), never answered (`hangs`), or cut off without an answer. */
export type UpstreamManner = 'well' | 'hangs' | 'cuts'

/** One request that reached an upstream. */
export interface Arrived extends Pick<ReceivedRequest, 'headAtMs' | 'method' | 'path' | 'headers' | 'body'> {
  /** Which instance it reached, from 0. */
  readonly instance: number
  readonly manner: UpstreamManner
  /** Of one that hung: when its sender gave it up. */
  closedAtMs?: number
}

type Said = Exclude<ServedAnswer, string>

/** A service behind the gateway, on one or more instances: it remembers what reached it. */
export class Upstream {
  readonly name: string
  readonly arrived: Arrived[] = []
  /** How it treats the n-th request that has this path, from 0. */
  manner: (request: {
    readonly path: string
    readonly n: number
    readonly instance: number
  }) => UpstreamManner = () => 'well'
  /** What it answers when it is well. */
  says: (request: ReceivedRequest) => Said = () => ({ status: 200, body: { from: this.name } })
  /** How long it takes to answer. */
  latencyMs = 0
  /** Requests that are being answered now. */
  underWay = 0
  /** Requests that hang now and were not given up yet by who sent them, and the most there were at a time. */
  hanging = 0
  mostHanging = 0
  readonly #servers: (LoopbackServer | undefined)[]
  readonly #urls: string[] = []

  constructor(name: string, instances: number) {
    this.name = name
    this.#servers = Array.from({ length: instances }, () => undefined)
  }

  get urls(): readonly string[] {
    return this.#urls
  }

  /** All instances, or one: from the second time on at the address that it had. */
  async open(...instances: readonly number[]): Promise<void> {
    for (const at of this.#or(instances)) {
      const port = Number(new URL(this.#urls[at] ?? 'http://127.0.0.1:0').port)
      const server = await serveOnLoopback((request) => this.#answer(request, at), port)
      this.#servers[at] = server
      this.#urls[at] = server.url
    }
  }

  /** All instances, or one: whoever connects is refused. */
  async close(...instances: readonly number[]): Promise<void> {
    for (const at of this.#or(instances)) {
      await this.#servers[at]?.close()
      this.#servers[at] = undefined
    }
  }

  /** What of it has the id in its path. */
  with(id: string): readonly Arrived[] {
    return this.arrived.filter(({ path }) => path.includes(id))
  }

  #or(instances: readonly number[]): readonly number[] {
    return instances.length > 0 ? instances : [...this.#servers.keys()]
  }

  async #answer(request: ReceivedRequest, instance: number): Promise<ServedAnswer> {
    const { headAtMs, method, path, headers, body } = request
    const n = this.arrived.filter((one) => one.path === path).length
    const manner = this.manner({ path, n, instance })
    const arrived: Arrived = { headAtMs, method, path, headers, body, instance, manner }
    this.arrived.push(arrived)
    if (manner === 'cuts') return 'cut'
    if (manner === 'hangs') return this.#hang(arrived, request)
    this.underWay += 1
    if (this.latencyMs > 0) await wait(this.latencyMs)
    this.underWay -= 1
    return this.says(request)
  }

  #hang(arrived: Arrived, { onClose }: ReceivedRequest): ServedAnswer {
    this.hanging += 1
    this.mostHanging = Math.max(this.mostHanging, this.hanging)
    onClose(() => {
      arrived.closedAtMs = monotonicMs()
      this.hanging -= 1
    })
    return 'drop'
  }
}
