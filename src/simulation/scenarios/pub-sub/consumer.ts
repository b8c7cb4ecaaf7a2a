import type { ClusterNode, Context } from '../../kernel/cluster/model.ts'
import type { NodeView } from '../../kernel/trace.ts'
import { Lane, type Task } from './lane.ts'
import type { Entry, PubSubMessage } from './messages.ts'
import { BROKER, type PubSubSettings } from './settings.ts'

/** The effect of the work on one message, on the consumer's own disk. */
export interface Worked {
  readonly partition: number
  readonly offset: number
  readonly entry: Entry
}

interface Job {
  readonly lane: Lane
  readonly task: Task
}

const HEARTBEAT = 0
const POLL = 1
const COMMIT = 2
const WORK = 3
const PAUSE = 4
const NONE = -1
/** An attempt after so many failures succeeds. */
const MOST_FAILURES = 2

/** A member of a consumer group: works on the partitions that it was given, and only while they are its own. */
export class Consumer implements ClusterNode<PubSubMessage> {
  generation = NONE
  lanes: readonly Lane[] = []
  readonly worked: readonly Worked[]
  readonly #context: Context<PubSubMessage>
  readonly #settings: PubSubSettings
  readonly #jobs = new Map<number, Job>()
  #begun = 0

  constructor(context: Context<PubSubMessage>, settings: PubSubSettings) {
    this.#context = context
    this.#settings = settings
    this.worked = context.disk.list<Worked>('worked')
  }

  onStart(): void {
    this.#heartbeat()
    this.#context.setTimer(POLL, this.#settings.pollUs)
    this.#context.setTimer(COMMIT, this.#settings.commitUs)
  }

  onMessage(_from: number, message: PubSubMessage): void {
    if (message.type === 'Assignment' && message.generation !== this.generation) this.#adopt(message)
    else if (message.type === 'Entries' && message.generation === this.generation) this.#onEntries(message)
  }

  onTimer(timer: number, number: number): void {
    if (timer === HEARTBEAT) this.#heartbeat()
    else if (timer === POLL) this.#poll()
    else if (timer === COMMIT) this.#commitAll()
    else {
      const job = this.#jobs.get(number)
      if (job === undefined) return
      this.#jobs.delete(number)
      if (timer === WORK) this.#worked(job)
      else this.#goOn(job)
    }
  }

  view(): NodeView {
    const owned = this.lanes.map(({ partition }) => partition).join(', ')
    return {
      role: this.generation < 0 ? 'outside' : 'member',
      fields: { generation: this.generation, partitions: owned || 'none', working: this.#jobs.size },
      log: this.lanes.map(({ partition, done, tasks }) => `${partition}: done ${done}, open ${tasks.length}`),
    }
  }

  #heartbeat(): void {
    this.#context.send(BROKER, { type: 'Heartbeat', generation: this.generation })
    this.#context.setTimer(HEARTBEAT, Math.ceil(this.#settings.sessionUs / 4))
  }

  /** What it had begun for an earlier generation may be another's work now: it begins anew at the committed offsets. */
  #adopt({ generation, partitions, offsets }: PubSubMessage & { type: 'Assignment' }): void {
    // Generations only grow; an older one is a message that came late.
    if (generation < this.generation && this.#settings.mistake !== 'forgets-generation') return
    this.generation = generation
    this.#jobs.clear()
    this.lanes = partitions.map((partition, at) => new Lane(partition, offsets[at] as number))
    this.#poll()
  }

  #poll(): void {
    this.#context.setTimer(POLL, this.#settings.pollUs)
    for (const lane of this.lanes) this.#fetch(lane)
  }

  #fetch({ tasks, partition, next }: Lane): void {
    if (tasks.length >= this.#settings.inFlight) return
    this.#context.send(BROKER, { type: 'Fetch', generation: this.generation, partition, from: next })
  }

  #onEntries({ partition, from, entries }: PubSubMessage & { type: 'Entries' }): void {
    const lane = this.lanes.find((one) => one.partition === partition)
    if (lane === undefined || lane.next !== from) return
    lane.add(entries)
    if (this.#committedEarly) {
      lane.done = lane.next
      this.#commit(lane)
    }
    this.#work(lane)
  }

  get #committedEarly(): boolean {
    return !this.#settings.ackAfter || this.#settings.mistake === 'commits-first'
  }

  #work(lane: Lane): void {
    const ordered = this.#settings.mistake !== 'parallel-keys'
    for (const task of lane.ready(this.#settings.inFlight, ordered)) {
      task.state = 'working'
      const { workUs } = this.#settings
      this.#later(this.#context.random.between(Math.ceil(workUs / 10), workUs), WORK, { lane, task })
      this.#context.moment('work-begun')
    }
  }

  #worked(job: Job): void {
    const { lane, task } = job
    task.attempts += 1
    const fails = task.attempts <= MOST_FAILURES && this.#context.random.uniform() < this.#settings.failures
    if (fails) this.#failed(job)
    else {
      const { offset, entry } = task
      this.#context.disk.append('worked', { partition: lane.partition, offset, entry } satisfies Worked)
      this.#context.disk.sync()
      this.#context.moment('worked')
      if (this.#context.telling)
        this.#context.tell(`works on ${offset} of partition ${lane.partition}, key ${entry.key}`)
      this.#finish(lane, task)
    }
    this.#work(lane)
    if (lane.tasks.length === 0) this.#fetch(lane)
  }

  #finish(lane: Lane, task: Task): void {
    const { done } = lane
    lane.finished(task)
    if (this.#settings.mistake === 'commits-highest') lane.done = Math.max(done, task.offset + 1)
  }

  #failed({ lane, task }: Job): void {
    task.state = 'pausing'
    this.#context.moment('work-failed')
    if (this.#context.telling)
      this.#context.tell(`fails on ${task.offset} of partition ${lane.partition} and will try again`)
    if (this.#settings.mistake === 'retries-behind') lane.putLast(task)
    this.#later(this.#settings.retryUs, PAUSE, { lane, task })
  }

  #goOn({ lane, task }: Job): void {
    task.state = 'waiting'
    this.#work(lane)
  }

  #later(delayUs: number, timer: number, job: Job): void {
    this.#begun += 1
    this.#jobs.set(this.#begun, job)
    this.#context.after(delayUs, timer, this.#begun)
  }

  #commitAll(): void {
    this.#context.setTimer(COMMIT, this.#settings.commitUs)
    for (const lane of this.lanes) if (lane.done > lane.committed) this.#commit(lane)
  }

  /** A commit that gets lost is no harm: the next one says more. */
  #commit(lane: Lane): void {
    const { partition, done } = lane
    lane.committed = done
    this.#context.send(BROKER, { type: 'Commit', generation: this.generation, partition, offset: done })
  }
}
