import { Args } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'

export default class ClassroomUnassign extends BaseCommand {
  static override readonly summary = 'take an assignment back'

  static override readonly description = 'What the learners did stays.'

  static override readonly examples = ['<%= config.bin %> <%= command.id %> 3']

  static override readonly args = {
    number: Args.integer({
      description: 'number of the assignment',
      required: true,
      min: 1,
      max: 2_147_483_647,
    }),
  }

  async run(): Promise<object> {
    const { args } = await this.parse(ClassroomUnassign)
    const { unassign } = await import('../../src/learning/classroom/assignments.ts')
    await unassign(args.number)
    this.log(`Assignment ${args.number} is taken back.`)
    return { removed: args.number }
  }
}
