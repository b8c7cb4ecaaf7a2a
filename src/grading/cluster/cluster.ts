import { type Answer, Client } from './clients/client.ts'
import type { Victim } from './faults/fault.ts'
import { Door } from './network/door.ts'
import type { Links } from './network/links.ts'
import type { Network } from './network/network.ts'
import type { ClusterNode, StartNode } from './node.ts'
import type { Service } from './services/service.ts'
import { attachServices } from './services/services.ts'
import type { Slip, Slips } from './slips.ts'
import type { Timeline } from './timeline.ts'
import { excerpt, type Message } from './wire/message.ts'

export interface ClusterOptions {
  readonly startNode: StartNode
  readonly nodes: readonly string[]
  readonly network: Network
  readonly links: Links
  readonly services: ReadonlyMap<string, Service>
  readonly time: Timeline
  readonly slips: Slips
  /** How long a node may take to answer `init`. */
  readonly initTimeoutMs: number
  /** How many messages nodes may write in all; undefined: any number. */
  readonly mostMessages?: number
}

const US_PER_MS = 1000
/** How long a node that is at work may take to answer `init`, and how often it is looked at when it is late. */
const MOST_INIT_US = 60_000_000
const LOOK_AGAIN_US = 500_000
/** After these a node is no more. */
const ENDS: ReadonlySet<Slip['kind']> = new Set(['ended', 'too-much', 'stuck'])

/** The learner's nodes, and the services beside them, on one network. */
export class Cluster implements Victim {
  readonly #options: ClusterOptions
  readonly #nodes = new Map<string, ClusterNode>()
  readonly #down = new Set<string>()
  /** Starts and ends that are still under way. */
  readonly #pending = new Set<Promise<void>>()
  /** The last start or end of each node: they happen one after the other. */
  readonly #turns = new Map<string, Promise<unknown>>()
  readonly #logs = new Map<string, string>()
  /** How many messages each node has written. */
  readonly #written = new Map<string, number>()
  #messages = 0
  /** Fulfilled when a node has ended that nobody killed: then nothing more need be asked. */
  readonly broken: Promise<void>
  #isBroken = (): void => {}
  #isOver = false

  constructor(options: ClusterOptions) {
    this.#options = options
    this.broken = new Promise((resolve) => {
      this.#isBroken = resolve
    })
    attachServices(options.services, options.network)
  }

  /** Starts all nodes and waits until each has answered `init`; what went wrong is among the slips. */
  async start(): Promise<void> {
    await Promise.all(this.#options.nodes.map((name) => this.#boot(name)))
  }

  cut(pairs: readonly (readonly [string, string])[]): void {
    this.#options.network.cut(pairs)
  }

  slow(node: string, times: number): void {
    this.#options.links.slow(node, times)
  }

  kill(node: string, midStep?: number): void {
    const running = this.#nodes.get(node)
    if (midStep !== undefined && running?.crashWithin !== undefined) {
      running.crashWithin(midStep, () => this.kill(node))
      return
    }
    this.#down.add(node)
    this.#follow(this.#end(node))
  }

  /** Begins a new life of a node that was killed; one that was to be killed and was not lives on. */
  restart(node: string): void {
    if (this.#down.delete(node) && !this.#isOver) this.#follow(this.#boot(node))
    else this.#nodes.get(node)?.crashWithin?.(0, () => {})
  }

  pause(node: string): void {
    this.#nodes.get(node)?.pause()
  }

  resume(node: string): void {
    this.#nodes.get(node)?.resume()
  }

  /** Waits for restarts that are under way. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending)
  }

  /** Ends every process. */
  async stop(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#options.nodes.map((name) => this.#end(name)))
    await this.settled()
  }

  /** What each node wrote to stderr, all its lives one after the other. */
  logs(): ReadonlyMap<string, string> {
    return this.#logs
  }

  #follow(work: Promise<void>): void {
    const done = work.finally(() => this.#pending.delete(done))
    this.#pending.add(done)
  }

  async #boot(name: string): Promise<void> {
    const node = await this.#inTurn(name, () => this.#start(name))
    await Promise.race([this.#init(node), node.ended])
  }

  #inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const done = (this.#turns.get(name) ?? Promise.resolve()).then(work)
    this.#turns.set(name, done)
    return done
  }

  async #start(name: string): Promise<ClusterNode> {
    const { startNode, network } = this.#options
    const door = new Door((act) => this.#options.time.after(0, act))
    network.attach(name, (message) => door.take(message))
    const node = await startNode(name, {
      onMessage: (message) => this.#route(name, message),
      onSlip: (slip) => this.#slip(slip),
    })
    this.#nodes.set(name, node)
    door.open((message) => node.deliver(message))
    return node
  }

  #end(name: string): Promise<void> {
    return this.#inTurn(name, async () => {
      const node = this.#nodes.get(name)
      if (node === undefined) return
      this.#nodes.delete(name)
      this.#options.network.detach(name)
      await node.kill()
      this.#logs.set(name, (this.#logs.get(name) ?? '') + node.log())
    })
  }

  #init(node: ClusterNode): Promise<void> {
    const { network, time, nodes, initTimeoutMs } = this.#options
    const { name } = node
    const client = new Client({ name: network.newClientName(), network, timeline: time, onUnasked: () => {} })
    const body = { type: 'init', node_id: name, node_ids: nodes }
    const startUs = time.nowUs()
    // On a busy machine a program may take long to begin: as long as it is at work its time is not up.
    const more = () => {
      const waitedUs = time.nowUs() - startUs
      return waitedUs < MOST_INIT_US && node.isBusy?.() === true ? LOOK_AGAIN_US : undefined
    }
    return time.moment((resolve) => {
      const take = (answer: Answer): void => {
        network.detach(client.name)
        const waitedMs = (time.nowUs() - startUs) / US_PER_MS
        const problem = initProblem(answer, waitedMs, node.unfinished?.())
        if (problem !== undefined && this.#nodes.get(name) === node) {
          this.#slip({ kind: 'no-init-ok', node: name, atUs: time.nowUs(), text: `${name} ${problem}` })
        }
        resolve()
      }
      client.ask(name, body, initTimeoutMs * US_PER_MS, take, more)
    })
  }

  /** Asks every node one thing before the clients begin; who does not answer is among the slips. */
  async greet(bodyOf: (node: string) => Message['body'], timeoutMs: number): Promise<void> {
    const { network, time, nodes } = this.#options
    const asked = nodes.map((node) => {
      const client = new Client({
        name: network.newClientName(),
        network,
        timeline: time,
        onUnasked: () => {},
      })
      const body = bodyOf(node)
      return time.moment((resolve) => {
        client.ask(node, body, timeoutMs * US_PER_MS, (answer) => {
          network.detach(client.name)
          const wanted = `${body.type}_ok`
          if (answer.kind === 'reply' && answer.body.type === wanted) return resolve()
          const found = answer.kind === 'timeout' ? 'not at all' : `by ${JSON.stringify(answer.body.type)}`
          const text = `${node} answered ${body.type} ${found}, and should have by ${wanted}`
          this.#slip({ kind: 'bad-reply', node, atUs: time.nowUs(), text })
          resolve()
        })
      })
    })
    await Promise.all(asked)
  }

  #route(from: string, message: Message): void {
    const { network, nodes, services, time } = this.#options
    const { dest } = message
    this.#count(from)
    const isKnown = nodes.includes(dest) || services.has(dest) || /^c\d+$/.test(dest)
    if (isKnown) {
      network.send(message, from)
      return
    }
    const text = `${from} sent ${message.body.type} to ${JSON.stringify(dest)}, which is no node, client or service`
    this.#slip({ kind: 'unknown-destination', node: from, atUs: time.nowUs(), text })
  }

  /** Nodes that never stop talking would fill our memory: a run has a bound, and then it is over. */
  #count(from: string): void {
    this.#messages += 1
    this.#written.set(from, (this.#written.get(from) ?? 0) + 1)
    if (this.#messages !== this.#options.mostMessages) return
    const [[node, count] = ['', 0]] = [...this.#written].sort(([, one], [, other]) => other - one)
    const atUs = this.#options.time.nowUs()
    const text = `${node} wrote ${count} of ${this.#messages} messages by ${(atUs / 1e6).toFixed(3)} s, and no run may have more: send fewer`
    this.#slip({ kind: 'too-much', node, atUs, text })
  }

  #slip(slip: Slip): void {
    if (this.#isOver) return
    this.#options.slips.add(slip)
    if (ENDS.has(slip.kind)) this.#isBroken()
  }
}

function initProblem(answer: Answer, waitedMs: number, unfinished = ''): string | undefined {
  if (answer.kind === 'timeout') {
    const found = unfinished === '' ? '' : `; it wrote ${excerpt(unfinished)} and no newline`
    return `did not answer init within ${Math.round(waitedMs / 1000)} s${found}. It must write {"type": "init_ok", "in_reply_to": ...} in a line of its own, and flush`
  }
  if (answer.body.type === 'init_ok') return undefined
  return `answered init by ${JSON.stringify(answer.body.type)}, and should have by "init_ok"`
}
