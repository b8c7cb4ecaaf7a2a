import { callHttp, type HttpAnswer, isAnswer, type NoAnswer } from '../../platform/http-call.ts'
import { makeTemporaryFolder } from '../../platform/temporary-folder.ts'
import { answerText } from './answer-text.ts'
import type { DependencyName, OrdersContract } from './contract.ts'
import { Dependency } from './dependency.ts'
import type { Bed, BedOptions } from './drills/drill.ts'
import { filled, filledIn } from './program-contract.ts'
import { Service } from './service.ts'
import { until } from './until.ts'

/** How far an order is. `open`: neither done nor undone; `missing`: 404; `unknown`: nobody could tell. */
export type Standing = 'done' | 'undone' | 'open' | 'missing' | 'unknown'

const ANSWER_MS = 15_000
const LOOK_MS = 5000

/** One life of the project among dependencies that do as they are told, with data of its own. */
export class TestBed implements Bed {
  readonly contract: OrdersContract
  /** How long the project may take to bring everything to an end once all is well again. */
  readonly patienceMs: number
  readonly service: Service
  readonly payments: Dependency
  readonly stock: Dependency | undefined
  readonly notifications: Dependency | undefined
  readonly #orders = new Set<string>()
  readonly #prefix: string
  readonly #end: () => Promise<void>

  private constructor(
    contract: OrdersContract,
    parts: {
      readonly service: Service
      readonly dependencies: ReadonlyMap<DependencyName, Dependency>
      readonly prefix: string
      readonly patienceMs: number
      readonly orders: Set<string>
      readonly end: () => Promise<void>
    },
  ) {
    this.contract = contract
    this.patienceMs = parts.patienceMs
    this.service = parts.service
    this.payments = parts.dependencies.get('payments') as Dependency
    this.stock = parts.dependencies.get('stock')
    this.notifications = parts.dependencies.get('notifications')
    this.#prefix = parts.prefix
    this.#orders = parts.orders
    this.#end = parts.end
  }

  static async open(
    folder: string,
    contract: OrdersContract,
    { prefix, patienceMs }: BedOptions,
  ): Promise<TestBed> {
    const orders = new Set<string>()
    // Longer names first: "a-1" stands in "a-12" as well.
    const knows = (text: string) =>
      [...orders].filter((order) => text.includes(order)).sort((a, b) => b.length - a.length)[0]
    const dependencies = new Map<DependencyName, Dependency>()
    for (const name of ['payments', 'stock', 'notifications'] as const) {
      const routes = contract.dependencies[name]
      if (routes !== undefined) dependencies.set(name, new Dependency(name, routes, knows))
    }
    const data = await makeTemporaryFolder()
    for (const one of dependencies.values()) await one.open()
    const urls = Object.fromEntries([...dependencies].map(([name, { url }]) => [name, url]))
    const service = await Service.make(folder, contract, { values: { ...urls, data: data.folder } })
    const end = async () => {
      await service.kill()
      for (const one of dependencies.values()) await one.close()
      data.remove()
    }
    return new TestBed(contract, { service, dependencies, prefix, patienceMs, orders, end })
  }

  get patienceText(): string {
    return `${this.patienceMs / 1000} s`
  }

  start(): Promise<void> {
    return this.service.start()
  }

  close(): Promise<void> {
    return this.#end()
  }

  /** Names of `count` orders that nobody has placed yet. */
  fresh(count: number): string[] {
    return Array.from({ length: count }, () => {
      const order = `${this.#prefix}-${String(this.#orders.size + 1).padStart(4, '0')}`
      this.#orders.add(order)
      return order
    })
  }

  /** Places an order, or asks for the same once more. `body` replaces fields of it. */
  place(order: string, body: Readonly<Record<string, unknown>> = {}): Promise<HttpAnswer | NoAnswer> {
    const { method, path, headers, body: usual } = this.contract.orders.place
    const fill = (text: string) => filled(text, { id: order })
    const fields = filledIn(usual, { id: order })
    return callHttp({
      ...{ method, url: this.service.url + fill(path), timeoutMs: ANSWER_MS },
      headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, fill(text)])),
      body: { ...fields, ...body },
    })
  }

  /** Places orders, so many at a time. */
  placeAll(orders: readonly string[], atOnce = 4): Promise<Answers> {
    return askAll(orders, atOnce, (order) => this.place(order))
  }

  get(path: string, timeoutMs = LOOK_MS): Promise<HttpAnswer | NoAnswer> {
    return callHttp({ method: 'GET', url: this.service.url + path, timeoutMs })
  }

  look(order: string): Promise<HttpAnswer | NoAnswer> {
    return this.get(filled(this.contract.orders.look, { id: order }))
  }

  async standing(order: string): Promise<Standing> {
    return this.read(await this.look(order))
  }

  /** What an answer says of its order. */
  read(answer: HttpAnswer | NoAnswer): Standing {
    if (!isAnswer(answer)) return 'unknown'
    if (answer.status === 404) return 'missing'
    const { status, done, undone } = this.contract.orders
    const said = String((answer.json as Record<string, unknown> | undefined)?.[status])
    if (done.includes(said)) return 'done'
    if (undone.includes(said)) return 'undone'
    return answer.status >= 400 ? 'unknown' : 'open'
  }

  /** Waits until each order is done or undone, or the time is over; how far they are then. */
  async settled(orders: readonly string[], withinMs: number): Promise<Map<string, Standing>> {
    const found = new Map<string, Standing>()
    await this.until(async () => {
      for (const order of orders) {
        if (isEnded(found.get(order))) continue
        found.set(order, await this.standing(order))
      }
      return [...found.values()].every(isEnded)
    }, withinMs)
    // A status that changed once more is what counts.
    for (const order of orders) found.set(order, await this.standing(order))
    return found
  }

  /** Whether it came true in time. */
  until(isTrue: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
    return until(isTrue, withinMs)
  }
}

/** Whether the order has come to its end. */
export function isEnded(standing: Standing | undefined): boolean {
  return standing === 'done' || standing === 'undone'
}

/** Asks about each order, so many at a time. */
export async function askAll(
  orders: readonly string[],
  atOnce: number,
  ask: (order: string) => Promise<HttpAnswer | NoAnswer>,
): Promise<Answers> {
  const answers = new Answers()
  const left = [...orders]
  const client = async () => {
    for (let order = left.shift(); order !== undefined; order = left.shift())
      answers.set(order, await ask(order))
  }
  await Promise.all(Array.from({ length: atOnce }, client))
  return answers
}

/** What was answered about each order that was asked for. */
export class Answers extends Map<string, HttpAnswer | NoAnswer> {
  /** The orders that the project took on itself. */
  accepted(): string[] {
    return [...this].flatMap(([order, answer]) => (isAccepted(answer) ? order : []))
  }

  /** The answer in two or three words. */
  text(order: string): string {
    const answer = this.get(order)
    return answer === undefined ? 'nothing' : answerText(answer)
  }
}

/** Whether the project took the order on itself: 200, 201, 202. */
export function isAccepted(answer: HttpAnswer | NoAnswer): boolean {
  return isAnswer(answer) && answer.status >= 200 && answer.status < 300
}
