import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { UserError } from '../src/lib/user-error.ts'
import { outputShape } from '../src/platform/terminal.ts'
import type { Explanation } from '../src/search/explain.ts'
import { conceptData } from '../src/search/terms-named.ts'

export default class Explain extends BaseCommand {
  static override readonly summary = 'say what an error text, a log or a question points to'

  static override readonly description = [
    'Answers from the corpus, offline: probable causes, how to tell them apart, what to do, and the patterns with the sections of their lessons, simulations and exercises.',
    'The text is given as words, or piped in: logs and stack traces are cut down to their most telling lines.',
    'The exit status is 0 when something is found, also when it is only the nearest, which is said; and 3 when the corpus says nothing about it.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> "etcdserver: leader changed"',
    '<%= config.bin %> <%= command.id %> two workers hold the same lock',
    'kubectl logs my-pod | <%= config.bin %> <%= command.id %>',
  ]

  static override readonly strict = false

  static override readonly args = {
    text: Args.string({ description: 'error text or question; standard input when there is none, or -' }),
  }

  static override readonly flags = {
    limit: Flags.integer({
      helpValue: 'N',
      min: 1,
      max: 50,
      default: 5,
      description: 'at most so many patterns',
    }),
  }

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(Explain)
    const text = await this.input(argv.map(String))
    const { loadSearch } = await import('../src/search/load.ts')
    const { explain } = await import('../src/search/explain.ts')
    const explanation = explain(text, loadSearch(), { limit: flags.limit })
    if (!this.jsonEnabled()) {
      const { answerText } = await import('../src/report/answer-text.ts')
      this.log(answerText(explanation, { ...outputShape(), color: this.colorLevel }))
    }
    this.setExit(explanation.patterns.length > 0 ? ExitCode.pass : ExitCode.inconclusive)
    return answerData(explanation)
  }

  private async input(words: readonly string[]): Promise<string> {
    const isPiped = words.length === 0 ? process.stdin.isTTY !== true : words.length === 1 && words[0] === '-'
    const text = isPiped ? await this.piped() : words.join(' ')
    if (text.trim() !== '') return text
    throw new UserError('There is no text to explain.', {
      code: 'no-text',
      next: [
        'Give it: compendium explain "etcdserver: leader changed"',
        'Or pipe it in: compendium explain < app.log',
      ],
    })
  }

  private async piped(): Promise<string> {
    const { readBeginning } = await import('../src/platform/read-beginning.ts')
    const { text, isCut } = await readBeginning(process.stdin)
    if (isCut) this.warn('only the first 4 MiB of the input were read')
    return text
  }
}

function answerData({ confident, causes, patterns, corrections, lines, concepts }: Explanation): object {
  return {
    confident,
    results: patterns.map(({ item, score, citation, passage }) => ({
      ...{ slug: item.slug, kind: item.kind, title: item.title, score, citation },
      ...{ description: item.description, short: item.short !== undefined },
      ...(passage === undefined ? {} : { passage }),
      ...(item.open === undefined ? {} : { lesson: item.open }),
      ...(item.simulation === undefined ? {} : { simulation: item.simulation }),
      ...(item.exercise === undefined ? {} : { exercise: item.exercise }),
    })),
    causes,
    concepts: concepts.map(conceptData),
    lines,
    corrections,
  }
}
