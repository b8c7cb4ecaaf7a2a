import { BaseCommand } from '../../../src/cli/base-command.ts'

export default class ClassroomRosterList extends BaseCommand {
  static override readonly summary = 'list the learners of the class, and who else has recorded something'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  async run(): Promise<object> {
    await this.parse(ClassroomRosterList)
    const { readRoster } = await import('../../../src/learning/classroom/roster.ts')
    const { rosterText } = await import('../../../src/report/classroom-text.ts')
    const { localDate } = await import('../../../src/platform/local-day.ts')
    const roster = await readRoster()
    this.log(rosterText(roster, localDate))
    return roster
  }
}
