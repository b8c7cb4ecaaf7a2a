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
    const { allClusters } = await import('../../src/grading/any-exercise.ts')
    const components = allExercises().map(({ slug, title, exercise }) => ({
      slug,
      title,
      kind: 'component' as const,
      languages: Object.keys(exercise.languages),
      properties: exercise.properties.length,
      mutants: exercise.mutants,
    }))
    const clusters = allClusters().map(({ slug, title, exercise }) => ({
      slug,
      title,
      kind: 'cluster' as const,
      languages: Object.keys(exercise.languages),
      stages: exercise.stages.map(({ id }) => id),
      mutants: exercise.mutants,
    }))
    const exercises = [...components, ...clusters]
    const width = Math.max(...exercises.map(({ slug }) => slug.length))
    const line = ({ slug, title, languages }: (typeof exercises)[number]) =>
      `${slug.padEnd(width)}  ${title} (${languages.join(', ')})`
    for (const one of components) this.log(line(one))
    if (clusters.length > 0) this.log('\nOn a cluster of nodes')
    for (const one of clusters) this.log(line(one))
    return { exercises }
  }
}
