import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'

export default class GenerateProject extends BaseCommand {
  static override readonly summary = 'write a small runnable service that uses patterns'

  static override readonly description =
    `Writes a service with its own tests, README, decision records, container files and failure drills.
Generated again, it updates what you have not changed. What you changed is never overwritten without --force, which
keeps yours in .compendium/backup; files that are not part of the project are never touched.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> shop --type microservice --patterns circuit-breaker --language typescript',
    '<%= config.bin %> <%= command.id %> shop --patterns saga,retry-backoff-jitter --database postgres',
    '<%= config.bin %> <%= command.id %> shop --language python --dry-run',
  ]

  static override readonly args = {
    name: Args.string({ description: 'name of the project and its folder', required: true }),
  }

  static override readonly flags = {
    type: Flags.string({ helpValue: 'TYPE', description: 'kind of project', default: 'microservice' }),
    patterns: Flags.string({
      helpValue: 'PATTERN,...',
      description: 'patterns to use, separated by commas, or none (default: those of the type)',
    }),
    language: Flags.string({
      helpValue: 'LANGUAGE',
      description: 'typescript or python',
      default: 'typescript',
    }),
    database: Flags.string({ helpValue: 'DATABASE', description: 'sqlite or postgres (default: sqlite)' }),
    broker: Flags.string({ helpValue: 'BROKER', description: 'memory (default: memory)' }),
    minimal: Flags.boolean({ description: 'on the standard library alone (python only)' }),
    dir: Flags.string({
      helpValue: 'FOLDER',
      description: 'folder to write to (default: a folder of that name)',
    }),
    'dry-run': Flags.boolean({ description: 'list the files and write nothing' }),
    force: Flags.boolean({ description: 'replace files of the project that were changed' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(GenerateProject)
    const { generateProject } = await import('../../src/generation/generate-project.ts')
    const { projectSummary } = await import('../../src/generation/summary.ts')
    const cwd = process.cwd()
    const project = await generateProject({
      name: args.name,
      type: flags.type,
      language: flags.language,
      ...(flags.patterns === undefined ? {} : { patterns: flags.patterns }),
      ...(flags.dir === undefined ? {} : { dir: flags.dir }),
      options: { database: flags.database, broker: flags.broker },
      cwd,
      minimal: flags.minimal,
      dryRun: flags['dry-run'],
      force: flags.force,
    })
    this.log(projectSummary(project, cwd))
    return project
  }
}
