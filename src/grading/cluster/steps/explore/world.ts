import type { HistoryEvent } from '../../../../history/operation.ts'
import { endingOf } from '../../clients/outcome.ts'
import type { Message } from '../../wire/message.ts'
import type { Ask, Workload } from '../../workloads/workload.ts'
import type { LocalEvent, LocalState, LocalStates, Told } from './local-states.ts'
import { EMPTY_STORES, isService, mayBeStale, type Stores, serve } from './stores.ts'

/** How much of what is bad may happen in all. */
export interface Bounds {
  /** What clients ask: one list for each, one after the other. Client i asks node i modulo their number. */
  readonly asks: readonly (readonly Ask[])[]
  readonly timeouts: number
  readonly drops: number
  readonly crashes: number
}

/**
 * One thing that can happen next. With `made` the node crashes when it has done so much of what it does about it. With `isStale`
 * a service that may answer from an old state does.
 */
export type Action = (
  | { readonly kind: 'ask'; readonly client: number }
  | { readonly kind: 'deliver' | 'drop'; readonly message: Message }
  | { readonly kind: 'timeout'; readonly node: number; readonly name: string }
  | { readonly kind: 'crash'; readonly node: number }
) &
  Variant

/** The same with a mishap in it. */
export interface Variant {
  readonly made?: number
  readonly isStale?: true
}

/** Where an action leads, and the variants of it that would lead elsewhere. */
export interface Next {
  readonly world: World
  readonly variants: readonly Variant[]
}

type Greet = (node: string) => readonly Message[]

/** The whole cluster at one moment: its nodes, what is under way, and what clients have seen. */
export interface World {
  readonly locals: readonly LocalState[]
  /** Messages between nodes, as text, sorted: they may arrive in any order. */
  readonly flight: readonly string[]
  /** How many questions each client has asked. */
  readonly asked: readonly number[]
  readonly history: readonly HistoryEvent[]
  readonly stores: Stores
  readonly timeouts: number
  readonly drops: number
  readonly crashes: number
}

/** Two worlds of one key have the same future. */
export function keyOf({ locals, flight, asked, history, stores, timeouts, drops, crashes }: World): string {
  const states = locals.map(({ id }) => id).join()
  const held = stores === EMPTY_STORES ? '' : JSON.stringify(stores)
  return `${states}|${flight.join('\n')}|${asked.join()}|${JSON.stringify(history)}|${held}|${timeouts} ${drops} ${crashes}`
}

/** Everything that can happen next, in an order that depends on nothing else. */
export function actionsOf(world: World, bounds: Bounds): Action[] {
  const waiting = waitingOf(world)
  const asks = bounds.asks.flatMap((list, client): Action[] =>
    waiting.has(client) || (world.asked[client] ?? 0) >= list.length ? [] : [{ kind: 'ask', client }],
  )
  const messages = [...new Set(world.flight)].map((text) => JSON.parse(text) as Message)
  const deliveries = messages.map((message): Action => ({ kind: 'deliver', message }))
  const drops =
    world.drops >= bounds.drops ? [] : messages.map((message): Action => ({ kind: 'drop', message }))
  const timeouts =
    world.timeouts >= bounds.timeouts
      ? []
      : world.locals.flatMap(({ timers }, node) =>
          timers.map((name): Action => ({ kind: 'timeout', node, name })),
        )
  const crashes =
    world.crashes >= bounds.crashes ? [] : world.locals.map((_, node): Action => ({ kind: 'crash', node }))
  return [...asks, ...deliveries, ...timeouts, ...drops, ...crashes]
}

/** Lets worlds go on. */
export class Worlds {
  readonly #states: LocalStates
  readonly #workload: Workload
  readonly #nodes: readonly string[]
  readonly #bounds: Bounds
  readonly #greet: Greet

  constructor(
    states: LocalStates,
    {
      workload,
      nodes,
      bounds,
      greet,
    }: {
      readonly workload: Workload
      readonly nodes: readonly string[]
      readonly bounds: Bounds
      /** What a node is told once, when it knows its name. */
      readonly greet: Greet
    },
  ) {
    this.#states = states
    this.#workload = workload
    this.#nodes = nodes
    this.#bounds = bounds
    this.#greet = greet
  }

  /** All nodes have just begun, and know their names. */
  async first(): Promise<World> {
    let world: World = {
      locals: this.#nodes.map((node) => this.#states.fresh(node, 0, new Map())),
      ...{ flight: [], asked: this.#bounds.asks.map(() => 0), history: [], stores: EMPTY_STORES },
      ...{ timeouts: 0, drops: 0, crashes: 0 },
    }
    for (const at of this.#nodes.keys()) world = await this.#begun(world, at)
    return world
  }

  async after(world: World, action: Action): Promise<Next> {
    switch (action.kind) {
      case 'ask':
        return this.#tell(...this.#asking(world, action.client), action.made)
      case 'deliver': {
        const { message } = action
        if (isService(message.dest)) return served(world, message, action.isStale === true)
        const at = this.#nodes.indexOf(message.dest)
        return this.#tell(without(world, message), at, { kind: 'message', message }, action.made)
      }
      case 'drop':
        return { world: { ...without(world, action.message), drops: world.drops + 1 }, variants: [] }
      case 'timeout': {
        const { node, name, made } = action
        return this.#tell({ ...world, timeouts: world.timeouts + 1 }, node, { kind: 'timer', name }, made)
      }
      case 'crash':
        return { world: await this.#crashed(world, action.node, { kind: 'crash' }), variants: [] }
    }
  }

  async #begun(world: World, at: number): Promise<World> {
    const node = this.#nodes[at] ?? ''
    const body = { type: 'init', msg_id: 1, node_id: node, node_ids: this.#nodes }
    const told = [{ src: 'c', dest: node, body }, ...(world.crashes > 0 ? [] : this.#greet(node))]
    let begun = world
    for (const message of told) begun = await this.#step(begun, at, { kind: 'message', message })
    return begun
  }

  #asking(world: World, client: number): [World, number, Told] {
    const nth = (world.asked[client] ?? 0) + 1
    const ask = this.#bounds.asks[client]?.[nth - 1]
    if (ask === undefined) throw new Error('this client has nothing more to ask')
    const at = client % this.#nodes.length
    const body = { ...this.#workload.request(ask), msg_id: nth }
    const message = { src: `c${client}`, dest: this.#nodes[at] ?? '', body }
    const begun = { type: 'invoke' as const, process: client, f: ask.f, value: ask.value }
    const asked = world.asked.with(client, nth)
    return [{ ...world, asked, history: [...world.history, begun] }, at, { kind: 'message', message }]
  }

  async #tell(world: World, at: number, told: Told, made: number | undefined): Promise<Next> {
    if (made !== undefined) {
      return { world: await this.#crashed(world, at, { kind: 'crash amid', told, made }), variants: [] }
    }
    const next = await this.#step(world, at, told)
    return {
      world: next,
      variants: world.crashes < this.#bounds.crashes ? await this.#cuts(world, at, told) : [],
    }
  }

  /** Only where something is saved does it matter when a crash comes. */
  async #cuts(world: World, at: number, told: Told): Promise<Variant[]> {
    const local = world.locals[at]
    if (local === undefined) return []
    const { deeds } = await this.#states.step(local, told)
    if (!deeds.some(({ kind }) => kind === 'save')) return []
    return Array.from({ length: deeds.length - 1 }, (_, at) => ({ made: at + 1 }))
  }

  async #crashed(world: World, at: number, event: LocalEvent): Promise<World> {
    return this.#begun(await this.#step({ ...world, crashes: world.crashes + 1 }, at, event), at)
  }

  async #step(world: World, at: number, event: LocalEvent): Promise<World> {
    const local = world.locals[at]
    if (local === undefined) return world
    const { next, deeds } = await this.#states.step(local, event)
    const sends = deeds.flatMap((deed) => (deed.kind === 'send' ? [deed.message] : []))
    const between = sends
      .filter(({ dest }) => this.#nodes.includes(dest) || isService(dest))
      .map((one) => JSON.stringify(one))
    const told: World = {
      ...world,
      locals: world.locals.with(at, next),
      flight: between.length === 0 ? world.flight : [...world.flight, ...between].sort(),
    }
    return sends.reduce((left, message) => this.#answered(left, message), told)
  }

  /** An answer ends the question that a client waits for; any other is dropped. */
  #answered(world: World, { dest, src, body }: Message): World {
    const client = Number(/^c(\d+)$/.exec(dest)?.[1] ?? Number.NaN)
    const nth = world.asked[client] ?? 0
    const ask = this.#bounds.asks[client]?.[nth - 1]
    if (ask === undefined || nth !== body.in_reply_to || !waitingOf(world).has(client)) return world
    const request = { ...this.#workload.request(ask), msg_id: nth }
    const { outcome, value } = endingOf(this.#workload, ask, request, { kind: 'reply', body, from: src })
    return { ...world, history: [...world.history, { type: outcome, process: client, f: ask.f, value }] }
  }
}

/** Clients that have asked and have no answer. */
function waitingOf({ history }: World): ReadonlySet<number> {
  const waiting = new Set<number>()
  for (const { type, process } of history) {
    if (type === 'invoke') waiting.add(Number(process))
    else waiting.delete(Number(process))
  }
  return waiting
}

/** A service answers at once; request and reply take their time. */
function served(world: World, request: Message, isStale: boolean): Next {
  const { stores, reply } = serve(world.stores, request, isStale)
  const rest = without(world, request)
  return {
    world: { ...rest, stores, flight: [...rest.flight, JSON.stringify(reply)].sort() },
    variants: !isStale && mayBeStale(world.stores, request) ? [{ isStale: true }] : [],
  }
}

function without(world: World, message: Message): World {
  const at = world.flight.indexOf(JSON.stringify(message))
  return { ...world, flight: world.flight.toSpliced(at, 1) }
}
