import { Command, Flags } from '@oclif/core'
import type { ExitCode } from '../lib/exit-code.ts'
import { localeOf } from '../messages/locale.ts'
import { speakOfUsage } from '../messages/usage/index.ts'
import { imposePlain } from '../platform/terminal.ts'
import { type ColorLevel, colorFlag, colorLevel, imposeColorLevel } from './color.ts'
import { SCHEMA_VERSION } from './schema-version.ts'
import { showError } from './show-error.ts'
import { usageMistake } from './usage-error.ts'

/**
 * What all commands share. A command parses its flags, calls one function of `src/`, prints the
 * result with `this.log` (silent under `--json`), sets `process.exitCode` and returns the object
 * that `--json` prints.
 */
export abstract class BaseCommand extends Command {
  static override readonly enableJsonFlag = true

  static override readonly baseFlags = {
    color: Flags.boolean({
      allowNo: true,
      description: 'colour the output (default: when it goes to a terminal and NO_COLOR is unset)',
      helpGroup: 'GLOBAL',
    }),
    json: Flags.boolean({
      description: 'print the result as one JSON object',
      helpGroup: 'GLOBAL',
    }),
    plain: Flags.boolean({
      description:
        'lines of text alone: no colour, no drawing, no screen (default: for a screen reader or a dumb terminal)',
      helpGroup: 'GLOBAL',
    }),
  }

  /** How much colour this run may use; hand it to whatever draws. */
  protected colorLevel: ColorLevel = 0

  override async init(): Promise<void> {
    await super.init()
    // oclif takes what is piped for the first argument that is missing, however much it is: a command reads its input itself.
    for (const arg of Object.values(this.ctor.args)) arg.ignoreStdin = true
    await this.speak()
    const plain = this.argv.includes('--plain')
    if (plain) imposePlain(process.env)
    this.colorLevel = colorLevel({
      plain,
      flag: colorFlag(this.argv),
      env: process.env,
      isTerminal: process.stdout.isTTY === true,
    })
    imposeColorLevel(this.colorLevel, process.env)
  }

  /** English is loaded with whoever speaks it; another language before anything is said. */
  private async speak(): Promise<void> {
    const locale = localeOf(process.env)
    await speakOfUsage(locale)
    if (locale === 'en') return
    const { speakOfAll } = await import('../messages/speak-of-all.ts')
    await speakOfAll(locale, this.id ?? '')
  }

  /** A message for the person at the terminal; never part of the result. */
  override warn(input: Error | string): Error | string {
    const message = typeof input === 'string' ? input : input.message
    process.stderr.write(`compendium: ${message}\n`)
    return input
  }

  override logJson(json: unknown): void {
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`)
  }

  protected override toSuccessJson(result: unknown): unknown {
    return { schemaVersion: SCHEMA_VERSION, ...(result as object) }
  }

  protected override async catch(error: Error & { exitCode?: number }): Promise<unknown> {
    process.exitCode = showError(error, {
      json: this.jsonEnabled(),
      schemaVersion: SCHEMA_VERSION,
      command: this.id ?? '',
      usage: usageMistake,
    })
    return undefined
  }

  protected setExit(code: ExitCode): void {
    process.exitCode = code
  }
}
