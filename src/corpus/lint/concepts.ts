import type { ParsedCorpus } from '../compile/compile-corpus.ts'
import { buildGraph } from '../compile/graph.ts'
import type { Problems } from '../compile/problem.ts'
import { conceptNamed } from '../concept-name.ts'
import { keysOf } from '../glossary/glossary.ts'
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

/** `ambiguous-concept`: a name, whether title or alias, leads to one concept. */
export const uniqueNames: CorpusRule = ({ concepts }, problems) => {
  const taken = new Map(concepts.map(({ id }) => [id, id]))
  for (const { yaml, at, ...concept } of concepts) {
    const { id } = concept
    for (const key of keysOf(concept)) {
      const other = taken.get(key)
      if (other !== undefined && other !== id) {
        const message = `"${key}" already leads to "${other}"`
        problems.error(yaml.file, yaml.lineOf(at), 'ambiguous-concept', message)
      } else taken.set(key, id)
    }
  }
}

/** `concept-definition`: what is said of it. Missing is worth a warning; at length, or in a circle, too. */
export const soundDefinitions: CorpusRule = ({ concepts }, problems) => {
  for (const { definition, yaml, at } of concepts) {
    const words = definition.split(/\s+/).filter((word) => word !== '').length
    const warn = (message: string) =>
      problems.warning(yaml.file, yaml.lineOf([...at, 'definition']), 'concept-definition', message)
    if (words === 0) warn('say what it is, in one or two sentences')
    else if (words < LEAST_WORDS || words > MOST_WORDS)
      warn(`${words} words: write ${LEAST_WORDS} to ${MOST_WORDS}`)
    else if (!/[.)]$/.test(definition)) warn('a definition ends with a full stop')
  }
}

const LEAST_WORDS = 10
const MOST_WORDS = 70

/** `unknown-pattern`: what goes with a concept is in `patterns`, the slugs that there are. */
export function knownCompanions(
  { concepts }: ParsedCorpus,
  problems: Problems,
  patterns: ReadonlySet<string>,
): void {
  for (const { see, yaml, at } of concepts) {
    for (const slug of see.filter((one) => !patterns.has(one))) {
      const line = yaml.lineOf([...at, 'see'])
      problems.error(yaml.file, line, 'unknown-pattern', `there is no pattern "${slug}"`)
    }
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
