import { ScaffoldCommand, scaffoldArgs, scaffoldFlags, scaffoldNote } from '../../src/cli/scaffold-command.ts'

export default class GenerateQuiz extends ScaffoldCommand {
  static override readonly summary = 'begin the quiz of a lesson'

  static override readonly description =
    `Writes five questions of four types for a lesson that has none, and names the quiz in its front matter.
${scaffoldNote}`

  static override readonly examples = ['<%= config.bin %> <%= command.id %> read-repair']

  static override readonly args = scaffoldArgs
  static override readonly flags = scaffoldFlags

  async run(): Promise<object> {
    const { args, flags } = await this.parse(GenerateQuiz)
    const { scaffold } = await import('../../src/authoring/scaffold/scaffold.ts')
    return this.begin(scaffold, { kind: 'quiz', name: args.name, dir: flags.dir, cwd: process.cwd() })
  }
}
