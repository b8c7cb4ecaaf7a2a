import type { ParsedCorpus } from '../compile/compile-corpus.ts'
import { buildGraph } from '../compile/graph.ts'
import type { Problems } from '../compile/problem.ts'
import { conceptNamed } from '../concept-name.ts'
import { findCycle } from './find-cycle.ts'

/** One check over the whole corpus. */
type CorpusRule = (corpus: ParsedCorpus, problems: Problems) => void

/** `duplicate-concept`: an id means one concept. */
export const uniqueConcepts: CorpusRule = ({ concepts }, problems) => {
  for (const [index, { id, yaml, at }] of concepts.entries()) {
    if (concepts.findIndex((one) => one.id === id) === index) continue
    problems.error(yaml.file, yaml.lineOf(at), 'duplicate-concept', `"${id}" is there already`)
  }
}

/** `unknown-concept`: what is needed, taught or practised is a concept. Names in lessons only where any are written down. */
export const knownConcepts: CorpusRule = (corpus, problems) => {
  const { concepts, parsed, clusters } = corpus
  const all = buildGraph(corpus).concepts
  const ids = new Set(all.map(({ id }) => id))
  const missing = (names: readonly string[]) => names.filter((name) => !ids.has(name))
  const report = (file: string, line: number, names: readonly string[]) => {
    if (names.length === 0) return
    problems.error(file, line, 'unknown-concept', `there is no concept ${names.join(', ')}`)
  }
  for (const { needs, yaml, at } of concepts) report(yaml.file, yaml.lineOf(at), missing(needs))
  for (const { lessonFile, frontMatter } of parsed) {
    const { data, yaml } = frontMatter
    report(lessonFile, yaml.lineOf(['teaches']), missing(data.teaches))
    if (concepts.length === 0) continue
    const unnamed = data.prerequisites.concepts.filter((name) => conceptNamed(name, all) === undefined)
    report(lessonFile, yaml.lineOf(['prerequisites', 'concepts']), unnamed)
  }
  for (const { exercise, yaml } of clusters) {
    report(yaml.file, yaml.lineOf(['practises']), missing(exercise.practises))
    report(yaml.file, yaml.lineOf(['needs']), missing(exercise.needs))
  }
}

/** `concept-cycle`: no concept needs itself. */
export const noConceptCycle: CorpusRule = ({ concepts }, problems) => {
  const needs = new Map(concepts.map((one) => [one.id, one.needs]))
  for (const { id, yaml, at } of concepts) {
    const cycle = findCycle(id, needs)
    if (cycle === undefined || cycle.some((other) => other < id)) continue
    problems.error(yaml.file, yaml.lineOf(at), 'concept-cycle', [...cycle, id].join(' needs '))
  }
}

/** `lesson-cycle`: no lesson has to be read before itself, by the concepts that it needs and others teach. */
export const noLessonCycle: CorpusRule = (corpus, problems) => {
  const { topics } = buildGraph(corpus)
  const teacher = new Map(topics.flatMap(({ slug, teaches }) => teaches.map((id) => [id, slug] as const)))
  const needs = new Map(
    topics.map((one) => [one.slug, one.needs.map((id) => teacher.get(id) ?? '')] as const),
  )
  for (const { topic, lessonFile, frontMatter } of corpus.parsed) {
    const cycle = findCycle(topic.slug, needs)
    if (cycle === undefined || cycle.some((slug) => slug < topic.slug)) continue
    const line = frontMatter.yaml.lineOf(['prerequisites'])
    problems.error(lessonFile, line, 'lesson-cycle', [...cycle, topic.slug].join(' needs '))
  }
}

/** `unknown-goal`: a path leads to what there is to learn. */
export const knownGoals: CorpusRule = (corpus, problems) => {
  const { topics, clusters } = buildGraph(corpus)
  const goals = new Set([
    ...topics.flatMap(({ slug, teaches }) => [slug, ...teaches]),
    ...clusters.map(({ id }) => id),
  ])
  for (const { path, yaml } of corpus.paths) {
    for (const [index, part] of path.parts.entries()) {
      for (const goal of part.goals.filter((name) => !goals.has(name))) {
        const message = `nothing here teaches "${goal}"`
        problems.error(yaml.file, yaml.lineOf(['parts', index, 'goals']), 'unknown-goal', message)
      }
    }
  }
}
