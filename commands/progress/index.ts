import { Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { loadIndex } from '../../src/corpus/corpus.ts'
import { localDate } from '../../src/platform/local-day.ts'
import { outputShape, wantsLinear } from '../../src/platform/terminal.ts'
import type { SectionId } from '../../src/report/progress-text.ts'

const SECTIONS = [
  ...['overview', 'topics', 'concepts', 'patterns', 'clusters', 'days', 'recall', 'paths'],
] as readonly SectionId[]

export default class Progress extends BaseCommand {
  static override readonly summary = 'show what you have read, answered and solved'

  static override readonly description = [
    'Progress is kept in progress.db in $COMPENDIUM_HOME, else in compendium/ in the XDG data directory.',
    'A topic is reading, then read (the lesson, to its end), quizzed (every question answered) and passed (a program of yours was graded pass).',
    'Time counts from one deed to the next where that took at most ten minutes, so it is the least that you spent.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --section recall',
    '<%= config.bin %> <%= command.id %> --plain',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  static override readonly flags = {
    section: Flags.option({
      helpValue: 'SECTION',
      options: SECTIONS,
      description: 'one part of it (default: an overview)',
      default: 'overview' as SectionId,
      noCacheDefault: true,
    })(),
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(Progress)
    const { loadDashboard } = await import('../../src/learning/dashboard/load.ts')
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const { progress, dashboard, reviewsDue, mastery } = await loadDashboard(
      context,
      process.env['COMPENDIUM_RETENTION'],
    )
    if (!this.jsonEnabled()) {
      const { progressText } = await import('../../src/report/progress-text.ts')
      const { messagesIn } = await import('../../src/messages/catalogue.ts')
      const { progressMessages } = await import('../../src/messages/progress/index.ts')
      const { localeOf } = await import('../../src/messages/locale.ts')
      const words = await messagesIn(progressMessages, localeOf(process.env))
      const look = { ...outputShape(), color: this.colorLevel, words, plain: wantsLinear() }
      const firstTopic = loadIndex().items[0]?.slug
      const text = { ...look, firstTopic, date: localDate, reviewsDue }
      this.log(progressText(dashboard, progress, flags.section, text))
    }
    return { ...progress, reviewsDue, mastery, dashboard }
  }
}
