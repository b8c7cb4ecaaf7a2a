import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { authoringWords } from '../../src/messages/authoring/index.ts'
import { textTable } from '../../src/report/text-table.ts'

export default class ContentSchema extends BaseCommand {
  static override readonly summary = 'print the JSON Schema of a kind of file, for editors'

  static override readonly description = [
    'Without a kind it lists them, and which files of a content folder are of each.',
    'A schema says the shape of a file; what goes beyond (names of other files, sources, cycles) is checked by `content lint`.',
    '--json gives schemas: kind, title, files, schema.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> incident',
    '<%= config.bin %> <%= command.id %> --out .vscode/schemas',
  ]

  static override readonly args = {
    kind: Args.string({ description: 'a kind of file, such as quiz or incident' }),
  }

  static override readonly flags = {
    out: Flags.string({ helpValue: 'FOLDER', description: 'write KIND.schema.json there for each kind' }),
    force: Flags.boolean({ description: 'write over files of these names', dependsOn: ['out'] }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ContentSchema)
    const { editorSchemas, saveEditorSchemas } = await import('../../src/authoring/schemas/json-schema.ts')
    const schemas = editorSchemas(args.kind)
    if (flags.out !== undefined) {
      const written = await saveEditorSchemas(flags.out, schemas, { force: flags.force })
      for (const name of written) this.log(`${authoringWords().wrote}  ${flags.out}/${name}`)
      return { schemas, folder: flags.out, written }
    }
    const [first] = schemas
    if (args.kind !== undefined) this.log(JSON.stringify(first?.schema, null, 2))
    else {
      const rows = schemas.map(({ kind, files, title }) => [kind, files.join(', '), title])
      for (const line of textTable([{ title: 'Kind' }, { title: 'Files' }, { title: 'What' }], rows))
        this.log(line)
    }
    return { schemas }
  }
}
