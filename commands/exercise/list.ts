import { BaseCommand } from '../../src/cli/base-command.ts'

export default class ExerciseList extends BaseCommand {
  static override readonly summary = 'list the exercises, their languages and how they are proven'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  async run(): Promise<object> {
    await this.parse(ExerciseList)
    const { allExercises } = await import('../../src/grading/exercise.ts')
    const exercises = allExercises().map(({ slug, title, exercise }) => ({
      slug,
      title,
      kind: 'component' as const,
      languages: Object.keys(exercise.languages),
      properties: exercise.properties.length,
      mutants: exercise.mutants,
    }))
    const width = Math.max(...exercises.map(({ slug }) => slug.length))
    for (const { slug, title, languages } of exercises) {
      this.log(`${slug.padEnd(width)}  ${title} (${languages.join(', ')})`)
    }
    return { exercises }
  }
}
