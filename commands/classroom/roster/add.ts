import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../../src/cli/base-command.ts'

export default class ClassroomRosterAdd extends BaseCommand {
  static override readonly summary = 'put a learner on the roster of the class'

  static override readonly description = [
    'LEARNER is the identity under which they record progress: their user name, or what they set COMPENDIUM_LEARNER to.',
    'For somebody who is on the roster it changes the name.',
  ].join(' ')

  static override readonly examples = ['<%= config.bin %> <%= command.id %> ada --name "Ada Lovelace"']

  static override readonly args = {
    learner: Args.string({ description: 'identity of the learner', required: true }),
  }

  static override readonly flags = {
    name: Flags.string({ helpValue: 'NAME', description: 'what people call them (default: the identity)' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ClassroomRosterAdd)
    const { addToRoster } = await import('../../../src/learning/classroom/roster.ts')
    const learner = await addToRoster(args.learner, flags.name, Date.now())
    this.log(`${learner.id} is on the roster.`)
    return learner
  }
}
