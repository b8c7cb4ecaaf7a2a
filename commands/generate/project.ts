import { Args, Flags, type Interfaces } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import type { Wish } from '../../src/generation/questions.ts'
import { UserError } from '../../src/lib/user-error.ts'
import { projectWords } from '../../src/messages/projects/index.ts'
import { askLines } from '../../src/platform/ask.ts'
import { isInteractive, outputShape } from '../../src/platform/terminal.ts'

type ProjectFlags = Interfaces.InferredFlags<typeof GenerateProject.flags>

/** As shells report what Ctrl-C ended. */
const INTERRUPTED = 130

export default class GenerateProject extends BaseCommand {
  static override readonly summary = 'write a small runnable service that uses patterns'

  static override readonly description =
    `Writes a service with its own tests, README, decision records, container files and failure drills.
Generated again, it updates what you have not changed. What you changed is never overwritten without --force, which
keeps yours in .compendium/backup; files that are not part of the project are never touched.
On a terminal it asks for what is missing, and says the command that does the same without questions.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> shop --type microservice --patterns circuit-breaker --language typescript',
    '<%= config.bin %> <%= command.id %> shop --patterns saga,retry-backoff-jitter --database postgres',
    '<%= config.bin %> <%= command.id %> shop --language python --dry-run',
  ]

  static override readonly args = {
    name: Args.string({ description: 'name of the project and its folder (asked on a terminal)' }),
  }

  static override readonly flags = {
    type: Flags.string({ helpValue: 'TYPE', description: 'kind of project (default: microservice)' }),
    patterns: Flags.string({
      helpValue: 'PATTERN,...',
      description: 'patterns to use, separated by commas, or none (default: those of the type)',
    }),
    language: Flags.string({
      helpValue: 'LANGUAGE',
      description: 'typescript or python (default: typescript)',
    }),
    database: Flags.string({ helpValue: 'DATABASE', description: 'sqlite or postgres (default: sqlite)' }),
    broker: Flags.string({
      helpValue: 'BROKER',
      description: 'memory, redis, nats or kafka, of types that send messages (default: memory)',
    }),
    minimal: Flags.boolean({ description: 'on the standard library alone (python only)' }),
    dir: Flags.string({
      helpValue: 'FOLDER',
      description: 'folder to write to (default: a folder of that name)',
    }),
    defaults: Flags.boolean({ description: 'ask nothing: what is not named gets its default' }),
    'dry-run': Flags.boolean({ description: 'list the files and write nothing' }),
    force: Flags.boolean({ description: 'replace files of the project that were changed' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(GenerateProject)
    const { generateProject } = await import('../../src/generation/generate-project.ts')
    const { projectSummary } = await import('../../src/generation/summary.ts')
    const cwd = process.cwd()
    const wish = await this.wishOf(args.name, flags)
    if (wish === undefined) return {}
    const project = await generateProject({
      name: wish.name,
      type: wish.type ?? 'microservice',
      language: wish.language ?? 'typescript',
      ...(wish.patterns === undefined ? {} : { patterns: wish.patterns }),
      ...(flags.dir === undefined ? {} : { dir: flags.dir }),
      options: wish.options,
      cwd,
      minimal: flags.minimal,
      dryRun: flags['dry-run'],
      force: flags.force,
    })
    this.log(projectSummary(project, cwd))
    return project
  }

  /** What was asked for; on a terminal also what was answered. Undefined when they left. */
  private async wishOf(
    name: string | undefined,
    flags: ProjectFlags,
  ): Promise<(Wish & { name: string }) | undefined> {
    const { type, language, patterns, database, broker, minimal } = flags
    const wish = { name, type, language, patterns, minimal, options: { database, broker } }
    if (flags.defaults || this.jsonEnabled() || !isInteractive())
      return { ...wish, name: name ?? missingName() }
    const { askForProject, commandOf } = await import('../../src/generation/questions.ts')
    const { templatesFolder } = await import('../../src/generation/catalog.ts')
    const { ask, close } = askLines()
    const { foldLine } = await import('../../src/cli/fold-line.ts')
    const { width } = outputShape()
    const say = (line: string) => void process.stderr.write(`${foldLine(line, width)}\n`)
    const answered = await askForProject(templatesFolder(), wish, { ask, say }).finally(close)
    const { ask: words } = projectWords()
    if (answered === undefined) {
      say('')
      say(words.leftEarly)
      process.exitCode = INTERRUPTED
      return undefined
    }
    say(words.withoutQuestions)
    // Not folded: it is there to be copied.
    const command = commandOf(answered, flags.dir === undefined ? [] : ['--dir', flags.dir])
    process.stderr.write(`  ${command}\n\n`)
    return answered
  }
}

function missingName(): never {
  const { ask: say } = projectWords()
  throw new UserError(say.nobody, {
    code: 'missing-name',
    next: [
      'compendium generate project NAME --type TYPE --language LANGUAGE --patterns PATTERN,... --database DATABASE --broker BROKER',
      say.nameAlone,
    ],
  })
}
