import type { ClusterNode, Context, Operation } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import type { Entry, PubSubMessage } from './messages.ts'
import { groupOf, type PubSubSettings } from './settings.ts'

/** A consumer group as the broker sees it. Who its members are, they say themselves. */
interface Group {
  generation: number
  readonly heardUs: Map<number, number>
  /** By partition; -1 for nobody. */
  owners: number[]
}

/** A commit that was taken, for who watches. */
export interface Taken {
  readonly group: number
  readonly partition: number
  readonly offset: number
  readonly member: number
  readonly generation: number
}

const SWEEP = 0
const NOBODY = -1
/** Of mutant never-deletes, in messages. */
const ROOM = 50

/**
 * Keeps the partitions and the offsets of the groups, and coordinates the groups as Kafka does: a
 * generation number is raised whenever the members change, and fences off those of an earlier one
 * (Kafka protocol guide, "Group Membership"; Kreps, Narkhede and Rao, NetDB 2011, on logs and offsets).
 */
export class Broker implements ClusterNode<PubSubMessage> {
  readonly logs: readonly (readonly Entry[])[]
  readonly groups: readonly Group[]
  lastTaken: Taken | undefined
  readonly #context: Context<PubSubMessage>
  readonly #settings: PubSubSettings

  constructor(context: Context<PubSubMessage>, settings: PubSubSettings) {
    this.#context = context
    this.#settings = settings
    const { disk } = context
    this.logs = Array.from({ length: settings.partitions }, (_, at) => disk.list<Entry>(`log ${at}`))
    this.groups = Array.from({ length: settings.groups }, (_, at) => ({
      generation: disk.read<number>(`generation ${at}`) ?? 0,
      heardUs: new Map(),
      owners: new Array<number>(settings.partitions).fill(NOBODY),
    }))
  }

  onStart(): void {
    this.#context.setTimer(SWEEP, this.#settings.sessionUs >> 1)
  }

  onTimer(): void {
    this.#context.setTimer(SWEEP, this.#settings.sessionUs >> 1)
    for (const [at, group] of this.groups.entries()) this.#dropSilent(at, group)
  }

  onRequest({ id, key }: Operation): void {
    if (this.#settings.mistake === 'never-deletes' && this.#stored() >= ROOM) {
      if (this.#context.telling)
        this.#context.tell(`has no room for message ${id}, as it keeps ${this.#stored()}`)
      this.#context.reply(id, 'fail', 'no room')
      return
    }
    const partition = this.#partitionOf(Number(key))
    this.#context.disk.append(`log ${partition}`, { operation: id, key: Number(key) } satisfies Entry)
    this.#context.disk.sync()
    this.#context.reply(id, 'ok', partition)
  }

  onMessage(from: number, message: PubSubMessage): void {
    const at = groupOf(from, this.#settings)
    const group = this.groups[at] as Group
    if (message.type === 'Heartbeat') this.#onHeartbeat(from, at, group, message.generation)
    else if (message.type === 'Fetch' && this.#isOwner(from, group, message)) this.#onFetch(from, message)
    else if (message.type === 'Commit') this.#onCommit(from, at, group, message)
  }

  committed(group: number, partition: number): number {
    return this.#context.disk.read<number>(`offset ${group} ${partition}`) ?? 0
  }

  view(): NodeView {
    const fields = Object.fromEntries(
      this.groups.map(({ generation, heardUs }, at) => [
        `group ${at}`,
        `generation ${generation}, ${heardUs.size} members`,
      ]),
    )
    const offsets = (at: number) => this.groups.map((_, group) => this.committed(group, at)).join(', ')
    return {
      role: 'broker',
      fields,
      log: this.logs.map((log, at) => `${at}: ${log.length} (${offsets(at)})`),
    }
  }

  /** The same key always comes to the same partition: Fibonacci hashing spreads small numbers. */
  #partitionOf(key: number): number {
    if (this.#settings.mistake === 'round-robin') {
      return this.#stored() % this.#settings.partitions
    }
    return (Math.imul(key + 1, 0x9e3779b1) >>> 8) % this.#settings.partitions
  }

  #stored(): number {
    return this.logs.reduce((sum, log) => sum + log.length, 0)
  }

  #onHeartbeat(from: number, at: number, group: Group, generation: number): void {
    const isNew = !group.heardUs.has(from)
    group.heardUs.set(from, this.#context.clockUs())
    if (isNew) this.#rebalance(at, group)
    else if (generation !== group.generation) this.#sendAssignment(from, at, group)
  }

  #dropSilent(at: number, group: Group): void {
    const beforeUs = this.#context.clockUs() - this.#settings.sessionUs
    const silent = [...group.heardUs].filter(([, heardUs]) => heardUs < beforeUs).map(([member]) => member)
    if (silent.length === 0) return
    for (const member of silent) group.heardUs.delete(member)
    this.#context.moment('member-dropped')
    if (this.#context.telling)
      this.#context.tell(`hears nothing from consumer ${silent.join(', ')} and drops it from group ${at}`)
    this.#rebalance(at, group)
  }

  #rebalance(at: number, group: Group): void {
    group.generation += 1
    if (this.#settings.mistake !== 'forgets-generation') {
      this.#context.disk.write(`generation ${at}`, group.generation)
      this.#context.disk.sync()
    }
    const members = [...group.heardUs.keys()].sort((a, b) => a - b)
    group.owners = group.owners.map(
      (_, partition) => members[partition % Math.max(1, members.length)] ?? NOBODY,
    )
    this.#context.moment('rebalanced')
    if (this.#context.telling)
      this.#context.tell(`begins generation ${group.generation} of group ${at}: ${spellOwners(group)}`)
    for (const member of members) this.#sendAssignment(member, at, group)
  }

  #sendAssignment(to: number, at: number, { generation, owners }: Group): void {
    const partitions = owners.flatMap((owner, partition) => (owner === to ? [partition] : []))
    const offsets = partitions.map((partition) => this.committed(at, partition))
    this.#context.send(to, { type: 'Assignment', generation, partitions, offsets })
  }

  #isOwner(
    from: number,
    group: Group,
    { generation, partition }: { generation: number; partition: number },
  ): boolean {
    return generation === group.generation && group.owners[partition] === from
  }

  #onFetch(to: number, { generation, partition, from }: PubSubMessage & { type: 'Fetch' }): void {
    const entries = this.logs[partition]?.slice(from, from + this.#settings.inFlight) ?? []
    if (entries.length > 0) this.#context.send(to, { type: 'Entries', generation, partition, from, entries })
  }

  #onCommit(from: number, at: number, group: Group, message: PubSubMessage & { type: 'Commit' }): void {
    const { partition, offset, generation } = message
    if (!this.#isOwner(from, group, message) && this.#settings.mistake !== 'no-fencing') {
      this.#context.moment('commit-fenced')
      if (this.#context.telling)
        this.#context.tell(`refuses a commit of consumer ${from}, which is of generation ${generation}`)
      if (group.heardUs.has(from)) this.#sendAssignment(from, at, group)
      return
    }
    if (offset <= this.committed(at, partition) && this.#settings.mistake !== 'no-fencing') return
    this.#context.disk.write(`offset ${at} ${partition}`, offset)
    this.#context.disk.sync()
    this.lastTaken = { group: at, partition, offset, member: from, generation }
    if (this.#context.telling)
      this.#context.tell(
        `has partition ${partition} of group ${at} committed up to ${offset} by consumer ${from}`,
      )
  }
}

/** `consumer 4 has 0, 2; consumer 5 has 1, 3` */
function spellOwners({ owners, heardUs }: Group): string {
  const members = [...heardUs.keys()].sort((a, b) => a - b)
  const spelled = members.map((member) => {
    const own = owners.flatMap((owner, partition) => (owner === member ? [partition] : []))
    return `consumer ${member} has ${own.join(', ') || 'none'}`
  })
  return spelled.join('; ') || 'nobody is left'
}
