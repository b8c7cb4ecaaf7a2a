import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { confirm } from '../../src/cli/confirm.ts'
import { counted } from '../../src/lib/counted.ts'

export default class ClassroomErase extends BaseCommand {
  static override readonly summary = 'erase all that the class holds of a learner'

  static override readonly description = [
    'Takes out their place on the roster, everything that they recorded, and assignments that were set to nobody else.',
    'There is no way back: export it first if they want it. Asks on a terminal; elsewhere it needs --yes.',
  ].join(' ')

  static override readonly examples = ['<%= config.bin %> <%= command.id %> ada']

  static override readonly args = {
    learner: Args.string({ description: 'identity of the learner', required: true }),
  }

  static override readonly flags = {
    yes: Flags.boolean({ description: 'do not ask' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ClassroomErase)
    const { eraseLearner, exportLearner } = await import('../../src/learning/classroom/own-data.ts')
    const { learner, events } = await exportLearner(args.learner)
    const question = `Erase ${learner} with ${counted(events.length, 'event')}, for good?`
    if (!(await confirm(question, { yes: flags.yes, json: this.jsonEnabled() }))) {
      this.log('Nothing was erased.')
      return { learner, events: 0, assignments: 0 }
    }
    const erased = await eraseLearner(learner)
    this.log(`${learner} is erased: ${counted(erased.events, 'event')}.`)
    return erased
  }
}
