import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { RegisterHistory } from '../../kernel/cluster/replicated-register.ts'
import type { Client } from './client.ts'
import { Master } from './master.ts'
import type { Answer, Config, Entry, Member } from './messages.ts'
import type { Settings } from './parameters.ts'
import { Server } from './server.ts'

export type ChainNode = Server | Master | Client

/** Watches the logs on all disks against the chain as the master has it, and what clients are told. */
export class ChainMonitor implements Monitor<ChainNode> {
  readonly #cluster: ClusterView<ChainNode>
  readonly #history: RegisterHistory
  /** By server. A disk outlives its server, so that the log of one that is down can be looked at. */
  readonly #logs: (readonly Entry[])[]
  readonly #lengths: number[]
  readonly #complete: number[]
  readonly #installed: number[]
  readonly #tails = new Map<number, number>()
  #config: Config | undefined

  constructor(cluster: ClusterView<ChainNode>, { servers }: Settings) {
    this.#cluster = cluster
    this.#history = new RegisterHistory(cluster)
    this.#logs = Array.from({ length: servers }, () => [])
    this.#lengths = new Array<number>(servers).fill(0)
    this.#complete = new Array<number>(servers).fill(1)
    this.#installed = new Array<number>(servers).fill(1)
  }

  after(node: ChainNode, id: number): void {
    this.#history.catchUp()
    if (node instanceof Master) this.#decided(node.current)
    else if (node instanceof Server) this.#look(node, id)
  }

  #decided(config: Config): void {
    if (config === this.#config) return
    this.#config = config
    const { chain, epoch } = config
    this.#tails.set(epoch, chain.at(-1)?.server ?? -1)
    for (const member of chain) this.#wasGivenLog(member)
    for (let at = 1; at < chain.length; at += 1) this.#agrees(chain, at)
    for (const member of chain) if (this.#isComplete(member)) this.#hasAll(member.server)
  }

  #wasGivenLog({ server, since }: Member): void {
    if (this.#installed[server] === since) return
    this.#cluster.violated(
      'joins-with-log',
      `the master lets server ${server} in as tail, which nobody has given the log`,
      [server],
    )
  }

  #isComplete({ server, since }: Member): boolean {
    return this.#complete[server] === since
  }

  #look(server: Server, id: number): void {
    this.#logs[id] = server.log
    this.#installed[id] = server.installed
    const changed = server.log.length !== this.#lengths[id]
    if (changed) this.#lengths[id] = server.log.length
    if (server.complete !== this.#complete[id]) {
      this.#complete[id] = server.complete
      // One that was taken out meanwhile may not know it yet; its lease is over by then.
      if (this.#config?.chain.some((member) => member.server === id && this.#isComplete(member)))
        this.#hasAll(id)
    }
    const chain = this.#config?.chain
    if (!changed || chain === undefined) return
    const at = chain.findIndex((member) => member.server === id)
    if (at > 0) this.#agrees(chain, at)
    if (at >= 0 && at + 1 < chain.length) this.#agrees(chain, at + 1)
  }

  /** The last entry tells: earlier ones were compared when they were the last. */
  #agrees(chain: readonly Member[], at: number): void {
    const [before, id] = [chain[at - 1]?.server ?? 0, chain[at]?.server ?? 0]
    const own = this.#logs[id] as readonly Entry[]
    const other = this.#logs[before] as readonly Entry[]
    const last = other[own.length - 1]
    if (own.length === 0 || own.at(-1)?.operation === last?.operation) return
    this.#cluster.violated(
      'update-propagation',
      `server ${id} has ${spell(own.at(-1))} at index ${own.length}, its predecessor server ${before} has ${spell(last)} there`,
      [id, before],
    )
  }

  #hasAll(id: number): void {
    const log = this.#logs[id] as readonly Entry[]
    const missing = this.#history.missingFrom((index) => log[index - 1]?.operation)
    if (missing === undefined) return
    this.#cluster.violated(
      'acknowledged-survives',
      `server ${id} is in the chain without write ${missing.operation}, which a client was told to be at index ${missing.index}`,
      [id],
    )
  }

  completed(operation: Operation): void {
    const { id, name, outcome, result } = operation
    if (outcome !== 'ok') return
    const answer = result as Answer
    const { server, epoch } = answer
    if ((this.#tails.get(epoch) ?? server) !== server) {
      this.#cluster.violated(
        'tail-answers',
        `server ${server} answers operation ${id} in epoch ${epoch}, whose tail is server ${this.#tails.get(epoch)}`,
        [server],
      )
    }
    if (name === 'write') this.#acknowledges(id, answer)
    const wrong = this.#history.ends(operation, answer)
    if (wrong === undefined) return
    this.#cluster.violated('linearizable', `server ${server} in epoch ${epoch} answered: ${wrong}`, [server])
  }

  /** A server that is still on its way to be a tail has it by the time it serves. */
  #acknowledges(operation: number, { version, server }: Answer): void {
    this.#history.acknowledges(operation, version)
    for (const member of this.#config?.chain ?? []) {
      const has = this.#logs[member.server]?.[version - 1]?.operation === operation
      if (has || !this.#isComplete(member)) continue
      this.#cluster.violated(
        'on-whole-chain',
        `write ${operation} is acknowledged, but server ${member.server} has not got it at index ${version}`,
        [server, member.server],
      )
    }
  }

  metrics(): Record<string, number> {
    const removed = (where: string) => this.#cluster.count(`${where}-removed`)
    return {
      epochs: this.#config?.epoch ?? 1,
      removed: removed('head') + removed('middle') + removed('tail'),
      joined: this.#cluster.count('joined'),
      log_length: this.#logs.reduce((most, log) => Math.max(most, log.length), 0),
      asked_again: this.#cluster.count('asked-again'),
    }
  }
}

function spell(entry: Entry | undefined): string {
  return entry === undefined ? 'nothing' : `write ${entry.operation}`
}
