import { Args } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { importProgress } from '../../src/learning/exchange.ts'

export default class ProgressImport extends BaseCommand {
  static override readonly summary = 'add progress that was exported or backed up, here or on another machine'

  static override readonly description = [
    'Adds the events that are not here yet and changes none that are, so that importing twice is the same as once.',
    'If the file is wrong anywhere, nothing is imported.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> progress.json',
    '<%= config.bin %> <%= command.id %> ~/.local/share/compendium/backups/progress-2026-11-21-1.db',
    '$ ssh laptop compendium progress export | <%= config.bin %> <%= command.id %> -',
  ]

  static override readonly args = {
    file: Args.string({ description: 'file to read, or - for standard input', required: true }),
  }

  async run(): Promise<object> {
    const { args } = await this.parse(ProgressImport)
    const outcome = await importProgress(args.file, process.cwd(), (message) => void this.warn(message))
    this.log(`${outcome.added} of ${outcome.total} events were new.`)
    return outcome
  }
}
