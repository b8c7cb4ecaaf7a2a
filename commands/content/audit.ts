import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { contentDir, contentFlags } from '../../src/cli/content-flags.ts'
import { ExitCode } from '../../src/lib/exit-code.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class ContentAudit extends BaseCommand {
  static override readonly summary = 'say which lessons are whole, and what the others lack'

  static override readonly description = [
    'Looks at the eight parts of every lesson and at what a whole one holds: sections, heads, a diagram, a table, questions, insights, sources of its examples.',
    'What that is stands in content/audit.yaml. With --strict it exits 1 when a lesson lacks something.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> circuit-breaker --strict',
  ]

  static override readonly args = { item: Args.string({ description: 'one lesson, by its slug' }) }

  static override readonly flags = {
    ...contentFlags,
    strict: Flags.boolean({ description: 'exit 1 when something is missing' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ContentAudit)
    const { readContent } = await import('../../src/authoring/content.ts')
    const { auditContent } = await import('../../src/authoring/audit/audit.ts')
    const result = await auditContent(await readContent(contentDir(flags.dir)), args.item)
    if (!this.jsonEnabled()) {
      const { auditText } = await import('../../src/report/content/audit-text.ts')
      this.log(auditText(result, { ...outputShape(), color: this.colorLevel }))
    }
    const lacking = result.items.length > result.whole
    this.setExit(flags.strict && lacking ? ExitCode.fail : ExitCode.pass)
    return result
  }
}
