import { RandomStream } from '../../../lib/prng.ts'
import { TraceHash } from '../../../simulation/kernel/trace-hash.ts'
import type { Json } from '../../sequence.ts'
import type { ClusterRun } from '../cluster-run.ts'
import type { Passed } from '../network/network.ts'
import { type ClusterOptions, nodeNamesOf } from '../options.ts'
import type { Plan } from '../plan.ts'
import type { Slip } from '../slips.ts'
import { Stage } from '../stage.ts'
import { excerpt } from '../wire/message.ts'
import type { Workload } from '../workloads/workload.ts'
import type { StepHosts } from './step-hosts.ts'
import { StepNode } from './step-node.ts'
import { Standstill, VirtualTime } from './virtual-time.ts'

/** Something that a node showed of itself. */
export interface Shown {
  readonly atUs: number
  readonly node: string
  readonly facts: Readonly<Record<string, Json>>
}

/** A run in virtual time: a function of seed, options and the program alone. */
export interface StepRun extends ClusterRun {
  /** Of all that passed on the network, when, and what it said. */
  readonly traceHash: string
  /** Events that nodes were told. */
  readonly steps: number
  readonly lastedUs: number
  readonly shown: readonly Shown[]
}

const LIFE_SEEDS = 2 ** 31
/** What nodes may be told in a run, and for each second of it: a run must come to an end. */
const MOST_STEPS = 100_000
const MOST_STEPS_PER_S = 5_000

/** The nodes keep each other busier than a run can be. */
class Flood extends Error {}

/** Runs the learner's program as a cluster in virtual time. */
export async function runInSteps(
  hosts: StepHosts,
  workload: Workload,
  options: ClusterOptions,
  plan: Plan = {},
): Promise<StepRun> {
  const time = new VirtualTime()
  const trace = new Trace()
  const shown: Shown[] = []
  let steps = 0
  const mostSteps = MOST_STEPS + (MOST_STEPS_PER_S * (options.timeLimitMs + options.settleMs)) / 1000
  const processes = await hosts.ready(nodeNamesOf(options))
  const disks = new Map<string, Map<string, Json>>()
  const lives = new Map<string, number>()
  const stage = new Stage({
    time,
    workload,
    options,
    plan,
    observe: (passed) => trace.add(passed),
    startNode: (name, events) => {
      const host = processes.get(name)
      if (host === undefined) throw new Error(`there is no process for ${name}`)
      const life = lives.get(name) ?? 0
      lives.set(name, life + 1)
      const disk = disks.get(name) ?? new Map<string, Json>()
      disks.set(name, disk)
      const seed = new RandomStream(options.seed, `chance of ${name}`).integer(life, LIFE_SEEDS)
      const node = new StepNode(
        {
          ...{ name, host, time, disk, ...events },
          onStep: () => {
            steps += 1
            if (steps > mostSteps) throw new Flood()
          },
          onShow: (facts) => shown.push({ atUs: time.nowUs(), node: name, facts }),
        },
        seed,
        life,
      )
      return Promise.resolve(node)
    },
  })
  try {
    await time.run(() => stage.play())
  } catch (error) {
    const { passed } = stage.seen()
    if (error instanceof Standstill) stage.slip(circleSlip(passed, time.nowUs()))
    else if (error instanceof Flood) stage.slip(floodSlip(passed, time.nowUs(), mostSteps))
    else throw error
  }
  await stage.end()
  return { ...stage.seen(), traceHash: trace.digest(), steps, lastedUs: time.nowUs(), shown }
}

function circleSlip(passed: readonly Passed[], atUs: number): Slip {
  const last = passed.findLast(({ what }) => what === 'received')?.message
  const node = last?.dest ?? ''
  const text = `${node} and others went on for ever at ${(atUs / 1e6).toFixed(3)} s, without any time passing: is a message handed on in a circle?`
  return { kind: 'stuck', node, atUs, text, excerpt: excerpt(JSON.stringify(last ?? null)) }
}

function floodSlip(passed: readonly Passed[], atUs: number, most: number): Slip {
  const last = passed.findLast(({ what }) => what === 'received')?.message
  const node = last?.dest ?? ''
  const text = `${node} and others were told more than ${most} events by ${(atUs / 1e6).toFixed(3)} s: fewer messages, or slower timers`
  return { kind: 'too-much', node, atUs, text, excerpt: excerpt(JSON.stringify(last ?? null)) }
}

/** A hash over all that passed. */
class Trace {
  readonly #hash = new TraceHash()

  add({ what, atUs, message }: Passed): void {
    this.#hash.addInteger(atUs)
    const text = `${what} ${message.src} ${message.dest} ${JSON.stringify(message.body)}`
    for (let at = 0; at < text.length; at += 2) {
      this.#hash.add(text.charCodeAt(at), at + 1 < text.length ? text.charCodeAt(at + 1) : 0)
    }
  }

  digest(): string {
    return this.#hash.digest()
  }
}
