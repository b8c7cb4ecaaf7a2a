import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { loadPapers } from '../src/corpus/corpus.ts'
import { outputShape } from '../src/platform/terminal.ts'

export default class Papers extends BaseCommand {
  static override readonly strict = false

  static override readonly summary = 'list papers to read, by topic or by words'

  static override readonly description = [
    'A topic such as consensus, or words of titles, authors and concepts. Those to begin with come first, with a star, a reason and how hard they are; then the newest.',
    'Without words and filters: the topics.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> consensus --starred',
    '<%= config.bin %> <%= command.id %> lamport',
    '<%= config.bin %> <%= command.id %> --since 2020 --limit 50 --json',
  ]

  static override readonly args = {
    words: Args.string({ description: 'a topic, or words; several need no quotes' }),
  }

  static override readonly flags = {
    starred: Flags.boolean({ description: 'only those to begin with' }),
    since: Flags.integer({ helpValue: 'YEAR', description: 'of this year or later' }),
    until: Flags.integer({ helpValue: 'YEAR', description: 'of this year or earlier' }),
    limit: Flags.integer({ helpValue: 'N', min: 1, default: 10, description: 'at most so many' }),
  }

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(Papers)
    const { filterPapers, topicsOf } = await import('../src/corpus/glossary/paper.ts')
    const { limit, ...filter } = flags
    const words = argv.join(' ').trim()
    const all = loadPapers()
    const found = filterPapers(all, { ...filter, words })
    const topics = topicsOf(all)
    const papers = found.slice(0, limit)
    const isOverview =
      words === '' && !flags.starred && flags.since === undefined && flags.until === undefined
    if (!this.jsonEnabled()) {
      const { paperListText, paperTopicsText } = await import('../src/report/papers-text.ts')
      const look = { ...outputShape(), color: this.colorLevel }
      this.log(isOverview ? paperTopicsText(topics, look) : paperListText(papers, found.length, look))
    }
    return { found: found.length, papers, topics }
  }
}
