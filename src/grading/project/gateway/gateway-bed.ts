import { callHttp, type HttpAnswer, type NoAnswer } from '../../../platform/http-call.ts'
import { HAS_MANY_ADDRESSES } from '../../../platform/loopback-server.ts'
import { makeTemporaryFolder } from '../../../platform/temporary-folder.ts'
import type { Bed, BedOptions } from '../drills/drill.ts'
import { filled, filledIn } from '../program-contract.ts'
import { Service } from '../service.ts'
import { until } from '../until.ts'
import type { GatewayContract, GatewayRoute, Method } from './contract.ts'
import { Issuer } from './tokens.ts'
import { Upstream } from './upstream.ts'

const WITH_BODY: readonly Method[] = ['POST', 'PUT', 'PATCH']
/** What a busy machine may take longer than the gateway said. */
const SLACK_MS = 2000

export interface GatewayRequest {
  readonly route: GatewayRoute
  readonly method?: Method
  readonly id: string
  /** With its question mark. */
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Who asks, from 0: each has a token and an address of its own. */
  readonly client?: number
  readonly bodyAfterMs?: number
}

/** A gateway among upstreams that do as they are told. */
export class GatewayBed implements Bed {
  readonly contract: GatewayContract
  /** How long it may take until all is as before, once all upstreams are well again. */
  readonly patienceMs: number
  readonly service: Service
  readonly issuer: Issuer
  readonly upstreams: readonly Upstream[]
  readonly #prefix: string
  readonly #end: () => Promise<void>
  #ids = 0

  private constructor(
    contract: GatewayContract,
    { prefix, patienceMs }: BedOptions,
    parts: Pick<GatewayBed, 'service' | 'issuer' | 'upstreams'> & { readonly end: () => Promise<void> },
  ) {
    this.contract = contract
    this.patienceMs = patienceMs
    this.#prefix = prefix
    this.service = parts.service
    this.issuer = parts.issuer
    this.upstreams = parts.upstreams
    this.#end = parts.end
  }

  static async open(folder: string, contract: GatewayContract, options: BedOptions): Promise<GatewayBed> {
    const { routes, discovery } = contract.gateway
    const names = [...new Set(routes.map(({ upstream }) => upstream))]
    const upstreams = names.map((name) => new Upstream(name, name === discovery ? 2 : 1))
    const issuer = await Issuer.open()
    for (const one of upstreams) await one.open()
    const data = await makeTemporaryFolder()
    const values = { ...Object.assign({}, ...upstreams.map(placesOf)), data: data.folder, jwks: issuer.url }
    const service = await Service.make(folder, contract, { values })
    const end = async () => {
      await service.kill()
      for (const one of [...upstreams, issuer]) await one.close()
      data.remove()
    }
    return new GatewayBed(contract, options, { service, issuer, upstreams, end })
  }

  start(): Promise<void> {
    return this.service.start()
  }

  close(): Promise<void> {
    return this.#end()
  }

  get patienceText(): string {
    return `${this.patienceMs / 1000} s`
  }

  /** In which every request has to have its answer. */
  get mostMs(): number {
    return this.contract.gateway.answersInMs + SLACK_MS
  }

  /** What nobody has asked for yet. */
  fresh(): string {
    this.#ids += 1
    return `${this.#prefix}-${String(this.#ids).padStart(4, '0')}`
  }

  upstream(name: string): Upstream {
    return this.upstreams.find((one) => one.name === name) as Upstream
  }

  others(gone: Upstream): readonly Upstream[] {
    return this.upstreams.filter((one) => one !== gone)
  }

  /** Some upstream, by chance. */
  some(draw: (bound: number) => number): Upstream {
    return this.upstreams[draw(this.upstreams.length)] as Upstream
  }

  ask({ route, method = 'GET', id, query = '', headers = {}, client = 0, bodyAfterMs }: GatewayRequest) {
    const { headers: usual, token } = this.contract.gateway
    const values = token === undefined ? {} : { token: this.issuer.token(token, `client-${client}`) }
    return callHttp({
      ...{ method, url: this.service.url + filled(route.path, { id }) + query, timeoutMs: 2 * this.mostMs },
      headers: { ...filledIn(usual, values), ...headers },
      ...(WITH_BODY.includes(method) ? { body: filledIn(route.body, { id }) } : {}),
      ...(bodyAfterMs === undefined ? {} : { bodyAfterMs }),
      ...(client === 0 || !HAS_MANY_ADDRESSES ? {} : { localAddress: `127.0.0.${client + 1}` }),
    })
  }

  /** Reads something of an upstream. */
  read(upstream: Upstream, request: Omit<GatewayRequest, 'route' | 'id'> & { readonly id?: string } = {}) {
    return this.ask({ id: this.fresh(), ...request, route: this.routeOf(upstream) })
  }

  /** Reads so often, so many at a time. */
  async readAll(upstream: Upstream, count: number, atOnce = 1): Promise<(HttpAnswer | NoAnswer)[]> {
    const answers: (HttpAnswer | NoAnswer)[] = []
    let left = count
    const client = async (at: number) => {
      for (; left > 0; ) {
        left -= 1
        answers.push(await this.read(upstream, { client: at % CLIENTS }))
      }
    }
    await Promise.all(Array.from({ length: atOnce }, (_, at) => client(at)))
    return answers
  }

  routeOf({ name }: Upstream): GatewayRoute {
    const { routes } = this.contract.gateway
    return routes.find(
      ({ upstream, methods }) => upstream === name && methods.includes('GET'),
    ) as GatewayRoute
  }

  get(path: string, timeoutMs = 5000): Promise<HttpAnswer | NoAnswer> {
    return callHttp({ method: 'GET', url: this.service.url + path, timeoutMs })
  }

  /** Whether it came true in time. */
  until(isTrue: () => boolean | Promise<boolean>, withinMs = this.patienceMs): Promise<boolean> {
    return until(isTrue, withinMs)
  }
}

/** So many share what is asked at once, so that no limit for one client is met. */
const CLIENTS = 4

/** `{orders}`, `{orders_1}`, `{orders_2}` */
function placesOf({ name, urls }: Upstream): Record<string, string> {
  const all = urls.map((url, at) => [`${name}_${at + 1}`, url])
  return Object.fromEntries([[name, urls[0]], ...all])
}
