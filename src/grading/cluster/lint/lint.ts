import { RandomStream } from '../../../lib/prng.ts'
import { endingOf } from '../clients/outcome.ts'
import type { ClusterRun } from '../cluster-run.ts'
import { Links } from '../network/links.ts'
import { Network, type Passed } from '../network/network.ts'
import { topology } from '../network/topology.ts'
import { type ClusterOptions, nodeNamesOf } from '../options.ts'
import { NodeProcess, type NodeProgram } from '../real/node-process.ts'
import { RealTime } from '../real/real-time.ts'
import { attachServices, makeServices } from '../services/services.ts'
import { type Slip, Slips } from '../slips.ts'
import { MessageCounter } from '../statistics.ts'
import type { Body, Message } from '../wire/message.ts'
import { type Asking, CRASH, type Workload } from '../workloads/workload.ts'
import { flushHint } from './flush-hint.ts'
import { type Heard, Listener } from './listener.ts'
import { initSlip, strayText, unfinishedText } from './words.ts'

export interface LintOptions {
  readonly program: NodeProgram
  readonly limits: Parameters<typeof NodeProcess.start>[0]['limits']
  readonly workload: Workload
  readonly options: ClusterOptions
}

/** A node that answers takes as long as it takes to start. One that sleeps for longer is left to the run. */
const INIT_MS = 2000
const MOST_INIT_MS = 10_000
const REQUESTS_MS = 1000
const MOST_REQUESTS = 12
/** A network on which nothing takes time and nothing is lost. */
const PERFECT = { latency: { meanMs: 0, distribution: 'constant' }, loss: 0, duplication: 0 } as const

/**
 * Starts one node by itself, and looks at how it speaks: whether it answers `init`, and at the form of its first
 * replies. Undefined when there is nothing to say. What a node without its peers cannot do is no matter here, nor is one that
 * may still be starting: that is for the run.
 */
export async function lint(options: LintOptions): Promise<ClusterRun | undefined> {
  const work = new Lint(options)
  return work.run()
}

class Lint {
  readonly #options: LintOptions
  readonly #time = new RealTime()
  readonly #slips = new Slips()
  readonly #counter = new MessageCounter()
  readonly #passed: Passed[] = []
  readonly #network: Network
  readonly #nodes: readonly string[]
  readonly #name: string
  readonly #client: string
  readonly #strange: Message[] = []
  #listener: Listener | undefined
  #hasStarted = false
  #hasAskedPeers = false
  #asked = 0

  constructor(options: LintOptions) {
    this.#options = options
    this.#nodes = nodeNamesOf(options.options)
    this.#name = this.#nodes[0] ?? 'n0'
    const { seed } = options.options
    const observe = (passed: Passed) => this.#observe(passed)
    this.#network = new Network({ timeline: this.#time, links: new Links(seed, PERFECT), observe })
    this.#client = this.#network.newClientName()
    attachServices(makeServices(seed), this.#network)
  }

  async run(): Promise<ClusterRun | undefined> {
    const { program, limits } = this.#options
    const node = await NodeProcess.start({
      ...{ name: this.#name, program, limits, nowUs: () => this.#time.nowUs() },
      onMessage: (message) => this.#route(message),
      onSlip: (slip) => this.#slip(slip),
    })
    const listener = new Listener(node, () => this.#time.nowUs() / 1000)
    this.#listener = listener
    this.#network.attach(this.#name, (message) => node.deliver(message))
    this.#network.attach(this.#client, (message) => listener.receive(message))
    try {
      await this.#converse(node, listener)
    } finally {
      await node.kill()
      this.#time.stop()
    }
    return this.#slips.total === 0 ? undefined : this.#seen(node)
  }

  async #converse(node: NodeProcess, listener: Listener): Promise<void> {
    if (this.#slips.total > 0) return
    const heard = await this.#ask(
      { type: 'init', node_id: this.#name, node_ids: this.#nodes },
      INIT_MS,
      MOST_INIT_MS,
    )
    const slip = this.#initSlip(heard, node, listener)
    if (slip !== undefined) this.#slip({ ...slip, node: this.#name, atUs: this.#time.nowUs() })
    if (heard.kind !== 'reply' || slip !== undefined) return
    this.#hasStarted = true
    const silent = await this.#requests()
    if (silent?.kind !== 'idle') return
    const unfinished = node.unfinished()
    const stray = listener.strays[0]
    if (unfinished !== '') {
      this.#say('no-newline', unfinishedText(unfinished), unfinished)
    } else if (stray !== undefined) {
      this.#say('unasked-reply', strayText(stray.body, this.#asked), JSON.stringify(stray))
    }
  }

  #initSlip(heard: Heard, node: NodeProcess, { strays }: Listener) {
    if (heard.kind === 'reply') return initSlip(this.#name, { reply: heard.message })
    if (heard.kind !== 'idle') return undefined
    const stray = strays[0] ?? this.#strange[0]
    const unfinished = node.unfinished()
    // It may wait for the others, which are not there.
    if (this.#hasAskedPeers && stray === undefined && unfinished === '') return undefined
    return initSlip(this.#name, {
      ...(stray === undefined ? {} : { stray }),
      ...{ client: this.#client, unfinished, log: node.log(), flush: flushHint(this.#options.program) },
    })
  }

  /** The requests of the workload, one of each kind at least as far as that is soon done; the first that had no answer. */
  async #requests(): Promise<Heard | undefined> {
    const { workload, options } = this.#options
    const untilUs = this.#time.nowUs() + REQUESTS_MS * 1000
    const leftMs = () => (untilUs - this.#time.nowUs()) / 1000
    const greeting = workload.greeting?.(this.#name, topology(options.topology, this.#nodes))
    if (greeting !== undefined) {
      const heard = await this.#ask(greeting, leftMs())
      if (heard.kind !== 'reply') return heard
    }
    const asking = this.#asking()
    const left = new Set(Object.keys(workload.rpcs))
    for (let at = 0; at < MOST_REQUESTS && left.size > 0 && this.#slips.total === 0; at += 1) {
      const ask = asking.next(0)
      if (ask === CRASH || workload.deeds?.[ask.f] !== undefined) continue
      const request = workload.request(ask)
      const heard = await this.#ask(request, leftMs())
      if (heard.kind !== 'reply') return heard
      left.delete(request.type)
      const { body } = heard.message
      const ended = endingOf(workload, ask, request, { kind: 'reply', body, from: this.#name })
      if (ended.problem !== undefined) {
        this.#say(ended.problem.kind, `: ${ended.problem.text}`, JSON.stringify(body))
      }
      asking.told?.(0, ask, ended)
    }
    return undefined
  }

  #asking(): Asking {
    const { workload, options } = this.#options
    const { seed, maxTxnLength, maxWritesPerKey, keyCount } = options
    return workload.ask({
      nodes: this.#nodes,
      clients: workload.clientsPerNode * this.#nodes.length,
      random: new RandomStream(seed, 'what is asked of one node'),
      options: { maxTxnLength, maxWritesPerKey, ...(keyCount === undefined ? {} : { keyCount }) },
    })
  }

  #ask(body: Body, withinMs: number, mostMs = withinMs): Promise<Heard> {
    const id = ++this.#asked
    this.#network.send({ src: this.#client, dest: this.#name, body: { ...body, msg_id: id } })
    return this.#listener?.hear(id, withinMs, mostMs) ?? Promise.resolve({ kind: 'over' })
  }

  #route(message: Message): void {
    const { dest, body } = message
    const isOther = this.#nodes.includes(dest) && dest !== this.#name
    this.#hasAskedPeers ||= isOther
    const isService = /-(kv|tso)$/.test(dest)
    if (dest !== this.#client && !isOther && !isService && body.type.endsWith('_ok'))
      this.#strange.push(message)
    else this.#network.send(message, this.#name)
  }

  #observe(passed: Passed): void {
    this.#counter.add(passed)
    this.#passed.push(passed)
    this.#listener?.moved()
  }

  /** Without its peers a node may fail at a request; that it does so among them, the run will show. */
  #slip(slip: Slip): void {
    if (slip.kind === 'ended' && this.#hasStarted) this.#listener?.stop()
    else {
      this.#slips.add(slip)
      this.#listener?.stop()
    }
  }

  #say(kind: Slip['kind'], text: string, excerpt: string): void {
    this.#slip({ kind, node: this.#name, atUs: this.#time.nowUs(), text: `${this.#name}${text}`, excerpt })
  }

  #seen(node: NodeProcess): ClusterRun {
    return {
      nodes: this.#nodes,
      ...{ events: [], slips: this.#slips.all, slipCount: this.#slips.total },
      ...{ turns: 0, strikes: [], loadFromUs: 0 },
      messages: this.#counter.counts,
      passed: this.#passed,
      logs: new Map([[this.#name, node.log()]]),
    }
  }
}
