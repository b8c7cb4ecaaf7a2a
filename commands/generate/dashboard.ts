import { Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { besideFlags } from '../../src/cli/beside-flags.ts'
import { projectWords } from '../../src/messages/projects/index.ts'

export default class GenerateDashboard extends BaseCommand {
  static override readonly summary = 'write a Grafana dashboard and Prometheus rules for a project'

  static override readonly description =
    `Finds the metrics in the code of the project and writes monitoring/: a dashboard of requests, calls, patterns, messages and the process;
rules that tell when the budget of failed or slow requests is used up too fast, and when work waits that nobody takes up; a runbook.
Files that you changed are shown and not overwritten without --force.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> --dir shop',
    '<%= config.bin %> <%= command.id %> --dir shop --availability 99.5 --latency 0.25 --fast 95',
  ]

  static override readonly flags = {
    ...besideFlags,
    availability: Flags.string({
      helpValue: 'PERCENT',
      description: 'of the requests, how many shall not fail, in 30 days',
      default: '99.9',
    }),
    latency: Flags.string({
      helpValue: 'SECONDS',
      description: 'what is fast: a bound of the histogram of requests',
      default: '0.5',
    }),
    fast: Flags.string({
      helpValue: 'PERCENT',
      description: 'of the requests, how many shall be fast, in 30 days',
      default: '99',
    }),
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(GenerateDashboard)
    const { generateDashboard } = await import('../../src/generation/dashboard/generate-dashboard.ts')
    const { besideSummary } = await import('../../src/generation/summary.ts')
    const cwd = process.cwd()
    const { dir, force, 'dry-run': dryRun } = flags
    const objective = {
      availability: Number(flags.availability) / 100,
      fast: Number(flags.fast) / 100,
      latencySeconds: Number(flags.latency),
    }
    const dashboard = await generateDashboard({ dir, force, dryRun, cwd, objective })
    this.log(besideSummary(dashboard, cwd, [dashboard.commands.check, projectWords().done.runbook]))
    return dashboard
  }
}
