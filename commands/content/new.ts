import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { contentDirToWrite } from '../../src/cli/content-flags.ts'
import { shellLine } from '../../src/lib/shell-words.ts'
import { localDate } from '../../src/platform/local-day.ts'

export default class ContentNew extends BaseCommand {
  static override readonly summary = 'begin a pattern, an incident, a quiz, an exercise or a concept'

  static override readonly description = [
    'Writes files in the form that lint and audit ask for, with "[to write: ...]" wherever the author goes on; `content lint` names each of them.',
    'A pattern of which there is a short entry begins with what that says. A quiz and an exercise belong to a lesson that is there.',
    'What is there is never overwritten.',
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
    dir: Flags.string({
      helpValue: 'FOLDER',
      description: 'content folder to write to (default: content, if it is here)',
    }),
    area: Flags.string({ description: 'of a concept: the area that it belongs to' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ContentNew)
    const { scaffold, SCAFFOLDS } = await import('../../src/authoring/scaffold/scaffold.ts')
    const kind = SCAFFOLDS.find((one) => one === args.kind) ?? 'pattern'
    const dir = await contentDirToWrite(flags.dir)
    const today = localDate(Date.now())
    const result = await scaffold({ kind, name: args.name, dir, today, area: flags.area })
    const shown = (file: string) => path.join(path.relative(process.cwd(), dir), file)
    for (const file of result.created) this.log(`wrote    ${shown(file)}`)
    for (const file of result.changed) this.log(`changed  ${shown(file)}`)
    const lint = shellLine(['compendium', 'content', 'lint', path.relative(process.cwd(), dir) || '.'])
    this.log(`\n${[...result.next, `What is still to be written: ${lint}`].join('\n')}`)
    return { dir, ...result }
  }
}
