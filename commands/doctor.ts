import { Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { isInteractive, outputShape } from '../src/platform/terminal.ts'

export default class Doctor extends BaseCommand {
  static override readonly summary = 'look whether everything works here, and mend what can be mended'

  static override readonly description = [
    'Looks at the store of your progress and what is in it, the corpus, the cache, the disk, the terminal, the languages of the exercises, the variables that are set and the database of your class.',
    'With --fix it mends what can be mended without losing anything: a damaged store is kept as it is, what can be read in it goes into a new one, and nothing is taken out without a backup.',
    'The exit status is 1 when an error is left.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --fix',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  static override readonly flags = {
    fix: Flags.boolean({ description: 'mend what can be mended' }),
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(Doctor)
    const { examine } = await import('../src/doctor/examine.ts')
    const { doctorText } = await import('../src/report/doctor-text.ts')
    const shape = outputShape()
    const examination = await examine(
      {
        nowMs: Date.now(),
        warn: (message) => void this.warn(message),
        version: this.config.version,
        env: process.env,
      },
      {
        isInteractive: isInteractive(),
        columns: process.stdout.columns,
        rows: process.stdout.rows,
        shape,
        color: this.colorLevel,
        kind: process.env['TERM'],
      },
      flags.fix,
    )
    // Of what is piped, a finding stays a line.
    const width = process.stdout.isTTY === true ? shape.width : undefined
    this.log(doctorText(examination, { ...shape, width, color: this.colorLevel }))
    this.setExit(examination.ok ? ExitCode.pass : ExitCode.fail)
    return examination
  }
}
