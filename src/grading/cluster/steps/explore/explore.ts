import type { CheckResult } from '../../../../checkers/verdict.ts'
import type { HistoryEvent } from '../../../../history/operation.ts'
import { pairOperations } from '../../../../history/pair.ts'
import { RandomStream } from '../../../../lib/prng.ts'
import { UserError } from '../../../../lib/user-error.ts'
import { judgeHistory } from '../../judged-run.ts'
import { topology } from '../../network/topology.ts'
import { type ClusterOptions, nodeNamesOf } from '../../options.ts'
import type { Message } from '../../wire/message.ts'
import { type Ask, CRASH, type Workload } from '../../workloads/workload.ts'
import type { StepHosts } from '../step-hosts.ts'
import { BrokenNode, LocalStates } from './local-states.ts'
import { pathTexts } from './path-text.ts'
import { type Action, actionsOf, type Bounds, keyOf, type Next, type World, Worlds } from './world.ts'

/** So often it is told how many states there are. */
const TELL = 500
const GONE: Entry = { parent: undefined, action: undefined }

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
  /** Everything was looked at that fewer departures from the calmest course lead to. */
  readonly departures: number
  /** Operations that succeeded, over all states: without any, nothing is shown. */
  readonly answers: number
  /** There was nothing left to look at within the scope. */
  readonly isWhole: boolean
  readonly violation?: Violation
}

export interface Violation {
  /** As few events as lead to it. */
  readonly path: readonly Action[]
  /** The same in words. */
  readonly texts: readonly string[]
  readonly reason: string
  readonly history: readonly HistoryEvent[]
  readonly result?: CheckResult
}

interface Entry {
  /** Undefined when it has been looked at. */
  readonly world?: World
  readonly parent: Entry | undefined
  readonly action: Action | undefined
}

/** What was added is lost only if it is still missing when all is over, and a search never comes to that. */
const JUDGED_AT_THE_END = ['g-set', 'broadcast']

/** @throws UserError, exit 2, for a workload whose verdict rests on what is read at the end. */
export function requireExplorable({ id, model }: Workload): void {
  if (!JUDGED_AT_THE_END.includes(model)) return
  throw new UserError(
    `${id} cannot be explored: what is lost shows only when all is over, and a search never comes to that.`,
    {
      code: 'not-explorable',
      next: ['Try many seeds in its place: --seeds 200'],
    },
  )
}

/**
 * Looks at everything that can happen in a small scope: messages that arrive in any order or not at all, timers that are
 * due at any moment, nodes that crash and begin again with what they saved, amid a step too. States that were met before
 * are not looked at again. Breadth first, not by events but by departures from the calmest course, in which messages
 * arrive one after the other, and clients ask and timers are due when nothing is under way: so a search gets to where the
 * work is done, and what it finds needs as few mishaps as can be. Emmi, Qadeer and Rakamaric, "Delay-Bounded Scheduling"
 * (POPL 2011).
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
  const { violation, ...rest } = found
  const exploration = { ...rest, states: search.states, localStates: states.size, answers: search.answers }
  if (violation === undefined) return exploration
  return { ...exploration, violation: { ...violation, texts: pathTexts(violation.path, nodes, bounds) } }
}

interface Found {
  readonly departures: number
  readonly isWhole: boolean
  readonly violation?: Untold
}

type Untold = Omit<Violation, 'texts'>

class Search {
  readonly #worlds: Worlds
  readonly #bounds: Bounds
  readonly #judge: (world: World) => Promise<CheckResult | undefined>
  readonly #most: number
  readonly #onStates: (states: number) => void
  /** States that were met, and by how many departures. */
  readonly #seen = new Map<string, number>()
  #rows: Entry[][] = []
  answers = 0

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
    const first = { world: await this.#worlds.first(), parent: undefined, action: undefined }
    this.#seen.set(keyOf(first.world), 0)
    this.#rows = [[first]]
    for (let departures = 0; departures < this.#rows.length; departures += 1) {
      const row = this.#rows[departures] ?? []
      // It grows while it is read: what costs nothing comes into the same row.
      for (let at = 0; at < row.length; at += 1) {
        const violation = await this.#look(row[at] as Entry, departures)
        row[at] = GONE
        if (violation !== undefined) return { departures, isWhole: false, violation }
        if (this.states >= this.#most) return { departures, isWhole: false }
      }
    }
    return { departures: this.#rows.length, isWhole: true }
  }

  /** Everything that can come right after a world: what was not met before, or not as calmly, is looked at in its turn. */
  async #look(entry: Entry, departures: number): Promise<Untold | undefined> {
    const { world } = entry
    if (world === undefined || (this.#seen.get(keyOf(world)) ?? 0) < departures) return undefined
    const actions = actionsOf(world, this.#bounds)
    const isQuiet = world.flight.length === 0
    const calmest = isQuiet ? undefined : actions.find(({ kind }) => kind === 'deliver')
    for (let at = 0; at < actions.length; at += 1) {
      const action = actions[at] as Action
      const path = { parent: entry, action }
      const next = await advanced(this.#worlds, world, action)
      if (next instanceof BrokenNode) return brokenBy(next, { world, ...path })
      for (const variant of next.variants) actions.push({ ...action, ...variant })
      const isFree = action === calmest || (isQuiet && (action.kind === 'ask' || action.kind === 'timeout'))
      const isPlain = action.made === undefined && action.isStale === undefined
      const cost = isFree && isPlain ? departures : departures + 1
      const violation = await this.#enter({ world: next.world, ...path }, cost)
      if (violation !== undefined) return violation
    }
    return undefined
  }

  async #enter(entry: Entry & { readonly world: World }, departures: number): Promise<Untold | undefined> {
    const key = keyOf(entry.world)
    const known = this.#seen.get(key)
    if (known !== undefined && known <= departures) return undefined
    this.#seen.set(key, departures)
    const row = this.#rows[departures] ?? []
    row.push(entry)
    this.#rows[departures] = row
    if (known !== undefined) return undefined
    if (this.states % TELL === 0) this.#onStates(this.states)
    if (entry.world.history.at(-1)?.type === 'ok') this.answers += 1
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

function brokenBy({ message, excerpt }: BrokenNode, entry: Entry): Untold {
  const reason = excerpt === '' ? message : `${message}\n${excerpt}`
  return { path: pathOf(entry), reason, history: entry.world?.history ?? [] }
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
