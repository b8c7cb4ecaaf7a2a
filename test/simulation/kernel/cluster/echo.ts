import { clusterScenario } from '../../../../src/simulation/kernel/cluster/cluster-scenario.ts'
import type {
  ClusterModel,
  ClusterNode,
  ClusterSetup,
  Context,
  Message,
  Operation,
} from '../../../../src/simulation/kernel/cluster/model.ts'

/** What happened to the nodes of an echo cluster, in order. */
export interface Heard {
  readonly atUs: number
  readonly node: number
  readonly text: string
}

interface Echo extends Message {
  readonly type: 'echo'
  readonly n: number
}

interface Script {
  readonly setup?: Partial<ClusterSetup<EchoNode>>
  readonly start?: (context: Context<Echo>) => void
  readonly timer?: (context: Context<Echo>, timer: number, value: number) => void
  readonly message?: (context: Context<Echo>, from: number, n: number) => void
  readonly request?: (context: Context<Echo>, operation: Operation) => void
}

class EchoNode implements ClusterNode<Echo> {
  readonly #context: Context<Echo>
  readonly #script: Script
  readonly #hear: (text: string) => void

  constructor(context: Context<Echo>, script: Script, hear: (text: string) => void) {
    this.#context = context
    this.#script = script
    this.#hear = hear
  }

  onStart(): void {
    this.#hear('start')
    this.#script.start?.(this.#context)
  }

  onMessage(from: number, { n }: Echo): void {
    this.#hear(`${n} from ${from}`)
    this.#script.message?.(this.#context, from, n)
  }

  onTimer(timer: number, value: number): void {
    this.#hear(`timer ${timer} ${value}`)
    this.#script.timer?.(this.#context, timer, value)
  }

  onRequest(operation: Operation): void {
    this.#hear(`request ${operation.id}`)
    this.#script.request?.(this.#context, operation)
  }
}

/** Two nodes (or as many as the script's setup has) with a link of exactly 10 ms. */
export function echoCluster(script: Script) {
  const heard: Heard[] = []
  const model: ClusterModel<EchoNode> = {
    id: 'echo',
    title: 'echo',
    version: 1,
    lesson: '',
    parameters: [],
    metrics: [],
    invariants: [{ id: 'recovers', statement: 'it recovers' }],
    goals: [{ id: 'greeted', statement: 'somebody was greeted' }],
    mutants: [],
    faultKinds: [],
    setup: () => ({
      nodes: ['a', 'b'].map((name) => ({ name, role: 'server' })),
      durationUs: 1_000_000,
      latency: { kind: 'fixed', minUs: 10_000 },
      tolerates: { kinds: [] },
      create: (context) => {
        const typed = context as unknown as Context<Echo>
        return new EchoNode(typed, script, (text) => heard.push({ atUs: clock.nowUs, node: typed.id, text }))
      },
      watch: (cluster) => {
        clock = cluster
        return {}
      },
      ...script.setup,
    }),
  }
  let clock: { readonly nowUs: number } = { nowUs: 0 }
  return { scenario: clusterScenario(model), heard }
}
