import path from 'node:path'
import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import type { AnyExercise } from '../../src/grading/any-exercise.ts'
import type { WrittenExercise } from '../../src/grading/write-exercise.ts'
import { shellLine } from '../../src/lib/shell-words.ts'

export default class GenerateExercise extends BaseCommand {
  static override readonly summary = 'write the starter of an exercise, with its contract'

  static override readonly description =
    `Writes a starter file and a README that state the contract, and of a cluster the SDK of nodes. The starter fails until you have solved it.
Files that are there already are never overwritten without --force.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> circuit-breaker --language python',
    '<%= config.bin %> <%= command.id %> circuit-breaker --language typescript --dir breaker --dry-run',
    '<%= config.bin %> <%= command.id %> raft --language go --dir raft',
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
      description: 'one of those that exercise list names, such as python',
      required: true,
    }),
    dir: Flags.string({ helpValue: 'FOLDER', description: 'folder to write to', default: '.' }),
    force: Flags.boolean({ description: 'overwrite what is there' }),
    'dry-run': Flags.boolean({ description: 'only say what would be written' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(GenerateExercise)
    const { requireAnyExercise } = await import('../../src/grading/any-exercise.ts')
    const found = requireAnyExercise(args.pattern)
    const { slug } = found
    const written = await this.write(found, {
      language: flags.language,
      dir: path.resolve(flags.dir),
      force: flags.force,
      dryRun: flags['dry-run'],
    })
    const words = flags['dry-run']
      ? { create: 'would write', replace: 'would overwrite', same: 'unchanged' }
      : { create: 'wrote', replace: 'overwrote', same: 'unchanged' }
    for (const one of written.changes) this.log(`${words[one.change]}  ${path.join(flags.dir, one.path)}`)
    const enter = path.resolve(flags.dir) === process.cwd() ? [] : [shellLine(['cd', flags.dir])]
    if (!flags['dry-run']) this.log(`\nNext  ${[...enter, written.test].join('\n      ')}`)
    return { pattern: slug, dryRun: flags['dry-run'], ...written }
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
