import { Args, Flags } from '@oclif/core'
import { chooseChecker } from '../src/checkers/choose.ts'
import { MODELS } from '../src/checkers/registry.ts'
import type { CheckResult } from '../src/checkers/verdict.ts'
import { BaseCommand } from '../src/cli/base-command.ts'
import { pairOperations } from '../src/history/pair.ts'
import { type FailMeaning, HistoryReader, type LoadedHistory } from '../src/history/read-history.ts'
import { ExitCode } from '../src/lib/exit-code.ts'
import { isUserError, UserError } from '../src/lib/user-error.ts'
import { whyNotWritten } from '../src/platform/file-error.ts'
import { writeFileAtomic } from '../src/platform/files.ts'
import { readChunks } from '../src/platform/read-chunks.ts'
import { UnreadableText } from '../src/platform/read-text.ts'

export default class Check extends BaseCommand {
  static override readonly summary = 'judge the history of a run: is it consistent?'

  static override readonly description =
    `Reads a history as Jepsen, Maelstrom or Porcupine write it (EDN, JSON, logs; - for standard input) and judges it by a model.
Exits 0 when it is valid, 1 when not, 3 when that is unknown.

Models:
${Object.entries(MODELS)
  .map(([name, { title, consistency }]) => `  ${name.padEnd(16)}${title} (${consistency.join(', ')})`)
  .join('\n')}`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> history.edn --model cas-register',
    '<%= config.bin %> <%= command.id %> history.jsonl --model kv --json',
  ]

  static override readonly args = {
    file: Args.string({ description: 'the history', required: true }),
  }

  static override readonly flags = {
    model: Flags.string({ char: 'm', description: 'what the history is a history of', required: true }),
    consistency: Flags.string({
      description: 'what to hold it to (default: the first that the model lists)',
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
      description: 'write the smallest part that fails, of a valid history all of it: FILE.edn or FILE.jsonl',
    }),
    ascii: Flags.boolean({ description: 'draw with characters that every terminal has' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Check)
    const { file } = args
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
    if (flags.export !== undefined) await exportTo(flags.export, result, history)
    this.setExit(
      { true: ExitCode.pass, false: ExitCode.fail, unknown: ExitCode.inconclusive }[
        String(result.valid) as 'true'
      ],
    )
    if (this.jsonEnabled()) {
      const { checkJson } = await import('../src/report/check-json.ts')
      return { file, format: history.format, consistency, notes: history.notes, ...checkJson(result) }
    }
    const { checkText } = await import('../src/report/check-text.ts')
    const width = process.stdout.columns ?? 80
    for (const line of checkText(result, { color: this.colorLevel, width, ascii: flags.ascii }))
      this.log(line)
    return {}
  }
}

/** @throws UserError (exit 2) when the file cannot be written. */
async function exportTo(
  file: string,
  { counterexample }: CheckResult,
  { events }: LoadedHistory,
): Promise<void> {
  const { eventsOf, historyEdn, historyJsonLines } = await import('../src/history/write-history.ts')
  const chosen = counterexample === undefined ? events : eventsOf(counterexample)
  try {
    await writeFileAtomic(file, file.endsWith('.edn') ? historyEdn(chosen) : historyJsonLines(chosen))
  } catch (cause) {
    throw new UserError(`${file} cannot be written: ${whyNotWritten(cause)}.`, {
      code: 'history-not-written',
      cause,
    })
  }
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
