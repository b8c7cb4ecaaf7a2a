import { Args } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'

export default class ClassroomExport extends BaseCommand {
  static override readonly summary = 'print all that the class holds of a learner, as JSON'

  static override readonly description = 'For the learner, who may ask for it.'

  static override readonly examples = ['<%= config.bin %> <%= command.id %> ada > ada.json']

  static override readonly args = {
    learner: Args.string({ description: 'identity of the learner', required: true }),
  }

  async run(): Promise<object> {
    const { args } = await this.parse(ClassroomExport)
    const { exportLearner } = await import('../../src/learning/classroom/own-data.ts')
    const data = { schemaVersion: 1, ...(await exportLearner(args.learner)) }
    this.log(JSON.stringify(data, null, 2))
    return data
  }
}
