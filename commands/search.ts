import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { DIFFICULTIES } from '../src/corpus/topic.ts'
import { UserError } from '../src/lib/user-error.ts'
import { searchWords } from '../src/messages/search/index.ts'
import { outputShape } from '../src/platform/terminal.ts'
import { conceptData } from '../src/search/terms-named.ts'

export default class Search extends BaseCommand {
  static override readonly summary = 'find patterns, exercises, questions and terms by words'

  static override readonly description = [
    'Looks through lessons, short entries of patterns that have no lesson yet, and exercises on clusters, and prints what fits best, with the sentence that says it.',
    'Product names and parts of error texts are understood, and words may be mistyped.',
    'Terms of the glossary that the words name are explained besides. With --kind it also finds exercises, simulations, questions of quizzes and concepts on their own.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> retry storm',
    '<%= config.bin %> <%= command.id %> thundering herd --kind pattern --category scaling',
    '<%= config.bin %> <%= command.id %> leader election --kind exercise --json',
  ]

  static override readonly strict = false

  static override readonly args = {
    words: Args.string({ description: 'what to look for; several words need no quotes', required: true }),
  }

  static override readonly flags = {
    kind: Flags.string({
      helpValue: 'KIND',
      description: 'pattern, axiom, law, pillar, exercise, simulation, question or concept',
    }),
    difficulty: Flags.option({ options: DIFFICULTIES, description: 'only of this difficulty' })(),
    category: Flags.string({ helpValue: 'NAME', description: 'only of this category, such as resilience' }),
    limit: Flags.integer({ helpValue: 'N', min: 1, max: 100, default: 5, description: 'at most so many' }),
  }

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(Search)
    const words = argv.join(' ').slice(0, 10_000)
    const { loadSearch } = await import('../src/search/load.ts')
    const { search } = await import('../src/search/search.ts')
    const data = loadSearch()
    const { kind, difficulty, category, limit } = flags
    const items = () => [...data.whole.items, ...data.concepts.items]
    requireKnown('kind', kind, () => items().map((item) => item.kind))
    requireKnown('category', category, () => items().flatMap((item) => item.category ?? []))
    const wanted = {
      ...(kind === undefined ? {} : { kind }),
      ...(difficulty === undefined ? {} : { difficulty }),
      ...(category === undefined ? {} : { category }),
    }
    const result = search(words, { ...wanted, limit }, data)
    if (!this.jsonEnabled()) {
      const { searchText } = await import('../src/report/search-text.ts')
      const { printable } = await import('../src/lib/printable.ts')
      this.log(searchText(printable(words), result, { ...outputShape(), color: this.colorLevel }))
    }
    return {
      query: words,
      results: result.results.map(({ item, score, passage }) => ({
        ...{ slug: item.slug, kind: item.kind, title: item.title, score },
        ...{ description: item.description, short: item.short !== undefined },
        ...(passage === undefined ? {} : { passage }),
        ...(item.open === undefined ? {} : { open: item.open }),
      })),
      concepts: result.concepts.map(conceptData),
      total: result.total,
      corrections: result.corrections,
    }
  }
}

type Named = 'kind' | 'category'

function requireKnown(flag: Named, name: string | undefined, all: () => readonly string[]): void {
  if (name === undefined) return
  const known = new Set(all())
  if (known.has(name)) return
  const say = searchWords()
  throw new UserError(say.unknown[flag]({ name }), {
    code: `unknown-${flag}`,
    next: [say.oneOf({ names: [...known].sort().join(', ') })],
  })
}
