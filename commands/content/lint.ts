import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { contentDir } from '../../src/cli/content-flags.ts'
import type { LintResult } from '../../src/corpus/lint/lint-content.ts'
import { ExitCode } from '../../src/lib/exit-code.ts'
import { localDate } from '../../src/platform/local-day.ts'
import { lintText } from '../../src/report/lint-text.ts'

export default class ContentLint extends BaseCommand {
  static override readonly summary =
    'check lessons, quizzes, exercises on clusters, incidents and their sources'

  static override readonly description =
    `Checks every topic below a content folder: front matter, the eight parts, citations, links, diagrams, quizzes, names of patterns, and numbers without a source. Of every exercise on a cluster: programs, mutants, hints. Of every incident: dates, categories, patterns, source. Of short entries, aliases and signatures: the patterns that they name. Exits 1 when there are errors.
With --run it also runs the blocks of code that are marked runnable, each in an empty folder, with limits of time, memory and processes; nothing keeps them from the network or from your files, so run only content that you trust.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --run',
    '<%= config.bin %> <%= command.id %> my-content --json',
  ]

  static override readonly args = {
    dir: Args.string({ description: 'content folder with patterns/ in it (default: the one that ships)' }),
  }

  static override readonly flags = {
    run: Flags.boolean({ description: 'run the blocks of code that are marked runnable' }),
  }

  async run(): Promise<LintResult & { readonly ran?: number }> {
    const { args, flags } = await this.parse(ContentLint)
    const { lintContent } = await import('../../src/corpus/lint/lint-content.ts')
    const { searchCheck, runCheck } = await import('../../src/authoring/lint-checks.ts')
    const { WORKLOADS } = await import('../../src/grading/cluster/workloads/registry.ts')
    const { modelIds } = await import('../../src/grading/models/registry.ts')
    const { measureRun } = await import('../../src/simulation/measure-run.ts')
    const { scenarioIds } = await import('../../src/simulation/registry.ts')
    let ran: number | undefined
    const onRan = (count: number) => {
      ran = count
    }
    const run = runCheck({ onRan, onBlock: (file, line) => this.tell(file, line) })
    const result = await lintContent(contentDir(args.dir), {
      workloads: WORKLOADS.map(({ id }) => id),
      ...{ scenarios: scenarioIds(), models: modelIds(), measure: measureRun, today: localDate(Date.now()) },
      more: flags.run ? [searchCheck, run] : [searchCheck],
    })
    for (const line of lintText(result, ran)) this.log(line)
    this.setExit(result.errors.length > 0 ? ExitCode.fail : ExitCode.pass)
    return ran === undefined ? result : { ...result, ran }
  }

  /** Somebody who waits sees what for. */
  private tell(file: string, line: number): void {
    if (process.stderr.isTTY === true) process.stderr.write(`running ${file}:${line}\n`)
  }
}
