import { Args, Flags } from '@oclif/core'
import { ScaffoldCommand, scaffoldFlags, scaffoldNote } from '../../src/cli/scaffold-command.ts'

export default class ContentNew extends ScaffoldCommand {
  static override readonly summary = 'begin a pattern, an incident, a quiz, an exercise or a concept'

  static override readonly description = [
    'Writes files in the form that lint and audit ask for.',
    'A pattern of which there is a short entry begins with what that says. A quiz and an exercise belong to a lesson that is there.',
    scaffoldNote,
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> pattern read-repair',
    '<%= config.bin %> <%= command.id %> incident acme-dns-2026 --dir my-content',
    '<%= config.bin %> <%= command.id %> concept "read index" --area consensus',
  ]

  static override readonly args = {
    kind: Args.string({
      description: 'what to begin',
      required: true,
      options: ['pattern', 'incident', 'quiz', 'exercise', 'concept'],
    }),
    name: Args.string({
      description: 'its name; of a quiz or an exercise that of its lesson',
      required: true,
    }),
  }

  static override readonly flags = {
    ...scaffoldFlags,
    area: Flags.string({ description: 'of a concept: the area that it belongs to' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ContentNew)
    const { SCAFFOLDS, scaffold } = await import('../../src/authoring/scaffold/scaffold.ts')
    const kind = SCAFFOLDS.find((one) => one === args.kind) ?? 'pattern'
    return this.begin(scaffold, { ...flags, kind, name: args.name, cwd: process.cwd() })
  }
}
