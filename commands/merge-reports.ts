import { Args } from '@oclif/core'
import { requireReporters } from '../src/cli/reporter.ts'
import { reportFlags } from '../src/cli/simulate-flags.ts'
import { SimulationCommand } from '../src/cli/simulation-command.ts'

export default class MergeReports extends SimulationCommand {
  static override readonly summary = 'put the parts of a simulation sweep together'

  static override readonly description =
    `Reads what simulate --shard I/N --json printed on N machines and reports what one machine would have found:
the same verdict, numbers and trace hash. All N parts must be there, of one sweep and one version.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> part-*.json',
    '<%= config.bin %> <%= command.id %> part-1.json part-2.json --json --reporter junit=raft.xml',
  ]

  static override readonly strict = false

  static override readonly args = {
    file: Args.string({ description: 'reports of all parts', required: true }),
  }

  static override readonly flags = reportFlags

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(MergeReports)
    requireReporters(flags.reporter ?? [])
    const { mergeReports } = await import('../src/simulation/merge.ts')
    const outcome = await mergeReports({
      files: argv.map(String),
      shrink: flags.shrink,
      save: this.saveTo(flags),
      cwd: process.cwd(),
      version: this.config.version,
    })
    this.setVerdict(outcome)
    return this.report(outcome, flags.reporter ?? [])
  }
}
