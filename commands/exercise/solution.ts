import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import type { LanguageId } from '../../src/corpus/exercise-schema.ts'
import type { AnyExercise } from '../../src/grading/any-exercise.ts'
import { UserError } from '../../src/lib/user-error.ts'

export default class ExerciseSolution extends BaseCommand {
  static override readonly summary = 'see the reference solution, once you have passed'

  static override readonly description =
    'Prints the reference solution. It unlocks when a program of yours has passed the exercise, in any language.'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> token-bucket --language typescript',
  ]

  static override readonly args = {
    exercise: Args.string({ description: 'name of an exercise, such as token-bucket', required: true }),
  }

  static override readonly flags = {
    language: Flags.string({ helpValue: 'LANGUAGE', description: 'in which language', required: true }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ExerciseSolution)
    const { requireAnyExercise } = await import('../../src/grading/any-exercise.ts')
    const { requireOffered } = await import('../../src/grading/language-choice.ts')
    const { hasPassed } = await import('../../src/learning/passed.ts')
    const { recordProgress } = await import('../../src/learning/record.ts')
    const found = requireAnyExercise(args.exercise)
    const { slug, exercise } = found
    const language = requireOffered(flags.language, slug, exercise).id
    const record = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    if (!(await hasPassed(slug, record))) {
      throw new UserError(`The solution of ${slug} unlocks when a program of yours has passed.`, {
        code: 'solution-locked',
        next: [`A hint: compendium hint ${slug}`, `Grade yours: compendium test FILE --pattern ${slug}`],
      })
    }
    const text = await solutionOf(found, language)
    await recordProgress([{ kind: 'solution', slug, data: { language } }], record)
    this.log(text.trimEnd())
    return { slug, language, text }
  }
}

async function solutionOf(found: AnyExercise, language: LanguageId): Promise<string> {
  if (found.kind === 'cluster') {
    const { readClusterProgram } = await import('../../src/grading/cluster/exercise/files.ts')
    return readClusterProgram(found.exercise, 'solution', language)
  }
  const { readProgram } = await import('../../src/grading/exercise-files.ts')
  return readProgram(found.slug, 'solution', found.exercise, language)
}
