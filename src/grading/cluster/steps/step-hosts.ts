import type { NodeProgram } from '../real/node-process.ts'
import { StepHost } from './step-host.ts'

/** The processes of a cluster in virtual time: one for each node, for run after run. */
export class StepHosts {
  readonly #program: NodeProgram
  readonly #hosts = new Map<string, StepHost>()

  constructor(program: NodeProgram) {
    this.#program = program
  }

  /** Sees to it that every node has a process that waits for its next life. */
  async ready(nodes: readonly string[]): Promise<ReadonlyMap<string, StepHost>> {
    await Promise.all(nodes.map((node) => this.#ready(node)))
    return this.#hosts
  }

  /** Ends all processes. */
  async stop(): Promise<void> {
    await Promise.all([...this.#hosts.values()].map((host) => host.stop()))
    this.#hosts.clear()
  }

  async #ready(node: string): Promise<void> {
    const known = this.#hosts.get(node)
    await known?.settled()
    if (known?.isFree === true) return
    await known?.stop()
    this.#hosts.set(node, await StepHost.start(this.#program))
  }
}
