import type { ClusterExercise } from '../corpus/cluster-exercise-schema.ts'
import { asSlug, loadCluster, loadIndex, loadTopic } from '../corpus/corpus.ts'
import type { Exercise } from '../corpus/exercise-schema.ts'
import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { troubleWords } from '../messages/trouble/index.ts'
import type { ExerciseOfTopic } from './exercise.ts'

/** An exercise of either kind: a component that is called, or a node of a cluster. */
export type AnyExercise = ({ readonly kind: 'component' } & ExerciseOfTopic) | ClusterOfCorpus

interface ClusterOfCorpus {
  readonly kind: 'cluster'
  readonly slug: string
  readonly title: string
  readonly exercise: ClusterExercise
}

/** The exercise that the user named, by id or title, in any case. @throws UserError with the nearest names (exit 2). */
export function requireAnyExercise(name: string): AnyExercise {
  const wanted = asSlug(name)
  const { items, clusters } = loadIndex()
  const components = items.filter((item) => item.hasExercise)
  const component =
    components.find(({ slug }) => slug === wanted) ?? components.find(({ title }) => asSlug(title) === wanted)
  const cluster =
    clusters.find(({ id }) => id === wanted) ?? clusters.find(({ title }) => asSlug(title) === wanted)
  if (component !== undefined && cluster?.id !== wanted) return componentOf(component)
  if (cluster !== undefined) return clusterOf(cluster)
  const topic = items.find(({ slug, title }) => slug === wanted || asSlug(title) === wanted)
  const ids = [...components.map(({ slug }) => slug), ...clusters.map(({ id }) => id)]
  if (topic === undefined) throw unknown(name, closest(wanted, ids))
  const taught = clusters.filter(({ lesson }) => lesson === topic.slug).map(({ id }) => id)
  const { exercise: say } = troubleWords()
  throw new UserError(say.none({ slug: topic.slug }), {
    code: 'no-exercise',
    next: [...(taught.length > 0 ? [say.teaches({ names: taught.join(', ') })] : []), say.listAll],
  })
}

/** Whether there is an exercise of that name. */
export function hasExercise(name: string): boolean {
  const wanted = asSlug(name)
  const { items, clusters } = loadIndex()
  return (
    items.some((one) => one.hasExercise && one.slug === wanted) || clusters.some(({ id }) => id === wanted)
  )
}

/** Every exercise on a cluster, in the order of the index. */
export function allClusters(): readonly ClusterOfCorpus[] {
  return loadIndex().clusters.map(clusterOf)
}

function componentOf({ slug, title }: { readonly slug: string; readonly title: string }): AnyExercise {
  return { kind: 'component', slug, title, exercise: loadTopic(slug).exercise as Exercise }
}

function clusterOf({ id, title }: { readonly id: string; readonly title: string }): ClusterOfCorpus {
  return { kind: 'cluster', slug: id, title, exercise: loadCluster(id) }
}

function unknown(name: string, near: readonly string[]): UserError {
  const { didYouMean, exercise: say, or } = troubleWords()
  return new UserError(say.unknown({ name }), {
    code: 'unknown-exercise',
    next: [...(near.length > 0 ? [didYouMean({ names: near.join(or) })] : []), say.listAll],
  })
}
