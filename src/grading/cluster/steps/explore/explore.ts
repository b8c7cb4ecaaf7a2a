import type { CheckResult } from '../../../../checkers/verdict.ts'
import type { HistoryEvent } from '../../../../history/operation.ts'
import { pairOperations } from '../../../../history/pair.ts'
import { RandomStream } from '../../../../lib/prng.ts'
import { judgeHistory } from '../../judged-run.ts'
import { topology } from '../../network/topology.ts'
import { type ClusterOptions, nodeNamesOf } from '../../options.ts'
import type { Message } from '../../wire/message.ts'
import { type Ask, CRASH, type Workload } from '../../workloads/workload.ts'
import type { StepHosts } from '../step-hosts.ts'
import { BrokenNode, LocalStates } from './local-states.ts'
import { type Action, actionsOf, type Bounds, keyOf, type Next, type World, Worlds } from './world.ts'

/** So often it is told how many states there are. */
const TELL = 500

/** How far a search goes. */
export interface Scope {
  /** States of the whole cluster that are looked at. */
  readonly states: number
  /** Questions of all clients together. */
  readonly questions: number
  readonly timeouts: number
  readonly drops: number
  readonly crashes: number
}

export const USUAL_SCOPE: Scope = { states: 20_000, questions: 3, timeouts: 3, drops: 1, crashes: 1 }

/** What a search of all that can happen found. */
export interface Exploration {
  readonly states: number
  /** States of single nodes. */
  readonly localStates: number
  /** Everything of so many events was looked at. */
  readonly depth: number
  /** There was nothing left to look at within the scope. */
  readonly isWhole: boolean
  readonly violation?: Violation
}

export interface Violation {
  /** As few events as lead to it. */
  readonly path: readonly Action[]
  readonly reason: string
  readonly history: readonly HistoryEvent[]
  readonly result?: CheckResult
}

interface Entry {
  readonly world: World
  readonly parent: Entry | undefined
  readonly action: Action | undefined
}

/**
 * Looks at everything that can happen in a small scope, breadth first, so that what it finds is as short as can be:
 * messages that arrive in any order or not at all, timers that are due at any moment, nodes that crash and begin again
 * with what they saved. States that were met before are not looked at again.
 */
export async function explore(
  hosts: StepHosts,
  workload: Workload,
  options: ClusterOptions,
  scope: Scope,
  onStates: (states: number) => void = () => {},
): Promise<Exploration> {
  const nodes = nodeNamesOf(options)
  const states = new LocalStates(await hosts.ready(nodes), options.seed)
  const bounds: Bounds = { ...scope, asks: asksOf(workload, options, nodes, scope.questions) }
  const worlds = new Worlds(states, { workload, nodes, bounds, greet: greetingOf(workload, options, nodes) })
  const search = new Search(worlds, bounds, judgeOf(workload, options), scope.states, onStates)
  const found = await search.run()
  return { ...found, states: search.states, localStates: states.size }
}

type Found = Omit<Exploration, 'states' | 'localStates'>

class Search {
  readonly #worlds: Worlds
  readonly #bounds: Bounds
  readonly #judge: (world: World) => Promise<CheckResult | undefined>
  readonly #most: number
  readonly #onStates: (states: number) => void
  readonly #seen = new Set<string>()

  constructor(
    worlds: Worlds,
    bounds: Bounds,
    judge: (world: World) => Promise<CheckResult | undefined>,
    most: number,
    onStates: (states: number) => void,
  ) {
    this.#worlds = worlds
    this.#bounds = bounds
    this.#judge = judge
    this.#most = most
    this.#onStates = onStates
  }

  get states(): number {
    return this.#seen.size
  }

  async run(): Promise<Found> {
    let row: Entry[] = [{ world: await this.#worlds.first(), parent: undefined, action: undefined }]
    for (let depth = 0; ; depth += 1) {
      const next: Entry[] = []
      for (const entry of row) {
        const violation = await this.#look(entry, next)
        if (violation !== undefined) return { depth, isWhole: false, violation }
        if (this.states >= this.#most) return { depth, isWhole: false }
      }
      if (next.length === 0) return { depth, isWhole: true }
      row = next
    }
  }

  /** Everything that can come right after a world: what was not met before is put into the next row. */
  async #look(entry: Entry, row: Entry[]): Promise<Violation | undefined> {
    const actions = actionsOf(entry.world, this.#bounds)
    for (let at = 0; at < actions.length; at += 1) {
      const action = actions[at] as Action
      const path = { parent: entry, action }
      const next = await advanced(this.#worlds, entry.world, action)
      if (next instanceof BrokenNode) return brokenBy(next, { world: entry.world, ...path })
      for (const made of next.cuts) actions.push({ ...action, made })
      const violation = await this.#enter({ world: next.world, ...path }, row)
      if (violation !== undefined) return violation
    }
    return undefined
  }

  async #enter(entry: Entry, row: Entry[]): Promise<Violation | undefined> {
    const key = keyOf(entry.world)
    if (this.#seen.has(key)) return undefined
    this.#seen.add(key)
    if (this.states % TELL === 0) this.#onStates(this.states)
    row.push(entry)
    const result = await this.#judge(entry.world)
    if (result === undefined) return undefined
    return { path: pathOf(entry), reason: result.reason, history: entry.world.history, result }
  }
}

async function advanced(worlds: Worlds, world: World, action: Action): Promise<Next | BrokenNode> {
  try {
    return await worlds.after(world, action)
  } catch (error) {
    if (error instanceof BrokenNode) return error
    throw error
  }
}

function brokenBy({ message, excerpt }: BrokenNode, entry: Entry): Violation {
  const reason = excerpt === '' ? message : `${message}\n${excerpt}`
  return { path: pathOf(entry), reason, history: entry.world.history }
}

function pathOf(entry: Entry): Action[] {
  const path: Action[] = []
  for (let at: Entry | undefined = entry; at !== undefined; at = at.parent) {
    if (at.action !== undefined) path.unshift(at.action)
  }
  return path
}

/** The first that the workload would ask, dealt out to one client for each node. */
function asksOf(
  workload: Workload,
  options: ClusterOptions,
  nodes: readonly string[],
  questions: number,
): readonly (readonly Ask[])[] {
  const { seed, maxTxnLength, maxWritesPerKey, keyCount } = options
  const clients = Math.max(nodes.length, workload.clientsPerNode * nodes.length)
  const asking = workload.ask({
    nodes,
    clients,
    random: new RandomStream(seed, 'what clients ask'),
    options: { maxTxnLength, maxWritesPerKey, ...(keyCount === undefined ? {} : { keyCount }) },
  })
  const asks: Ask[][] = nodes.map(() => [])
  for (let at = 0; at < questions; at += 1) {
    // Those who only read come first among the clients of a workload that has such.
    const ask = asking.next(at % 2 === 0 ? clients - 1 - (at % nodes.length) : at % nodes.length)
    if (ask !== CRASH) asks[at % nodes.length]?.push(ask)
  }
  return asks
}

function greetingOf(workload: Workload, options: ClusterOptions, nodes: readonly string[]) {
  const neighbours = topology(options.topology, nodes)
  return (node: string): readonly Message[] => {
    const body = workload.greeting?.(node, neighbours)
    return body === undefined ? [] : [{ src: 'c', dest: node, body: { ...body, msg_id: 2 } }]
  }
}

/** The verdict on what clients have seen, when it is bad. Each history is judged once. */
function judgeOf(workload: Workload, options: ClusterOptions) {
  const known = new Map<string, CheckResult | undefined>()
  return async ({ history }: World): Promise<CheckResult | undefined> => {
    const key = JSON.stringify(history)
    if (known.has(key)) return known.get(key)
    const events = history.map((event, at) => ({ ...event, timeNs: at * 1_000_000 }))
    const result = await judgeHistory(workload, pairOperations(events), options)
    const bad = result.valid === false ? result : undefined
    known.set(key, bad)
    return bad
  }
}
