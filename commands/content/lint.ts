import { Args } from '@oclif/core'
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
    'Checks every topic below a content folder: front matter, the eight parts, citations, links, diagrams, quizzes, and numbers without a source. Of every exercise on a cluster: programs, mutants, hints. Of every incident: dates, categories, patterns, source. Exits 1 when there are errors.'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> my-content --json',
  ]

  static override readonly args = {
    dir: Args.string({ description: 'content folder with patterns/ in it (default: the one that ships)' }),
  }

  async run(): Promise<LintResult> {
    const { args } = await this.parse(ContentLint)
    const dir = contentDir(args.dir)
    const { lintContent } = await import('../../src/corpus/lint/lint-content.ts')
    const { WORKLOADS } = await import('../../src/grading/cluster/workloads/registry.ts')
    const { measureRun } = await import('../../src/simulation/measure-run.ts')
    const workloads = WORKLOADS.map(({ id }) => id)
    const result = await lintContent(dir, { workloads, measure: measureRun, today: localDate(Date.now()) })
    for (const line of lintText(result)) this.log(line)
    this.setExit(result.errors.length > 0 ? ExitCode.fail : ExitCode.pass)
    return result
  }
}
