import { Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { confirm } from '../../src/cli/confirm.ts'
import { counted } from '../../src/lib/counted.ts'

export default class ProgressReset extends BaseCommand {
  static override readonly summary = 'begin anew, with all of your progress or with a topic'

  static override readonly description = [
    'Copies all of your progress to backups/ first and says where; then takes out everything, or what is about one topic.',
    'Asks on a terminal; elsewhere it needs --yes.',
    'To undo it: compendium progress import BACKUP',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --topic circuit-breaker --yes',
  ]

  static override readonly flags = {
    topic: Flags.string({ helpValue: 'SLUG', description: 'only what is about this topic' }),
    yes: Flags.boolean({ description: 'do not ask' }),
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(ProgressReset)
    const { resetProgress, toReset } = await import('../../src/learning/reset.ts')
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const about = flags.topic === undefined ? '' : ` about ${flags.topic}`
    const { length } = await toReset(flags.topic, context)
    if (length === 0) return this.nothing(`There is no progress${about}: nothing was reset.`)
    const question = `Take out ${counted(length, 'event')}${about}? A backup is made first.`
    if (!(await confirm(question, { yes: flags.yes, json: this.jsonEnabled() })))
      return this.nothing('Nothing was reset.')
    const { removed, backup } = await resetProgress(flags.topic, context)
    this.log(`${counted(removed, 'event')}${about} taken out. The backup is ${backup}`)
    this.log(`Undo it: compendium progress import ${backup}`)
    return { removed, backup }
  }

  private nothing(message: string): object {
    this.log(message)
    return { removed: 0, backup: null }
  }
}
