import { ScaffoldCommand, scaffoldArgs, scaffoldFlags, scaffoldNote } from '../../src/cli/scaffold-command.ts'

export default class GeneratePattern extends ScaffoldCommand {
  static override readonly summary = 'begin the lesson of a pattern, with quiz and insights'

  static override readonly description =
    `Writes the eight parts of a lesson, five questions and its key insights in the form that lint and audit ask for. A pattern of which there is a short entry begins with what that says.
${scaffoldNote}`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> read-repair',
    '<%= config.bin %> <%= command.id %> read-repair --dir my-content',
  ]

  static override readonly args = scaffoldArgs
  static override readonly flags = scaffoldFlags

  async run(): Promise<object> {
    const { args, flags } = await this.parse(GeneratePattern)
    const { scaffold } = await import('../../src/authoring/scaffold/scaffold.ts')
    return this.begin(scaffold, { kind: 'pattern', name: args.name, dir: flags.dir, cwd: process.cwd() })
  }
}
