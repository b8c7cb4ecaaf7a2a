import { Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'

export default class ClassroomGradebook extends BaseCommand {
  static override readonly summary = 'show the points of all learners in all assignments'

  static override readonly description =
    'With --csv in the columns that Canvas imports. Points are those of the best attempt in time, of 100.'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --csv > gradebook.csv',
  ]

  static override readonly flags = {
    csv: Flags.boolean({ description: 'print it as CSV, for a spreadsheet or a learning platform' }),
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(ClassroomGradebook)
    const { classResults } = await import('../../src/learning/classroom/results.ts')
    const { POINTS_POSSIBLE } = await import('../../src/learning/classroom/grade-work.ts')
    const { gradebookCsv, gradebookOf, gradebookText } = await import('../../src/report/gradebook.ts')
    const gradebook = gradebookOf(await classResults(), POINTS_POSSIBLE)
    if (flags.csv && !this.jsonEnabled()) process.stdout.write(gradebookCsv(gradebook))
    else this.log(gradebookText(gradebook))
    return gradebook
  }
}
