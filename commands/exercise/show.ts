import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import type { ClusterExercise } from '../../src/corpus/cluster-exercise-schema.ts'

export default class ExerciseShow extends BaseCommand {
  static override readonly summary =
    'show the contract of an exercise, in the words of a language, or the task of a cluster'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> token-bucket',
    '<%= config.bin %> <%= command.id %> token-bucket --language go',
    '<%= config.bin %> <%= command.id %> token-bucket --json',
  ]

  static override readonly args = {
    exercise: Args.string({ description: 'name of an exercise, such as token-bucket', required: true }),
  }

  static override readonly flags = {
    language: Flags.string({
      helpValue: 'LANGUAGE',
      description: 'whose names and words to use',
      default: 'python',
    }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ExerciseShow)
    const { requireAnyExercise } = await import('../../src/grading/any-exercise.ts')
    const { requireLanguage } = await import('../../src/grading/language-choice.ts')
    const { contractMarkdown } = await import('../../src/grading/contract-text.ts')
    const found = requireAnyExercise(args.exercise)
    if (found.kind === 'cluster') return this.task(found.exercise)
    const { slug, title, exercise } = found
    const language = requireLanguage(flags.language)
    this.log([`# ${title}, in ${language.title}`, '', ...contractMarkdown(exercise, language)].join('\n'))
    const { hints, ...contract } = exercise
    return { slug, title, kind: 'component', hints: hints.length, ...contract }
  }

  private async task(exercise: ClusterExercise): Promise<object> {
    const { statement } = await import('../../src/grading/cluster/exercise/write-exercise.ts')
    this.log([`# ${exercise.title}`, '', ...statement(exercise)].join('\n'))
    const { id, title, hints, ...contract } = exercise
    return { slug: id, title, kind: 'cluster', hints: hints.length, ...contract }
  }
}
