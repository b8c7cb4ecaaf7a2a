import type { ClusterView, Monitor, Operation } from '../../kernel/cluster/model.ts'
import { RegisterHistory } from '../../kernel/cluster/replicated-register.ts'
import type { Client } from './client.ts'
import { type Answer, NO_ONE, type View } from './messages.ts'
import type { Settings } from './parameters.ts'
import { Server } from './server.ts'
import { ViewService } from './view-service.ts'

export type BackupNode = Server | ViewService | Client

/** Watches the logs on all disks and what clients are told. */
export class BackupMonitor implements Monitor<BackupNode> {
  readonly #cluster: ClusterView<BackupNode>
  readonly #history: RegisterHistory
  /** By server. A disk outlives its server, so that the log of one that is down can be looked at. */
  readonly #logs: (readonly number[])[]
  readonly #lengths: number[]
  readonly #servedIn: number[]
  readonly #views = new Map<number, View>()
  #lastView = 0

  constructor(cluster: ClusterView<BackupNode>, { servers }: Settings) {
    this.#cluster = cluster
    this.#history = new RegisterHistory(cluster)
    this.#logs = Array.from({ length: servers }, () => [])
    this.#lengths = new Array<number>(servers).fill(0)
    this.#servedIn = new Array<number>(servers).fill(0)
  }

  after(node: BackupNode, id: number): void {
    this.#history.catchUp()
    if (node instanceof ViewService) this.#decided(node.current)
    else if (node instanceof Server) this.#look(node, id)
  }

  #decided(view: View): void {
    if (view.number === this.#lastView) return
    this.#lastView = view.number
    this.#views.set(view.number, view)
  }

  #look(server: Server, id: number): void {
    this.#logs[id] = server.log
    if (server.log.length !== this.#lengths[id]) {
      this.#lengths[id] = server.log.length
      this.#agrees(id)
    }
    if (server.role !== 'primary' || !server.serving || this.#servedIn[id] === server.current.number) return
    this.#servedIn[id] = server.current.number
    this.#hasAll(id, server.current.number)
  }

  /** The last entry tells: earlier ones were compared when they were the last. */
  #agrees(id: number): void {
    const view = this.#views.get(this.#lastView)
    if (view === undefined || id !== view.backup) return
    const node = this.#cluster.node(id)
    if (!(node instanceof Server) || node.current.number !== view.number) return
    const own = this.#logs[id] as readonly number[]
    const other = this.#logs[view.primary] as readonly number[]
    if (own.length <= other.length && own.at(-1) === other[own.length - 1]) return
    this.#cluster.violated(
      'copies-agree',
      `backup server ${id} has write ${own.at(-1)} at index ${own.length}, primary server ${view.primary} has ${spell(other[own.length - 1])} there`,
      [id, view.primary],
    )
  }

  #hasAll(id: number, view: number): void {
    const log = this.#logs[id] as readonly number[]
    const missing = this.#history.missingFrom((index) => log[index - 1])
    if (missing === undefined) return
    this.#cluster.violated(
      'acknowledged-survives',
      `server ${id} serves in view ${view} without write ${missing.operation}, which a client was told to be at index ${missing.index}`,
      [id],
    )
  }

  completed(operation: Operation): void {
    const { id, name, outcome, result } = operation
    if (outcome !== 'ok') return
    const answer = result as Answer
    const { server } = answer
    if (this.#views.get(answer.view)?.primary !== server) {
      this.#cluster.violated(
        'one-primary',
        `server ${server} answers operation ${id} in view ${answer.view}, whose primary is another`,
        [server],
      )
    }
    if (name === 'write') this.#acknowledges(id, answer)
    const wrong = this.#history.ends(operation, answer)
    if (wrong === undefined) return
    this.#cluster.violated('linearizable', `server ${server} in view ${answer.view} answered: ${wrong}`, [
      server,
    ])
  }

  #acknowledges(operation: number, { version, view, server }: Answer): void {
    this.#history.acknowledges(operation, version)
    const { primary, backup } = this.#views.get(view) ?? { primary: server, backup: NO_ONE }
    for (const copy of [primary, backup]) {
      if (copy === NO_ONE || this.#stillHas(copy, view, operation, version)) continue
      this.#cluster.violated(
        'on-both-copies',
        `write ${operation} is acknowledged in view ${view}, but server ${copy} has not got it at index ${version}`,
        [server, copy],
      )
    }
  }

  /** A server that went on to a later view may have replaced its log when the answer arrives. */
  #stillHas(copy: number, view: number, operation: number, index: number): boolean {
    const node = this.#cluster.node(copy)
    if (node instanceof Server && node.current.number !== view) return true
    return this.#logs[copy]?.[index - 1] === operation
  }

  metrics(): Record<string, number> {
    const longest = this.#logs.reduce((most, log) => Math.max(most, log.length), 0)
    return {
      views: this.#lastView,
      failovers: this.#cluster.count('promoted'),
      log_length: longest,
      asked_again: this.#cluster.count('asked-again'),
    }
  }
}

function spell(operation: number | undefined): string {
  return operation === undefined ? 'nothing' : `write ${operation}`
}
