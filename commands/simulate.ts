import { requireReporters } from '../src/cli/reporter.ts'
import { seedProgress } from '../src/cli/seed-progress.ts'
import { simulateArgs, simulateFlags } from '../src/cli/simulate-flags.ts'
import { SimulationCommand } from '../src/cli/simulation-command.ts'
import { exportSimulation, parseExports } from '../src/cli/simulation-exports.ts'
import type { NodesFlags } from '../src/grading/cluster/watch/nodes-request.ts'
import { callWords } from '../src/messages/calls/index.ts'
import { isInteractive, outputShape, requireTerminal } from '../src/platform/terminal.ts'
import type { CompareRequest } from '../src/simulation/compare.ts'
import type { SimulationOutcome, SimulationRequest } from '../src/simulation/request.ts'

type NodesCall = NodesFlags &
  Readonly<Record<string, unknown>> & {
    readonly seed?: string | undefined
    readonly seeds?: string | undefined
    readonly save?: string | undefined
    readonly 'no-save': boolean
    readonly interactive?: boolean | undefined
  }

export default class Simulate extends SimulationCommand {
  static override readonly summary = 'run a deterministic simulation and judge it'

  static override readonly description =
    `Runs a model of a system in virtual time: the same seed gives the same run on every machine.
Invariants are always checked; --assert adds assertions. A bound such as p99<250ms is judged by the 95 %
confidence interval of the mean over the seeds. The exit status is 1 when something is broken, 3 when too
little was shown, and the report ends with the command that runs the failing seed again. The first failing
run is made small and written to a file that --replay runs again.`

  // What is made of the flags would name each that excludes another.
  static override readonly usage = [
    '<%= command.id %> [SCENARIO|FILE] [FLAGS]',
    '<%= command.id %> --replay FILE',
    '<%= command.id %> --list [SCENARIO]',
    '<%= command.id %> --schema',
  ]

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> circuit-breaker',
    "<%= config.bin %> <%= command.id %> circuit-breaker --seeds 100 --assert 'p99<250ms' --assert 'without.p99 > p99'",
    '<%= config.bin %> <%= command.id %> circuit-breaker --set reset_timeout_ms=1s --set retries=3',
    "<%= config.bin %> <%= command.id %> raft --seeds 2000 --assert 'within 5s after heal: recovered'",
    '<%= config.bin %> <%= command.id %> circuit-breaker --mutant ignores-trial-limit',
    '<%= config.bin %> <%= command.id %> circuit-breaker --sweep retries=0..5 --seeds 20',
    '<%= config.bin %> <%= command.id %> --replay .compendium/raft-17-0a1b2c3d.json',
    '<%= config.bin %> <%= command.id %> ./my-model.ts --seeds 100',
    '<%= config.bin %> <%= command.id %> raft --with ./my_raft.py',
    '<%= config.bin %> <%= command.id %> --list',
  ]

  static override readonly args = simulateArgs
  static override readonly flags = simulateFlags

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Simulate)
    const reporters = flags.reporter ?? []
    if (flags.schema) return this.schema()
    if (flags.list) return this.list(args.scenario)
    requireReporters(reporters)
    const exports = parseExports(flags.export ?? [])
    if (flags.interactive && !this.jsonEnabled()) requireTerminal('--interactive', [callWords().printInstead])
    if (flags.with !== undefined) return this.nodes(args.scenario, { ...flags, with: flags.with })
    const request: SimulationRequest = {
      ...flags,
      scenario: args.scenario,
      settings: flags.set ?? [],
      assertions: flags.assert ?? [],
      assertionsFile: flags.assertions,
      maxEvents: flags['max-events'],
      save: this.saveTo(flags),
      cwd: process.cwd(),
      version: this.config.version,
      afterSeeds: seedProgress(),
    }
    const many =
      flags.seeds ??
      flags.export ??
      flags.shard ??
      flags.sweep ??
      flags.assert ??
      flags.assertions ??
      flags.reporter
    const plain = many ?? flags.replay
    const onScreen = (flags.interactive ?? (plain === undefined && isInteractive())) && !this.jsonEnabled()
    if (onScreen && many === undefined && (await this.watched(request, flags.replay)) !== undefined) return {}
    if (flags.sweep !== undefined) return this.compare({ ...request, sweeps: flags.sweep })
    const outcome = await this.outcomeOf(request, flags.replay)
    await this.note(outcome.scenario.id, outcome.sweep.seeds)
    this.setVerdict(outcome)
    if (onScreen && !(await this.replay(outcome, request))) return {}
    const report = await this.report(outcome, reporters)
    return exports.length === 0 ? report : { ...report, exports: await this.export(exports, outcome) }
  }

  /** The learner's own nodes: on the screen, or graded as `test` grades them. */
  private async nodes(id: string | undefined, flags: NodesCall): Promise<object> {
    const { gradeNamed, nodesRequest } = await import('../src/grading/cluster/watch/nodes-request.ts')
    const { parseSeeds } = await import('../src/simulation/seeds.ts')
    const place = { save: this.saveTo(flags), cwd: process.cwd() }
    const request = await nodesRequest(id, flags, parseSeeds(flags.seed, flags.seeds), place)
    const onScreen =
      (flags.interactive ?? (flags.seeds === undefined && isInteractive())) && !this.jsonEnabled()
    if (onScreen) {
      const { watchNodesOf } = await import('../src/ui/watch-nodes.ts')
      const { exitCode, text } = await watchNodesOf(request, this.colorLevel)
      process.exitCode = exitCode
      if (text !== '') this.log(text)
      return {}
    }
    const { drawRun } = await import('../src/report/cluster/pictures.ts')
    const { phaseLine } = await import('../src/cli/phase-line.ts')
    const grade = await gradeNamed(request, Date.now(), { draw: drawRun, onPhase: phaseLine() })
    this.setVerdict(grade)
    const { clusterLines } = await import('../src/report/cluster-text.ts')
    const { clusterJson } = await import('../src/report/cluster/cluster-json.ts')
    this.log(clusterLines(grade, { ...outputShape(), color: this.colorLevel }).join('\n'))
    return clusterJson(grade)
  }

  private async note(scenario: string | undefined, seeds: number): Promise<void> {
    const { noteSimulation } = await import('../src/learning/note-simulation.ts')
    await noteSimulation(scenario, seeds, { nowMs: Date.now(), warn: (message) => void this.warn(message) })
  }

  private async compare(request: CompareRequest): Promise<object> {
    const { compare } = await import('../src/simulation/compare.ts')
    const comparison = await compare(request)
    const { comparisonText } = await import('../src/report/comparison-text.ts')
    const { comparisonJson, comparisonVerdict } = await import('../src/report/comparison-json.ts')
    const { version } = this.config
    this.setVerdict({ verdict: comparisonVerdict(comparison) })
    this.log(comparisonText(comparison, { ...outputShape(), color: this.colorLevel, version }))
    return comparisonJson(comparison, version)
  }

  private async outcomeOf(request: SimulationRequest, file: string | undefined): Promise<SimulationOutcome> {
    if (file === undefined) return (await import('../src/simulation/simulate.ts')).simulate(request)
    const { replay } = await import('../src/simulation/replay.ts')
    return replay({ file, scenario: request.scenario, cwd: request.cwd, maxEvents: request.maxEvents })
  }

  /** Gives the exit status; undefined when there is no cluster to be watched. */
  private async watched(request: SimulationRequest, file?: string): Promise<number | undefined> {
    const { watchSimulation } = await import('../src/ui/watch-simulation.ts')
    const outcome = await watchSimulation(request, this.colorLevel, file)
    if (outcome === undefined) return undefined
    if (outcome.touched) await this.note(request.scenario, 1)
    process.exitCode = outcome.exitCode
    if (outcome.text !== '') this.log(outcome.text)
    return outcome.exitCode
  }

  /** False when Ctrl-C ended it: who presses that wants no report either. */
  private async replay(outcome: SimulationOutcome, request: SimulationRequest): Promise<boolean> {
    const { scenario, shown } = outcome
    const { EXIT_INTERRUPTED, showSimulation } = await import('../src/ui/index.ts')
    if (scenario.traced) {
      const { seeds: _seeds, ...one } = request
      const faults = request.faults ?? 'swarm'
      if ((await this.watched({ ...one, seed: `${shown.result.seed}`, faults })) === EXIT_INTERRUPTED)
        return false
      this.setVerdict(outcome)
      return true
    }
    const { ending } = await showSimulation({
      stdin: process.stdin,
      stdout: process.stdout,
      color: this.colorLevel,
      unicode: outputShape().unicode,
      scenario,
      result: shown.result,
      summary: shown.told,
    })
    if (ending !== 'interrupted') return true
    process.exitCode = EXIT_INTERRUPTED
    return false
  }

  private async export(exports: ReturnType<typeof parseExports>, outcome: SimulationOutcome) {
    const files = await exportSimulation(exports, outcome, {
      version: this.config.version,
      record: async ({ scenario, shown }, title) => {
        const { recordSimulation } = await import('../src/ui/screens/simulation/record-simulation.ts')
        return recordSimulation({ scenario, result: shown.result, summary: shown.told }, title)
      },
    })
    for (const file of files) this.log(callWords().written({ file }))
    return files
  }

  private async schema(): Promise<object> {
    const { simulationJsonSchema } = await import('../src/report/simulation-schema.ts')
    const schema = simulationJsonSchema()
    this.log(JSON.stringify(schema, null, 2))
    return schema
  }

  private async list(name: string | undefined): Promise<object> {
    const { loadScenarios, requireScenario } = await import('../src/simulation/registry.ts')
    const { scenarioIndexText, scenarioListText } = await import('../src/report/scenario-list-text.ts')
    const { scenariosJson } = await import('../src/report/simulation-json.ts')
    const scenarios = name === undefined ? await loadScenarios() : [await requireScenario(name)]
    const text = name === undefined ? scenarioIndexText : scenarioListText
    this.log(text(scenarios, { ...outputShape(), color: this.colorLevel }))
    return scenariosJson(scenarios)
  }
}
