import { BaseCommand } from '../../src/cli/base-command.ts'
import { loadIndex } from '../../src/corpus/corpus.ts'
import { eventsOrNone, progressOf } from '../../src/learning/load-progress.ts'
import { localDate } from '../../src/platform/local-day.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class Progress extends BaseCommand {
  static override readonly summary = 'show what you have read, answered and solved'

  static override readonly description = [
    'Progress is kept in progress.db in $COMPENDIUM_HOME, else in compendium/ in the XDG data directory.',
    'A topic is reading, then read (the lesson, to its end), quizzed (every question answered) and passed (a program of yours was graded pass).',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  async run(): Promise<object> {
    await this.parse(Progress)
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const events = await eventsOrNone(context)
    const progress = progressOf(events, context.nowMs)
    const { reviewOf } = await import('../../src/learning/review/load.ts')
    const { retentionOf } = await import('../../src/learning/review/scheduler.ts')
    const retention = retentionOf(process.env['COMPENDIUM_RETENTION'])
    const { due } = reviewOf(events, retention, context.nowMs)
    if (!this.jsonEnabled()) {
      const { progressText } = await import('../../src/report/progress-text.ts')
      const firstTopic = loadIndex().items[0]?.slug
      const look = { ...outputShape(), color: this.colorLevel }
      this.log(progressText(progress, { ...look, firstTopic, date: localDate, reviewsDue: due.length }))
    }
    return { ...progress, reviewsDue: due.length }
  }
}
