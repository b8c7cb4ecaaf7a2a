import { Flags } from '@oclif/core'
import { BaseCommand } from '../../../src/cli/base-command.ts'
import { contentDir, contentFlags } from '../../../src/cli/content-flags.ts'
import { outputShape } from '../../../src/platform/terminal.ts'

export default class ContentIndex extends BaseCommand {
  static override readonly summary = 'list the content by concept, difficulty, technology or use case'

  static override readonly description = [
    'By concept: what teaches, practises or needs it. By technology: the products that lessons name, and short entries that speak of them.',
    'By use case: when lessons and short entries say that they are for you, in their words.',
    '--json gives by and entries: key, title, items.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> --by technology',
    '<%= config.bin %> <%= command.id %> --by concept --json',
  ]

  static override readonly flags = {
    ...contentFlags,
    by: Flags.string({
      description: 'what to list it by',
      options: ['concept', 'difficulty', 'technology', 'use-case'],
      required: true,
    }),
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(ContentIndex)
    const { readContent } = await import('../../../src/authoring/content.ts')
    const { INDEX_KEYS, indexContent } = await import('../../../src/authoring/index/index-content.ts')
    const by = INDEX_KEYS.find((key) => key === flags.by) ?? 'concept'
    const index = indexContent(await readContent(contentDir(flags.dir)), by)
    if (!this.jsonEnabled()) {
      const { contentIndexText } = await import('../../../src/report/content/index-text.ts')
      this.log(contentIndexText(index, { ...outputShape(), color: this.colorLevel }))
    }
    return index
  }
}
