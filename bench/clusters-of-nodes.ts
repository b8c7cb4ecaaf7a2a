// A learner's cluster as it is graded: Raft in Python in virtual time, one run and many seeds; and echo in real time at
// a high rate.
import path from 'node:path'
import process from 'node:process'
import { judgeRun } from '../src/grading/cluster/judged-run.ts'
import { DEFAULTS, VIRTUAL_DEFAULTS } from '../src/grading/cluster/options.ts'
import { prepareNode } from '../src/grading/cluster/real/prepare-node.ts'
import { runCluster } from '../src/grading/cluster/real/run.ts'
import { sweep } from '../src/grading/cluster/steps/sweep.ts'
import { Trials } from '../src/grading/cluster/steps/trial.ts'
import { echo } from '../src/grading/cluster/workloads/echo.ts'
import { linKv } from '../src/grading/cluster/workloads/lin-kv.ts'
import { isFault } from '../src/grading/fault.ts'
import { languageById } from '../src/grading/languages.ts'
import { coreCount } from '../src/platform/clock.ts'
import { stayOnOneCore } from '../src/platform/one-core.ts'

const CONTENT = path.resolve(import.meta.dirname, '..', 'content', 'clusters')
const SECONDS = 60
const SEEDS = 40
/** An operation is two messages. */
const RATE = 1000

async function prepared(exercise: string, file: string, mode: 'real' | 'steps') {
  const python = languageById('python')
  if (python === undefined) throw new Error('there is no Python')
  const made = await prepareNode(path.join(CONTENT, exercise, 'solution', 'python', file), python, mode)
  if (isFault(made)) throw new Error(made.message)
  return made
}

/** Simulated seconds a minute, and events of nodes a second, of five servers and twenty operations a second. */
async function raft(): Promise<object> {
  const made = await prepared('raft', 'raft.py', 'steps')
  const { release } = await stayOnOneCore()
  const trials = new Trials(made.program, linKv)
  const options = { ...VIRTUAL_DEFAULTS, nodeCount: 5, timeLimitMs: 1000 * SECONDS }
  try {
    await trials.run({ options: { ...options, timeLimitMs: 5000 }, plan: {} })
    const fromMs = performance.now()
    const { run, verdict } = await trials.run({ options, plan: {} })
    const seconds = (performance.now() - fromMs) / 1000
    const simulatedSPerMin = (60 * run.lastedUs) / 1e6 / seconds
    return { simulatedSPerMin, stepsPerS: run.steps / seconds, verdict }
  } finally {
    await trials.stop()
    await release()
    made.dispose()
  }
}

/** Simulated seconds a minute of a sweep over seeds: one after the other, and on all cores. */
async function seeds(): Promise<object> {
  const made = await prepared('raft', 'raft.py', 'steps')
  const cores = coreCount()
  const { others, release } = await stayOnOneCore()
  const options = { ...VIRTUAL_DEFAULTS, nodeCount: 5, nemesis: ['partition', 'kill'] as const, seeds: SEEDS }
  const swept = async (jobs: number) => {
    const trials = new Trials(made.program, linKv)
    const help = { program: made.program, jobs, cores, others }
    const fromMs = performance.now()
    const { verdict } = await sweep({ trials, options, kept: [], help, onPhase: () => {} })
    const minutes = (performance.now() - fromMs) / 60_000
    await trials.stop()
    return { simulatedSPerMin: trials.simulatedUs / 1e6 / minutes, verdict }
  }
  try {
    return { cores, alone: await swept(1), together: await swept(cores) }
  } finally {
    await release()
    made.dispose()
  }
}

/** How long clients wait for an answer of a node that does nothing but answer. */
async function echoes(): Promise<object> {
  const made = await prepared('echo', 'echo.py', 'real')
  const options = {
    ...DEFAULTS,
    workload: 'echo',
    nodeCount: 1,
    rate: RATE,
    concurrency: 20,
    timeLimitMs: 5000,
  }
  try {
    const run = await runCluster(made.program, echo, options)
    const judgedFromMs = performance.now()
    const { stats, verdict } = await judgeRun(echo, options, run)
    return {
      latencyMs: stats.latencyMs,
      messages: stats.messages.clients,
      verdictMs: performance.now() - judgedFromMs,
      verdict,
    }
  } finally {
    made.dispose()
  }
}

const KINDS: Readonly<Record<string, () => Promise<object>>> = { raft, seeds, echo: echoes }
const measured = KINDS[process.argv[2] ?? '']
if (measured === undefined) throw new Error('name what is to be measured')
measured().then(
  (result) => process.stdout.write(JSON.stringify(result)),
  (error: unknown) => {
    process.exitCode = 1
    process.stderr.write(String(error))
  },
)
