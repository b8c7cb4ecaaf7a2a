import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import { ScaffoldCommand } from '../../src/cli/scaffold-command.ts'
import type { AnyExercise } from '../../src/grading/any-exercise.ts'
import type { WrittenExercise } from '../../src/grading/write-exercise.ts'
import { shellLine } from '../../src/lib/shell-words.ts'
import { UserError } from '../../src/lib/user-error.ts'
import { projectWords } from '../../src/messages/projects/index.ts'

export default class GenerateExercise extends ScaffoldCommand {
  static override readonly summary =
    'write the starter of an exercise, with its contract, or begin a new exercise'

  static override readonly description =
    `Writes a starter file and a README that state the contract, and of a cluster the SDK of nodes. The starter fails until you have solved it.
Files that are there already are never overwritten without --force.
Without --language it begins a new exercise instead, for a lesson of a content folder that has none: contract, starter, reference, wrong program, hints.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> circuit-breaker --language python',
    '<%= config.bin %> <%= command.id %> circuit-breaker --language typescript --dir breaker --dry-run',
    '<%= config.bin %> <%= command.id %> raft --language go --dir raft',
    '<%= config.bin %> <%= command.id %> read-repair --dir my-content',
  ]

  static override readonly args = {
    pattern: Args.string({
      description: 'the pattern or cluster to practise, such as circuit-breaker or raft',
      required: true,
    }),
  }

  static override readonly flags = {
    language: Flags.string({
      helpValue: 'LANGUAGE',
      description: 'of the starter: one of those that exercise list names, such as python',
    }),
    dir: Flags.string({
      helpValue: 'FOLDER',
      description: 'folder to write to (default: the one you are in); of a new exercise the content folder',
    }),
    force: Flags.boolean({ description: 'overwrite what is there', dependsOn: ['language'] }),
    'dry-run': Flags.boolean({ description: 'only say what would be written', dependsOn: ['language'] }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(GenerateExercise)
    const { dir = '.', language } = flags
    const { hasExercise, requireAnyExercise } = await import('../../src/grading/any-exercise.ts')
    if (language === undefined) {
      if (flags.dir === undefined && hasExercise(args.pattern)) throw needsLanguage(args.pattern)
      return this.beginOne(args.pattern, flags.dir)
    }
    const found = requireAnyExercise(args.pattern)
    const { slug } = found
    const written = await this.write(found, {
      language,
      dir: path.resolve(dir),
      force: flags.force,
      dryRun: flags['dry-run'],
    })
    const { exercise: say } = projectWords()
    const words = flags['dry-run'] ? say.planned : say.done
    for (const one of written.changes) this.log(`${words[one.change]}  ${path.join(dir, one.path)}`)
    const enter = path.resolve(dir) === process.cwd() ? [] : [shellLine(['cd', dir])]
    const margin = `\n${' '.repeat(say.next.length + 2)}`
    if (!flags['dry-run']) this.log(`\n${say.next}  ${[...enter, written.test].join(margin)}`)
    return { pattern: slug, dryRun: flags['dry-run'], ...written }
  }

  private async beginOne(name: string, dir: string | undefined): Promise<object> {
    const { scaffold } = await import('../../src/authoring/scaffold/scaffold.ts')
    return this.begin(scaffold, { kind: 'exercise', name, dir, cwd: process.cwd() })
  }

  private async write(
    found: AnyExercise,
    how: { language: string; dir: string; force: boolean; dryRun: boolean },
  ): Promise<WrittenExercise> {
    if (found.kind === 'cluster') {
      const { writeClusterExercise } = await import('../../src/grading/cluster/exercise/write-exercise.ts')
      return writeClusterExercise({ exercise: found.exercise, ...how })
    }
    const { writeExercise } = await import('../../src/grading/write-exercise.ts')
    const { slug, title, exercise } = found
    return writeExercise({ slug, title, contract: exercise, ...how })
  }
}

function needsLanguage(name: string): UserError {
  const { exercise: say } = projectWords()
  const command = `compendium generate exercise ${name} --language python`
  return new UserError(say.noLanguage({ name }), {
    code: 'no-language',
    next: [say.forExample({ command }), say.beginOne],
  })
}
