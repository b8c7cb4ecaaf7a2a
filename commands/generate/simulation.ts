import { Flags } from '@oclif/core'
import { ScaffoldCommand, scaffoldArgs } from '../../src/cli/scaffold-command.ts'

export default class GenerateSimulation extends ScaffoldCommand {
  static override readonly summary = 'begin a simulation that runs, with a test'

  static override readonly description =
    `Writes a model with invariants, a goal and mistakes that the invariants notice, and a test of all of them. It runs at once.
In the repository of this program it becomes a scenario, registered as all are and tied to the lesson of its name; elsewhere a model of
your own, which \`simulate\` runs as a file. What is there is never overwritten.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> read-repair',
    '<%= config.bin %> <%= command.id %> read-repair --dir simulations',
  ]

  static override readonly args = scaffoldArgs
  static override readonly flags = {
    dir: Flags.string({
      helpValue: 'FOLDER',
      description: 'folder to write to: the repository, or any other (default: the one you are in)',
    }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(GenerateSimulation)
    const { scaffold } = await import('../../src/authoring/scaffold/scaffold.ts')
    return this.begin(scaffold, { kind: 'simulation', name: args.name, dir: flags.dir, cwd: process.cwd() })
  }
}
