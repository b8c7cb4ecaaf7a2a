import path from 'node:path'
import { Args } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { counted } from '../../src/lib/counted.ts'

export default class ProgressBackup extends BaseCommand {
  static override readonly summary = 'copy your progress to a file, also while you work'

  static override readonly description = [
    'Writes a database with all of your progress as it is at one moment.',
    'Without FILE it goes to backups/ beside the store, by the day.',
    'A file that is there is never overwritten.',
    'To restore: compendium progress import FILE',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> /media/stick/progress.db',
  ]

  static override readonly args = {
    file: Args.string({ description: 'file to write (default: one named by the day)' }),
  }

  async run(): Promise<object> {
    const { args } = await this.parse(ProgressBackup)
    const { backupProgress } = await import('../../src/learning/backup.ts')
    const file = args.file === undefined ? undefined : path.resolve(process.cwd(), args.file)
    const backup = await backupProgress(file, {
      nowMs: Date.now(),
      warn: (message) => void this.warn(message),
    })
    if (backup === undefined) {
      this.log('There is no progress yet: no backup was written.')
      return { file: null, events: 0 }
    }
    this.log(`${counted(backup.ids.length, 'event')} written to ${backup.file}`)
    return { file: backup.file, events: backup.ids.length }
  }
}
