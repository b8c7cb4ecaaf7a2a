import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { UserError } from '../src/lib/user-error.ts'
import { searchWords } from '../src/messages/search/index.ts'
import { outputShape } from '../src/platform/terminal.ts'
import type { Explanation } from '../src/search/explain.ts'
import type { SearchData } from '../src/search/load.ts'
import type { Wording } from '../src/search/worded/word-answer.ts'

export default class Explain extends BaseCommand {
  static override readonly summary = 'say what an error text, a log or a question points to'

  static override readonly description = [
    'Answers from the corpus, offline: probable causes, how to tell them apart, what to do, and the patterns with the sections of their lessons, simulations and exercises.',
    'The text is given as words, or piped in: logs and stack traces are cut down to their most telling lines.',
    'A program in Python, TypeScript or JavaScript that is named by its file is looked through for risky lines, each with why it is one and what to do; nothing of it is run.',
    'The exit status is 0 when something is found, also when it is only the nearest, which is said; and 3 when the corpus says nothing about it.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> "etcdserver: leader changed"',
    '<%= config.bin %> <%= command.id %> two workers hold the same lock',
    'kubectl logs my-pod | <%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> worker.py',
  ]

  static override readonly strict = false

  static override readonly args = {
    text: Args.string({
      description: 'error text, question or file of a program; standard input when there is none, or -',
    }),
  }

  static override readonly flags = {
    limit: Flags.integer({
      helpValue: 'N',
      min: 1,
      max: 50,
      default: 5,
      description: 'at most so many patterns',
    }),
    llm: Flags.boolean({
      description:
        'have the model that COMPENDIUM_LLM_BASE_URL and COMPENDIUM_LLM_MODEL name word the answer: sends it the lines read and the passages found',
    }),
  }

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(Explain)
    const words = argv.map(String)
    const [word = ''] = words
    if (words.length === 1 && /[./\\]/.test(word)) {
      const { namesCode } = await import('../src/risks/explain-code.ts')
      if (await namesCode(word)) return this.code(word, flags.llm)
    }
    const text = await this.input(words)
    const { loadSearch } = await import('../src/search/load.ts')
    const { explain } = await import('../src/search/explain.ts')
    const data = loadSearch()
    const explanation = explain(text, data, { limit: flags.limit })
    const wording = flags.llm ? await this.wording(explanation, data) : undefined
    if (!this.jsonEnabled()) {
      const look = { ...outputShape(), color: this.colorLevel }
      const { answerText } = await import('../src/report/answer-text.ts')
      const { wordedText } = await import('../src/report/worded-text.ts')
      const worded = wording !== undefined && 'worded' in wording ? wording.worded : undefined
      this.log(worded === undefined ? answerText(explanation, look) : wordedText(worded, look))
    }
    this.setExit(explanation.patterns.length > 0 ? ExitCode.pass : ExitCode.inconclusive)
    const { answerJson } = await import('../src/report/answer-json.ts')
    const { conceptData } = await import('../src/search/terms-named.ts')
    return { ...answerJson(explanation), concepts: explanation.concepts.map(conceptData), ...wording }
  }

  /** Says what is sent before it is, and why the answer of the corpus is shown if it comes to that. */
  private async wording(explanation: Explanation, data: SearchData): Promise<Wording> {
    const { chatEndpoint } = await import('../src/platform/chat-endpoint.ts')
    const endpoint = chatEndpoint()
    const { worded: say } = searchWords()
    if (explanation.patterns.length === 0) return { problem: say.nothing }
    const { wordAnswer } = await import('../src/search/worded/word-answer.ts')
    this.warn(say.sends({ lines: explanation.lines.length, host: endpoint.host, model: endpoint.model }))
    const wording = await wordAnswer(explanation, data, endpoint)
    if ('problem' in wording) this.warn(say.corpusAlone(wording))
    return wording
  }

  /** Found or not, the file was looked through: that is what was asked for. */
  private async code(file: string, llm: boolean): Promise<object> {
    if (llm) {
      throw new UserError(searchWords().worded.noProgram, {
        code: 'no-llm-for-code',
        next: [`compendium explain ${file}`],
      })
    }
    const { explainCode } = await import('../src/risks/explain-code.ts')
    const { loadSearch } = await import('../src/search/load.ts')
    const { remedies, ...report } = await explainCode(file)
    const patterns = loadSearch().index.items.filter(({ kind }) => kind === 'pattern')
    const items = new Map(patterns.map((item) => [item.slug, item]))
    if (!this.jsonEnabled()) {
      const { risksText } = await import('../src/report/risks-text.ts')
      this.log(risksText({ ...report, remedies }, items, { ...outputShape(), color: this.colorLevel }))
    }
    const results = remedies.map(({ slug, score }) => ({
      ...{ slug, kind: 'pattern', title: items.get(slug)?.title ?? slug, score },
    }))
    return { ...report, results }
  }

  private async input(words: readonly string[]): Promise<string> {
    const isPiped = words.length === 0 ? process.stdin.isTTY !== true : words.length === 1 && words[0] === '-'
    const text = isPiped ? await this.piped() : words.join(' ')
    if (text.trim() !== '') return text
    const { answer: say } = searchWords()
    throw new UserError(say.noText, { code: 'no-text', next: [say.give, say.pipe] })
  }

  private async piped(): Promise<string> {
    const { readBeginning } = await import('../src/platform/read-beginning.ts')
    const { text, isCut } = await readBeginning(process.stdin)
    if (isCut) this.warn(searchWords().answer.cut)
    return text
  }
}
