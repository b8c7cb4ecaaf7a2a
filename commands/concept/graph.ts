import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { loadGlossary } from '../../src/corpus/corpus.ts'
import type { ConceptDrawing } from '../../src/corpus/glossary/draw-concepts.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class ConceptGraphCommand extends BaseCommand {
  static override readonly strict = false

  static override readonly summary = 'draw what a term builds on and what builds on it'

  static override readonly description = [
    'Drawn from what is needed, above, to what needs it, below; where that is too wide, as an indented list.',
    'Without a name: which areas of the glossary build on which; with another format than text, all terms.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> raft --up --depth 2',
    '<%= config.bin %> <%= command.id %> vector clock',
    '<%= config.bin %> <%= command.id %> --format dot > concepts.dot',
  ]

  static override readonly args = {
    name: Args.string({ description: 'a term; several words need no quotes' }),
  }

  static override readonly flags = {
    depth: Flags.integer({ helpValue: 'N', min: 1, max: 20, default: 2, description: 'so many steps away' }),
    up: Flags.boolean({ description: 'only what it builds on', exclusive: ['down'] }),
    down: Flags.boolean({ description: 'only what builds on it' }),
    format: Flags.option({
      options: ['text', 'mermaid', 'dot', 'json'] as const,
      default: 'text',
      description: 'json is the same as --json',
    })(),
  }

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(ConceptGraphCommand)
    const { drawConcepts } = await import('../../src/corpus/glossary/draw-concepts.ts')
    const { depth, format } = flags
    const shape = outputShape()
    const reach = { depth, up: !flags.down, down: !flags.up }
    const drawing = drawConcepts(argv.join(' ').trim(), loadGlossary(), { ...reach, width: shape.width })
    const result = { focus: drawing.focus ?? null, ...drawing.data }
    if (format === 'json' && !this.jsonEnabled()) this.logJson(this.toSuccessJson(result))
    else if (!this.jsonEnabled()) this.log(await this.text(drawing, format))
    return result
  }

  private async text(drawing: ConceptDrawing, format: 'text' | 'mermaid' | 'dot' | 'json'): Promise<string> {
    if (format === 'mermaid') return drawing.mermaid()
    if (format === 'dot') return drawing.dot()
    const { conceptGraphText } = await import('../../src/report/concept-graph-text.ts')
    return conceptGraphText(drawing, { ...outputShape(), color: this.colorLevel })
  }
}
