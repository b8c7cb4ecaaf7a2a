import { RandomStream } from '../../../lib/prng.ts'
import { TraceHash } from '../../../simulation/kernel/trace-hash.ts'
import type { Json } from '../../sequence.ts'
import type { ClusterRun } from '../cluster-run.ts'
import { isClient, type Passed, senderOf } from '../network/network.ts'
import { type ClusterOptions, nodeNamesOf } from '../options.ts'
import type { Plan } from '../plan.ts'
import type { Slip } from '../slips.ts'
import { Stage } from '../stage.ts'
import { excerpt, type Message } from '../wire/message.ts'
import type { Workload } from '../workloads/workload.ts'
import type { Watcher } from './sight.ts'
import type { StepHosts } from './step-hosts.ts'
import { StepNode } from './step-node.ts'
import { Standstill, VirtualTime } from './virtual-time.ts'

/** A run in virtual time: a function of seed, options and the program alone. */
export interface StepRun extends ClusterRun {
  /** Of all that passed on the network, when, and what it said. */
  readonly traceHash: string
  /** Events that nodes were told. */
  readonly steps: number
  readonly lastedUs: number
}

const LIFE_SEEDS = 2 ** 31
/** What nodes may be told in a run, and for each second of it: a run must come to an end. */
const MOST_STEPS = 100_000
const MOST_STEPS_PER_S = 5_000

/** The nodes keep each other busier than a run can be. */
class Flood extends Error {}

function mostStepsOf({ timeLimitMs, settleMs }: ClusterOptions): number {
  return MOST_STEPS + (MOST_STEPS_PER_S * (timeLimitMs + settleMs)) / 1000
}

/** Runs the learner's program as a cluster in virtual time, and ends it after `mostSteps` events. */
export async function runInSteps(
  hosts: StepHosts,
  workload: Workload,
  options: ClusterOptions,
  plan: Plan = {},
  watcher?: Watcher,
  mostSteps = mostStepsOf(options),
): Promise<StepRun> {
  const time = new VirtualTime()
  const trace = new Trace()
  let steps = 0
  const told = new Map<string, number>()
  const written = new Map<string, number>()
  const count = (counts: Map<string, number>, name: string): void => {
    const one = (counts.get(name) ?? 0) + 1
    counts.set(name, one)
    if (one > mostSteps) throw new Flood()
  }
  /** What is ended now is ended by us. */
  let isOver = false
  const processes = await hosts.ready(nodeNamesOf(options))
  const disks = new Map<string, Map<string, Json>>()
  const lives = new Map<string, number>()
  const stage = new Stage({
    time,
    workload,
    options,
    plan,
    observe: (passed) => {
      if (passed.what === 'sent') count(written, senderOf(passed))
      trace.add(passed)
      watcher?.passes(passed)
    },
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
            told.set(name, (told.get(name) ?? 0) + 1)
            if (steps > mostSteps) throw new Flood()
          },
          onSight: (sight) => (isOver ? undefined : watcher?.sees(name, time.nowUs(), sight)),
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
    else if (error instanceof Flood) stage.slip(floodSlip(told, written, passed, time.nowUs()))
    else throw error
  }
  isOver = true
  await stage.end()
  return { ...stage.seen(), traceHash: trace.digest(), steps, lastedUs: time.nowUs() }
}

function circleSlip(passed: readonly Passed[], atUs: number): Slip {
  const last = lastHeard(passed)
  const node = last?.dest ?? ''
  const text = `${node} and others went on for ever at ${(atUs / 1e6).toFixed(3)} s, without any time passing: is a message handed on in a circle?`
  return { kind: 'stuck', node, atUs, text, excerpt: excerpt(JSON.stringify(last ?? null)) }
}

type Counts = ReadonlyMap<string, number>

function floodSlip(told: Counts, written: Counts, passed: readonly Passed[], atUs: number): Slip {
  const [[node, count] = ['', 0]] = [...told].sort(([, one], [, other]) => other - one)
  const [[writer, messages] = ['', 0]] = [...written].sort(([, one], [, other]) => other - one)
  const last = lastHeard(passed.filter(({ message: { dest } }) => dest === node))
  if (messages > count) {
    const text = `${writer} wrote ${messages} messages by ${(atUs / 1e6).toFixed(3)} s, and no run may have more: send fewer`
    return { kind: 'too-much', node: writer, atUs, text, excerpt: excerpt(JSON.stringify(last ?? null)) }
  }
  const all = [...told.values()].reduce((sum, one) => sum + one, 0)
  const text = `${node} was told ${count} of ${all} events by ${(atUs / 1e6).toFixed(3)} s, and no run may have more: send fewer messages, or set slower timers`
  return { kind: 'too-much', node, atUs, text, excerpt: excerpt(JSON.stringify(last ?? null)) }
}

/** The last message that a node received. */
function lastHeard(passed: readonly Passed[]): Message | undefined {
  return passed.findLast(({ what, message: { dest } }) => what === 'received' && !isClient(dest))?.message
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
