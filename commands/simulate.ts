import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { junitFile, writeJUnit } from '../src/cli/reporter.ts'
import { seedProgress } from '../src/cli/seed-progress.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { isUserError } from '../src/lib/user-error.ts'
import { isInteractive, outputShape, requireTerminal } from '../src/platform/terminal.ts'
import type { SimulationOutcome } from '../src/simulation/simulate.ts'

const PRINT_INSTEAD = 'Print the report instead: leave it out, or say --no-interactive'

const EXIT = {
  pass: ExitCode.pass,
  weak: ExitCode.inconclusive,
  inconclusive: ExitCode.inconclusive,
  fail: ExitCode.fail,
} as const

const repeated = { multiple: true, multipleNonGreedy: true } as const

export default class Simulate extends BaseCommand {
  static override readonly summary = 'run a deterministic simulation and judge it'

  static override readonly description =
    `Runs a model of a system in virtual time: the same seed gives the same run on every machine.
Invariants are always checked; --assert adds bounds on metrics, judged on every seed. The exit status is 1
when one is broken, and the report ends with the command that runs the failing seed again.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> circuit-breaker',
    "<%= config.bin %> <%= command.id %> circuit-breaker --seeds 100 --assert 'p99<250ms' --assert 'without.p99 > p99'",
    '<%= config.bin %> <%= command.id %> circuit-breaker --set reset_timeout_ms=1s --set retries=3',
    '<%= config.bin %> <%= command.id %> circuit-breaker --mutant ignores-trial-limit',
    '<%= config.bin %> <%= command.id %> --list',
  ]

  static override readonly args = {
    scenario: Args.string({ description: 'simulation to run, or to list, such as circuit-breaker' }),
  }

  static override readonly flags = {
    seed: Flags.string({ helpValue: 'SEED', description: 'the one seed to run (default: 1)' }),
    seeds: Flags.string({ helpValue: 'N|A..B', description: 'seeds to run: N for 1 to N, or A..B' }),
    assert: Flags.string({
      ...repeated,
      helpValue: 'BOUND',
      description: 'a bound that must hold on every seed, such as p99<250ms',
    }),
    set: Flags.string({ ...repeated, helpValue: 'NAME=VALUE', description: 'a parameter and its value' }),
    mutant: Flags.string({ helpValue: 'MUTANT', description: 'run the version with this mistake in it' }),
    reporter: Flags.string({
      helpValue: 'junit=FILE',
      description: 'also write a report in the format of JUnit',
    }),
    list: Flags.boolean({ description: 'list simulations with their parameters, metrics and mutants' }),
    interactive: Flags.boolean({
      allowNo: true,
      description: 'replay the run on the screen first (default: on a terminal, when nothing is asserted)',
    }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Simulate)
    if (flags.list) return this.list(args.scenario)
    if (flags.reporter !== undefined) junitFile(flags.reporter)
    if (flags.interactive && !this.jsonEnabled()) requireTerminal('--interactive', [PRINT_INSTEAD])
    const plain = flags.seeds ?? flags.assert ?? flags.reporter
    const onScreen = flags.interactive ?? (plain === undefined && isInteractive())
    const { simulate } = await import('../src/simulation/simulate.ts')
    const outcome = await simulate({
      scenario: args.scenario,
      seed: flags.seed,
      seeds: flags.seeds,
      settings: flags.set ?? [],
      assertions: flags.assert ?? [],
      mutant: flags.mutant,
      afterSeeds: seedProgress(),
    })
    this.setExit(EXIT[outcome.verdict])
    if (onScreen && !this.jsonEnabled() && !(await this.replay(outcome))) return {}
    return this.report(outcome, flags.reporter)
  }

  /** False when Ctrl-C ended it: who presses that wants no report either. */
  private async replay({ scenario, shown }: SimulationOutcome): Promise<boolean> {
    const { EXIT_INTERRUPTED, showSimulation } = await import('../src/ui/index.ts')
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

  private async report(outcome: SimulationOutcome, reporter: string | undefined): Promise<object> {
    const { simulationText } = await import('../src/report/simulation-text.ts')
    const { simulationJson } = await import('../src/report/simulation-json.ts')
    const { simulationSuite } = await import('../src/report/simulation-junit.ts')
    const { version } = this.config
    this.log(simulationText(outcome, { ...outputShape(), color: this.colorLevel, version }))
    if (reporter !== undefined) {
      await writeJUnit(reporter, simulationSuite(outcome, version), process.cwd()).catch((error) =>
        this.unwritten(error),
      )
    }
    return simulationJson(outcome, version)
  }

  /** The verdict is printed all the same. */
  private unwritten(error: unknown): void {
    if (!isUserError(error)) throw error
    this.warn([error.message, ...error.next].join('\n  '))
    this.setExit(error.exitCode)
  }

  private async list(name: string | undefined): Promise<object> {
    const { loadScenarios, requireScenario } = await import('../src/simulation/registry.ts')
    const { scenarioListText } = await import('../src/report/scenario-list-text.ts')
    const { scenariosJson } = await import('../src/report/simulation-json.ts')
    const scenarios = name === undefined ? await loadScenarios() : [await requireScenario(name)]
    this.log(scenarioListText(scenarios, { ...outputShape(), color: this.colorLevel }))
    return scenariosJson(scenarios)
  }
}
