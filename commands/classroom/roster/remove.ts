import { Args } from '@oclif/core'
import { BaseCommand } from '../../../src/cli/base-command.ts'

export default class ClassroomRosterRemove extends BaseCommand {
  static override readonly summary = 'take a learner off the roster'

  static override readonly description =
    'What they did stays, and counts again when they are put back. To take that out as well: compendium classroom erase'

  static override readonly examples = ['<%= config.bin %> <%= command.id %> ada']

  static override readonly args = {
    learner: Args.string({ description: 'identity of the learner', required: true }),
  }

  async run(): Promise<object> {
    const { args } = await this.parse(ClassroomRosterRemove)
    const { removeFromRoster } = await import('../../../src/learning/classroom/roster.ts')
    const removed = await removeFromRoster(args.learner)
    this.log(`${removed} is off the roster.`)
    return { removed }
  }
}
