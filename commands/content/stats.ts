import { BaseCommand } from '../../src/cli/base-command.ts'
import { contentDir, contentFlags } from '../../src/cli/content-flags.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class ContentStats extends BaseCommand {
  static override readonly summary = 'count what the corpus holds, beside what it is to hold'

  static override readonly description = [
    'Counts lessons, short entries, concepts, incidents, words, diagrams, tables, insights, questions and exercises, from the files themselves.',
    'Targets are those of content/targets.yaml, each with the plan that named it. A pattern is whole when `content audit` finds nothing missing.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  static override readonly flags = contentFlags

  async run(): Promise<object> {
    const { flags } = await this.parse(ContentStats)
    const { readContent } = await import('../../src/authoring/content.ts')
    const { contentStats } = await import('../../src/authoring/stats/stats.ts')
    const stats = await contentStats(await readContent(contentDir(flags.dir)))
    if (!this.jsonEnabled()) {
      const { contentStatsText } = await import('../../src/report/content/stats-text.ts')
      this.log(contentStatsText(stats, { ...outputShape(), color: this.colorLevel }))
    }
    return stats
  }
}
