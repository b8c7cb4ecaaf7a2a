import { Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'

export default class ClassroomResults extends BaseCommand {
  static override readonly summary = 'show what came of the assignments, learner by learner'

  static override readonly description = [
    'passed: in time. late: passed, but only after it was due. tried: never passed. missing: never tried.',
    'Points are those of the best attempt in time: 100 for a pass, else the share of its checks that passed.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --assignment 3 --json',
  ]

  static override readonly flags = {
    assignment: Flags.integer({
      helpValue: 'NUMBER',
      min: 1,
      max: 2_147_483_647,
      description: 'only this one',
    }),
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(ClassroomResults)
    const { classResults } = await import('../../src/learning/classroom/results.ts')
    const { resultsText } = await import('../../src/report/classroom-text.ts')
    const { localMinute } = await import('../../src/platform/local-time.ts')
    const found = await classResults(flags.assignment)
    this.log(resultsText(found, localMinute))
    return {
      assignments: found.assignments.map((one) => ({ ...one, to: one.to ?? null })),
      results: found.results,
    }
  }
}
