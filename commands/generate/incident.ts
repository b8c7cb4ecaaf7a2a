import { ScaffoldCommand, scaffoldArgs, scaffoldFlags, scaffoldNote } from '../../src/cli/scaffold-command.ts'

export default class GenerateIncident extends ScaffoldCommand {
  static override readonly summary = 'begin the report of an incident'

  static override readonly description =
    `Writes one incident in the form that lint asks for. Its name ends with the year, as in acme-dns-2026.
${scaffoldNote}`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> acme-dns-2026',
    '<%= config.bin %> <%= command.id %> acme-dns-2026 --dir my-content',
  ]

  static override readonly args = scaffoldArgs
  static override readonly flags = scaffoldFlags

  async run(): Promise<object> {
    const { args, flags } = await this.parse(GenerateIncident)
    const { scaffold } = await import('../../src/authoring/scaffold/scaffold.ts')
    return this.begin(scaffold, { kind: 'incident', name: args.name, dir: flags.dir, cwd: process.cwd() })
  }
}
