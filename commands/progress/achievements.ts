import { BaseCommand } from '../../src/cli/base-command.ts'
import { loadAchievements } from '../../src/corpus/achievements.ts'
import { achievementsOf } from '../../src/learning/achievements/achievements.ts'
import { eventsOrNone } from '../../src/learning/load-progress.ts'
import { localDate, localDay } from '../../src/platform/local-day.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class ProgressAchievements extends BaseCommand {
  static override readonly summary = 'list what you have earned, and how to earn the rest'

  static override readonly description = [
    'Each achievement is earned by evidence in the log of your progress: what you read, answered and had graded.',
    'One that is earned stays earned, on whatever machine the log came together.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  async run(): Promise<object> {
    await this.parse(ProgressAchievements)
    const { localeOf } = await import('../../src/messages/locale.ts')
    const locale = localeOf(process.env)
    const events = await eventsOrNone({
      nowMs: Date.now(),
      warn: (message: string) => void this.warn(message),
    })
    const achievements = achievementsOf(loadAchievements(locale), events, localDay)
    if (!this.jsonEnabled()) {
      const { achievementsText } = await import('../../src/report/achievements-text.ts')
      const { messagesIn } = await import('../../src/messages/catalogue.ts')
      const { progressMessages } = await import('../../src/messages/progress/index.ts')
      const words = await messagesIn(progressMessages, locale)
      this.log(
        achievementsText(achievements, {
          ...outputShape(),
          color: this.colorLevel,
          words,
          date: localDate,
        }),
      )
    }
    return achievements
  }
}
