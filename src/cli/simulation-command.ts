import { ExitCode } from '../lib/exit-code.ts'
import { isUserError } from '../lib/user-error.ts'
import { outputShape } from '../platform/terminal.ts'
import type { SimulationOutcome } from '../report/simulation-json.ts'
import { BaseCommand } from './base-command.ts'
import { reportSimulation } from './simulation-reporters.ts'

const SAVE_TO = '.compendium'

const EXIT = {
  pass: ExitCode.pass,
  weak: ExitCode.inconclusive,
  inconclusive: ExitCode.inconclusive,
  fail: ExitCode.fail,
} as const

/** What the commands that end with the verdict of a simulation share. */
export abstract class SimulationCommand extends BaseCommand {
  /** Where a shrunk run goes; undefined for nowhere. */
  protected saveTo(flags: {
    readonly save?: string | undefined
    readonly 'no-save': boolean
  }): string | undefined {
    return flags['no-save'] ? undefined : (flags.save ?? SAVE_TO)
  }

  protected setVerdict({ verdict }: Pick<SimulationOutcome, 'verdict'>): void {
    this.setExit(EXIT[verdict])
  }

  /** Prints the report, writes those that were asked for beside it, and returns what `--json` prints. */
  protected async report(outcome: SimulationOutcome, reporters: readonly string[]): Promise<object> {
    const { simulationText } = await import('../report/simulation-text.ts')
    const { simulationJson } = await import('../report/simulation-json.ts')
    const { version } = this.config
    for (const note of outcome.notes) this.warn(note)
    this.log(simulationText(outcome, { ...outputShape(), color: this.colorLevel, version }))
    const stream = this.jsonEnabled() ? process.stderr : process.stdout
    const to = { version, write: (line: string) => void stream.write(`${line}\n`) }
    await reportSimulation(reporters, outcome, to).catch((error) => this.unwritten(error))
    return simulationJson(outcome, version)
  }

  /** The verdict is printed all the same. */
  private unwritten(error: unknown): void {
    if (!isUserError(error)) throw error
    this.warn([error.message, ...error.next].join('\n  '))
    this.setExit(error.exitCode)
  }
}
