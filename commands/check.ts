import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import { chooseChecker } from '../src/checkers/choose.ts'
import { MODELS } from '../src/checkers/registry.ts'
import type { CheckResult } from '../src/checkers/verdict.ts'
import { BaseCommand } from '../src/cli/base-command.ts'
import { type Export, type ExportKinds, readExports, writeOnce } from '../src/cli/export-files.ts'
import { pairOperations } from '../src/history/pair.ts'
import { type FailMeaning, HistoryReader, type LoadedHistory } from '../src/history/read-history.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { isUserError, UserError } from '../src/lib/user-error.ts'
import { readChunks } from '../src/platform/read-chunks.ts'
import { UnreadableText } from '../src/platform/read-text.ts'

export default class Check extends BaseCommand {
  static override readonly summary = 'judge the history of a run: is it consistent?'

  static override readonly description =
    `Reads a history as Jepsen, Maelstrom or Porcupine write it (EDN, JSON, logs; - for standard input) and judges it by a model.
Exits 0 when it is valid, 1 when not, 3 when that is unknown.

Models:
${Object.entries(MODELS)
  .map(([name, { title }]) => `  ${name.padEnd(17)}${title}`)
  .join('\n')}`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> history.edn --model cas-register',
    '<%= config.bin %> <%= command.id %> history.jsonl --model kv --json',
    '<%= config.bin %> <%= command.id %> history.edn --model cas-register --export svg=stale.svg --export html',
  ]

  static override readonly args = {
    file: Args.string({ description: 'the history', required: true }),
  }

  static override readonly flags = {
    model: Flags.string({ char: 'm', description: 'what the history is a history of', required: true }),
    consistency: Flags.string({
      description:
        'what to hold it to (default: the strictest); those of a model are listed where one is named that it has not',
    }),
    budget: Flags.integer({ description: 'steps of search before the answer is unknown', min: 1 }),
    keyed: Flags.boolean({
      allowNo: true,
      description: 'values are pairs of key and value (default: seen from the history)',
    }),
    'fail-means': Flags.option({
      options: ['no-effect', 'refused'] as const,
      description:
        'what a failed cas tells: nothing, or that the value was another (default: refused in logs of Jepsen)',
    })(),
    witness: Flags.boolean({ description: 'show an order that explains a valid history' }),
    export: Flags.string({
      helpValue: 'svg|html|edn|jsonl[=FILE]',
      description:
        'write the smallest part that fails, of a valid history all of it: a picture, a page, or a history again',
      multiple: true,
      multipleNonGreedy: true,
    }),
    all: Flags.boolean({
      description: 'export the whole history, also of one that fails',
      dependsOn: ['export'],
    }),
    ascii: Flags.boolean({ description: 'draw with characters that every terminal has' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Check)
    const { file } = args
    const exports = readExports<Format>(flags.export ?? [], EXPORTS)
    const { check, consistency } = await chooseChecker(flags.model, flags.consistency)
    const history = await load(file, flags['fail-means'])
    for (const note of history.notes) this.warn(`${file}: ${note}`)
    const result: CheckResult = await about(file, async () =>
      check(pairOperations(history.events), {
        consistency,
        ...(flags.budget === undefined ? {} : { budget: flags.budget }),
        ...(flags.keyed === undefined ? {} : { keyed: flags.keyed }),
        witness: flags.witness,
      }),
    )
    const exported = await exportAll(exports, { file, result, history, isWhole: flags.all })
    this.setExit(
      { true: ExitCode.pass, false: ExitCode.fail, unknown: ExitCode.inconclusive }[
        String(result.valid) as 'true'
      ],
    )
    if (this.jsonEnabled()) {
      const { checkJson } = await import('../src/report/check-json.ts')
      return {
        file,
        format: history.format,
        consistency,
        notes: history.notes,
        ...checkJson(result),
        ...exported,
      }
    }
    const { gradingWords } = await import('../src/messages/grading/index.ts')
    const { checkText } = await import('../src/report/check-text.ts')
    const width = process.stdout.columns ?? 80
    for (const line of checkText(result, { color: this.colorLevel, width, ascii: flags.ascii }))
      this.log(line)
    const { history: words } = gradingWords()
    for (const name of exported.exported ?? []) process.stderr.write(`${words.wrote({ file: name })}\n`)
    return {}
  }
}

type Format = 'svg' | 'html' | 'edn' | 'jsonl'

const EXPORTS: ExportKinds<Format> = {
  formats: ['svg', 'html', 'edn', 'jsonl'],
  example: 'svg=history.svg',
  byExtension: true,
}

interface Judged {
  readonly file: string
  readonly result: CheckResult
  readonly history: LoadedHistory
  /** Whether all of a history that fails is wanted. */
  readonly isWhole: boolean
}

/** Gives the names of the files. @throws UserError (exit 2) when a file cannot be written, or holds something else. */
async function exportAll(
  exports: readonly Export<Format>[],
  judged: Judged,
): Promise<{ readonly exported?: readonly string[] }> {
  const exported: string[] = []
  for (const { format, file } of exports) {
    const name = file ?? defaultName(judged, format)
    await writeOnce(name, await contentOf(format, judged), process.cwd())
    exported.push(name)
  }
  return exported.length === 0 ? {} : { exported }
}

function defaultName({ file, result, isWhole }: Judged, format: Format): string {
  const base = file === '-' ? 'history' : path.basename(file).replace(/\.[^.]*$/, '')
  const isPart = result.counterexample !== undefined && !isWhole
  // A history of all events could be the very file that was read.
  return `${base}${isPart ? '-counterexample' : '-timeline'}.${format}`
}

async function contentOf(format: Format, { file, result, history, isWhole }: Judged): Promise<string> {
  const all = pairOperations(history.events)
  const shown = isWhole ? all : (result.counterexample ?? all)
  if (format === 'edn' || format === 'jsonl') {
    const { eventsOf, historyEdn, historyJsonLines } = await import('../src/history/write-history.ts')
    const events = shown === all ? history.events : eventsOf(shown)
    return format === 'edn' ? historyEdn(events) : historyJsonLines(events)
  }
  const focus = shown === all ? (result.counterexample ?? []).map(({ call }) => call) : []
  const picture = { operations: shown, focus }
  const title = `${file === '-' ? 'History' : path.basename(file)}, ${result.model}`
  if (format === 'svg') {
    const { historySvg } = await import('../src/report/history/history-svg.ts')
    return historySvg(picture, { title })
  }
  const { historyHtml } = await import('../src/report/history/history-html.ts')
  const verdict = { true: 'VALID', false: 'NOT VALID', unknown: 'UNKNOWN' }[String(result.valid) as 'true']
  const facts = [`${verdict}: ${result.reason}`, `${shown.length} of ${all.length} operations`]
  return historyHtml(picture, { title, facts, stories: [] })
}

async function load(file: string, failMeans: FailMeaning | undefined): Promise<LoadedHistory> {
  const reader = new HistoryReader(failMeans === undefined ? {} : { failMeans })
  return about(file, async () => {
    for await (const bytes of readChunks(file)) reader.push(bytes)
    return reader.end()
  })
}

/** What goes wrong with the file is told with its name. */
async function about<T>(file: string, deed: () => Promise<T>): Promise<T> {
  try {
    return await deed()
  } catch (error) {
    if (error instanceof UnreadableText) {
      throw new UserError(`${file} ${error.message}.`, { code: 'unreadable-history', cause: error })
    }
    if (!isUserError(error)) throw error
    throw new UserError(`${file}: ${error.message}`, {
      code: error.code,
      next: error.next,
      exitCode: error.exitCode,
    })
  }
}
