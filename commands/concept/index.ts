import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { loadGlossary } from '../../src/corpus/corpus.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class ConceptCommand extends BaseCommand {
  static override readonly strict = false

  static override readonly summary = 'say what a term means, what it builds on and what builds on it'

  static override readonly description = [
    'The definition, the terms to know before, what comes after, where it is taught, and how well you know it.',
    'A name may be an id, a title or another name that people use. Without a name: all terms, area by area.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> write skew',
    '<%= config.bin %> <%= command.id %> --area consensus',
    '<%= config.bin %> <%= command.id %> quorum --json',
  ]

  static override readonly args = {
    name: Args.string({ description: 'a term; several words need no quotes' }),
  }

  static override readonly flags = {
    area: Flags.string({ helpValue: 'AREA', description: 'the terms of one area, with their definitions' }),
  }

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(ConceptCommand)
    const name = argv.join(' ').trim()
    return name === '' ? this.list(flags.area) : this.show(name)
  }

  private async list(wanted: string | undefined): Promise<object> {
    const all = loadGlossary()
    const { requireArea } = await import('../../src/corpus/glossary/glossary.ts')
    const area = wanted === undefined ? undefined : requireArea(wanted, all)
    const concepts = area === undefined ? all : all.filter((one) => one.area === area)
    if (!this.jsonEnabled()) {
      const { areaText, conceptListText } = await import('../../src/report/concept-list-text.ts')
      const look = { ...outputShape(), color: this.colorLevel }
      this.log(area === undefined ? conceptListText(concepts, look) : areaText(area, concepts, look))
    }
    return { total: concepts.length, concepts }
  }

  private async show(name: string): Promise<object> {
    const { loadStanding } = await import('../../src/learning/items/load-standing.ts')
    const { conceptPage } = await import('../../src/corpus/glossary/concept-page.ts')
    const { loadGraph, loadPapers } = await import('../../src/corpus/corpus.ts')
    const page = conceptPage(name, loadGlossary(), loadGraph(), loadPapers())
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const { standing } = await loadStanding(context)
    const mastery = standing.mastery.get(page.concept.id) ?? null
    if (!this.jsonEnabled()) {
      const { conceptText } = await import('../../src/report/concept-text.ts')
      this.log(conceptText(page, mastery, { ...outputShape(), color: this.colorLevel }))
    }
    return { ...page, mastery }
  }
}
