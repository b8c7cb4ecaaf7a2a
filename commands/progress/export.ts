import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { exportProgress, logText, writeLog } from '../../src/learning/exchange.ts'

export default class ProgressExport extends BaseCommand {
  static override readonly summary = 'write your progress as JSON, to keep or to import elsewhere'

  static override readonly description = [
    'Prints the whole log, or writes it to FILE.',
    'The same progress gives the same bytes.',
    'A file that is there is not overwritten without --force.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> progress.json',
    '<%= config.bin %> <%= command.id %> progress.json --force',
    '<%= config.bin %> <%= command.id %> > progress.json',
  ]

  static override readonly args = {
    file: Args.string({ description: 'file to write (default: standard output)' }),
  }

  static override readonly flags = {
    force: Flags.boolean({ description: 'replace the file if it is there' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ProgressExport)
    const log = await exportProgress((message) => void this.warn(message))
    if (args.file === undefined || args.file === '-') {
      this.log(logText(log).trimEnd())
      return log
    }
    await writeLog(log, path.resolve(process.cwd(), args.file), flags.force)
    this.log(`${log.events.length} events written to ${args.file}`)
    return { file: args.file, events: log.events.length }
  }
}
