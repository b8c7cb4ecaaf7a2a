import { Args } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { contentDir, contentFlags } from '../../src/cli/content-flags.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class ContentAnalyze extends BaseCommand {
  static override readonly summary =
    'say what lessons talk about, how hard they are, and what they leave open'

  static override readonly description = [
    'Finds the concepts of the glossary in the text, computes a difficulty by the formula in docs/content.md and compares it with the declared one,',
    'the time to read, the longest chain of prerequisites, diagrams and tables, and gaps: concepts that are used but neither taught nor needed before.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> quorum-read-write --json',
  ]

  static override readonly args = { item: Args.string({ description: 'one lesson, by its slug' }) }

  static override readonly flags = contentFlags

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ContentAnalyze)
    const { readContent } = await import('../../src/authoring/content.ts')
    const { analyzeContent } = await import('../../src/authoring/analyze/analyze.ts')
    const result = analyzeContent(await readContent(contentDir(flags.dir)), args.item)
    if (!this.jsonEnabled()) {
      const { analyzeText } = await import('../../src/report/content/analyze-text.ts')
      this.log(analyzeText(result, { ...outputShape(), color: this.colorLevel }))
    }
    return result
  }
}
