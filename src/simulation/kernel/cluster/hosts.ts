import type { DiskAfterCrash, NodeId } from '../fault.ts'
import type { NodeStatus } from '../trace.ts'
import { NodeDisk } from './disk.ts'
import type { ClusterNode, Message } from './model.ts'
import { type Kernel, NodeContext } from './node-context.ts'
import { nodeRandom } from './node-random.ts'

/** Something that reached a node while it stood still. */
interface Held {
  /** Has it happen when the node goes on. */
  readonly again: () => void
  /** The node goes down before that. */
  readonly lost?: () => void
}

/** The machines: which program runs on each, and why not. */
export class Hosts {
  /** The running programs; undefined where a machine is down. */
  readonly nodes: (ClusterNode<Message> | undefined)[] = []
  readonly contexts: NodeContext[] = []
  /** How often each was stopped: what was set in an earlier life is void. */
  readonly lives: Int32Array
  /** How many faults hold each down, or still. */
  readonly #down: Int32Array
  readonly #paused: Int32Array
  /** Stopped because it could not write. */
  readonly #starved: Uint8Array
  /** Its program is to start as soon as the machine no longer stands still. */
  readonly #starting: Uint8Array
  /** By machine that stands still, in the order in which it came. */
  readonly #held: Held[][]

  constructor(kernel: Kernel, seed: number, size: number) {
    this.lives = new Int32Array(size)
    this.#down = new Int32Array(size)
    this.#paused = new Int32Array(size)
    this.#starved = new Uint8Array(size)
    this.#starting = new Uint8Array(size)
    this.#held = Array.from({ length: size }, () => [])
    for (let id = 0; id < size; id += 1) {
      this.contexts.push(new NodeContext(kernel, id, size, nodeRandom(seed, id), new NodeDisk()))
      this.nodes.push(undefined)
    }
  }

  context(id: NodeId): NodeContext {
    return this.contexts[id] as NodeContext
  }

  isPaused(id: NodeId): boolean {
    return this.#paused[id] !== 0
  }

  status(id: NodeId): NodeStatus {
    if (this.nodes[id] === undefined) return 'down'
    return this.isPaused(id) ? 'paused' : 'up'
  }

  stop(id: NodeId, leaves: DiskAfterCrash): void {
    this.#down[id] = (this.#down[id] as number) + 1
    this.lives[id] = (this.lives[id] as number) + 1
    this.nodes[id] = undefined
    this.#starting[id] = 0
    const held = this.#held[id] ?? []
    this.#held[id] = []
    for (const { lost } of held) lost?.()
    this.context(id).crashed()
    this.context(id).disk.crashed(leaves)
  }

  /** One reason less to be down. True when it was the last, so that the node must start. */
  release(id: NodeId): boolean {
    this.#down[id] = (this.#down[id] as number) - 1
    return this.#down[id] === 0
  }

  /** It could not write, and stops until there is space. */
  starve(id: NodeId): void {
    this.#starved[id] = 1
    this.stop(id, 'kept')
  }

  /** True when a node that waited for space must start. */
  fillDisk(id: NodeId, by: 1 | -1): boolean {
    const { disk } = this.context(id)
    disk.fill(by)
    if (disk.isFull || this.#starved[id] === 0) return false
    this.#starved[id] = 0
    return this.release(id)
  }

  pause(id: NodeId): void {
    this.#paused[id] = (this.#paused[id] as number) + 1
  }

  hold(id: NodeId, held: Held): void {
    this.#held[id]?.push(held)
  }

  /** It was restarted, but the machine stands still. */
  isStarting(id: NodeId): boolean {
    return this.#starting[id] === 1
  }

  /** Has it start when it goes on, before all that has reached it by then. */
  startLater(id: NodeId, start: () => void): void {
    this.#starting[id] = 1
    this.#held[id]?.unshift({ again: start })
  }

  resume(id: NodeId): void {
    this.#paused[id] = (this.#paused[id] as number) - 1
    if (this.isPaused(id)) return
    this.#starting[id] = 0
    const held = this.#held[id] ?? []
    this.#held[id] = []
    for (const { again } of held) again()
    this.context(id).resumed()
  }
}
