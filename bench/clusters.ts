// Clusters, measured in CPU time: messages of Raft per second, seeds per second, what a recording costs,
// a large SWIM, and whether memory stays flat. Prints its rates as JSON.
import { resolveParameters } from '../src/simulation/kernel/parameters.ts'
import type { RunOptions, Scenario } from '../src/simulation/kernel/scenario.ts'
import { scenario as raft } from '../src/simulation/scenarios/raft/scenario.ts'
import { scenario as swim } from '../src/simulation/scenarios/swim/scenario.ts'

const ROUNDS = 7
/** RaftScope's constants: messages take 10 to 15 ms, elections begin after 100 to 200 ms, 10 commands a second. */
const RAFTSCOPE = ['latency_min_ms=10', 'latency_max_ms=15', 'election_timeout_ms=100', 'read_share=0']

const [messagesPerS, seedsPerS] = best(
  () => runs(raft, 40, ['duration_ms=60s', ...RAFTSCOPE], { faults: [] }).messages,
  () => runs(raft, 200, [], {}).seeds,
)
const [plain, recorded] = best(
  () => runs(raft, 60, [], {}).seeds,
  () => runs(raft, 60, [], { tracing: true }).seeds,
)
const filmMs = filmOf(20)
const swimCpuS = cpuS(() => runs(swim, 1, ['members=1000', 'duration_ms=60s'], {}))
const memory = [300, 300, 300, 300].map(heapAfter)

process.stdout.write(
  JSON.stringify({
    messagesPerS,
    seedsPerS,
    recordingCosts: plain / recorded,
    filmMs,
    swimCpuS,
    heapGrowth: (memory.at(-1) ?? 0) / (memory[1] ?? 1),
  }),
)

function runs(scenario: Scenario, count: number, settings: readonly string[], options: RunOptions) {
  const parameters = resolveParameters(scenario.parameters, settings)
  let messages = 0
  for (let seed = 1; seed <= count; seed += 1) {
    messages += scenario.run(seed, parameters, options).metrics['messages'] ?? 0
  }
  return { messages, seeds: count }
}

/** What it takes to make the trace of a run that is done, on average; it holds every message and every look. */
function filmOf(seeds: number): number {
  const parameters = resolveParameters(raft.parameters, [])
  const done = Array.from({ length: seeds }, (_, n) => raft.run(n + 1, parameters, { tracing: true }))
  return (1000 * cpuS(() => done.map(({ trace }) => trace))) / seeds
}

/** In turns; the best round is the one that was disturbed least. */
function best(first: () => number, second: () => number): [number, number] {
  let rates: [number, number] = [0, 0]
  for (let round = 0; round < ROUNDS; round += 1) {
    rates = [Math.max(rates[0], rate(first)), Math.max(rates[1], rate(second))]
  }
  return rates
}

function rate(work: () => number): number {
  let done = 0
  const seconds = cpuS(() => {
    done = work()
  })
  return done / seconds
}

function cpuS(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

function heapAfter(seeds: number): number {
  runs(raft, seeds, [], {})
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}
