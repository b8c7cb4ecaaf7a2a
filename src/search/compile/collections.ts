import type { ClusterExercise } from '../../corpus/cluster-exercise-schema.ts'
import { conceptKey } from '../../corpus/concept-name.ts'
import type { GlossaryEntry } from '../../corpus/glossary/glossary.ts'
import { inlineText } from '../../corpus/inline-text.ts'
import type { Topic } from '../../corpus/topic.ts'
import type { SearchItem } from '../types.ts'
import type { SearchContent } from './read-content.ts'
import { sectionsOf } from './sections.ts'

/** The parts of a document, by how much a word in them says; `rank` weights them. */
export const FIELDS = [
  'title',
  'aliases',
  'asked',
  'headings',
  'description',
  'tags',
  'quiz',
  'body',
] as const
export type Field = (typeof FIELDS)[number]

/** A thing to be found, and its words. */
export interface SearchDocument {
  readonly item: SearchItem
  readonly fields: Partial<Record<Field, string>>
  /** Names of their own, which count as phrases. */
  readonly names: readonly string[]
}

/** What the collections are made of. */
export interface Sources {
  readonly topics: readonly Topic[]
  readonly clusters: readonly ClusterExercise[]
  readonly content: SearchContent
}

/** One kind of thing that search finds. A new kind is a function more in `COLLECTIONS`. */
type Collection = (sources: Sources) => SearchDocument[]

const lessons: Collection = ({ topics, content }) =>
  topics.map((topic) => {
    const sections = sectionsOf(topic.blocks)
    const names = content.aliases.get(topic.slug) ?? []
    const { slug, kind, title, description, category, difficulty, hasSimulation, hasExercise } = topic
    return {
      item: {
        ...{ slug, kind, title, description, category, difficulty },
        related: kind === 'pattern' ? topic.metadata.related.patterns : (topic.ties?.patterns ?? []),
        open: `compendium learn ${slug}`,
        ...(hasSimulation && topic.simulation ? { simulation: topic.simulation.scenario } : {}),
        ...(hasExercise ? { exercise: slug } : {}),
      },
      names: [title, ...names],
      fields: {
        title: `${title}\n${slug}`,
        aliases: names.join('\n'),
        asked: (content.asked.get(topic.slug) ?? []).join('\n'),
        headings: sections.map((section) => section.title).join('\n'),
        description,
        tags: [...topic.metadata.tags, ...topic.metadata.related.tools, category].join('\n'),
        quiz: topic.quiz.map(({ prompt }) => inlineText(prompt)).join('\n'),
        body: sections.map(({ text }) => text).join('\n'),
      },
    }
  })

const shortPatterns: Collection = ({ content }) =>
  content.shortPatterns.map(({ slug, title, category, definition, when, when_not, related, sources }) => {
    const names = content.aliases.get(slug) ?? []
    return {
      item: {
        ...{ slug, kind: 'pattern', title, description: definition, category },
        related,
        short: { when, whenNot: when_not, sources },
      },
      names: [title, ...names],
      fields: {
        title: `${title}\n${slug}`,
        aliases: names.join('\n'),
        asked: (content.asked.get(slug) ?? []).join('\n'),
        description: definition,
        tags: category,
        body: [when, when_not].join('\n'),
      },
    }
  })

const clusterExercises: Collection = ({ clusters }) =>
  clusters.map(({ id, title, summary, lesson, task, stages, hints }) => ({
    item: {
      ...{ slug: id, kind: 'exercise', title, description: summary, lesson },
      open: `compendium exercise show ${id}`,
    },
    names: [title],
    fields: {
      title: `${title}\n${id}`,
      headings: stages.map((stage) => stage.title).join('\n'),
      description: summary,
      body: [task, ...stages.map(({ statement }) => statement), ...hints.map(({ text }) => text)].join('\n'),
    },
  }))

const componentExercises: Collection = ({ topics }) =>
  topics.flatMap(({ slug, title, category, difficulty, exercise }) =>
    exercise === undefined
      ? []
      : {
          item: {
            ...{ slug, kind: 'exercise', title: `Build it: ${title}`, description: exercise.summary },
            ...{ category, difficulty, lesson: slug, open: `compendium exercise show ${slug}` },
            onlyByKind: true,
          },
          names: [title],
          fields: {
            title: `${title}\n${slug}\n${exercise.type}`,
            description: exercise.summary,
            body: [
              exercise.subject,
              ...exercise.methods.map(({ name, meaning }) => `${name}: ${meaning}`),
              ...exercise.hints.map(({ text }) => text),
            ].join('\n'),
          },
        },
  )

const simulations: Collection = ({ topics }) =>
  topics.flatMap(({ slug, title, category, difficulty, simulation }) =>
    simulation === undefined
      ? []
      : {
          item: {
            slug: simulation.scenario,
            kind: 'simulation',
            title: `Watch it: ${title}`,
            description: simulation.notice[0] === undefined ? title : inlineText(simulation.notice[0]),
            ...{ category, difficulty, lesson: slug, open: `compendium simulate ${simulation.scenario}` },
            onlyByKind: true,
          },
          names: [title],
          fields: {
            title: `${title}\n${simulation.scenario}`,
            body: simulation.notice.map(inlineText).join('\n'),
          },
        },
  )

const questions: Collection = ({ topics }) =>
  topics.flatMap(({ slug, title, category, difficulty, quiz }) =>
    quiz.map(({ id, prompt, explanation }) => ({
      item: {
        ...{ slug: `${slug}/${id}`, kind: 'question', title: inlineText(prompt), description: title },
        ...{ category, difficulty, lesson: slug, open: `compendium quiz ${slug}` },
        onlyByKind: true as const,
      },
      names: [],
      fields: { title: inlineText(prompt), tags: title, body: inlineText(explanation) },
    })),
  )

/** The glossary: an index of its own, so that a thousand short texts leave the rarity of words in lessons as it is. */
export const glossaryTerms = (glossary: readonly GlossaryEntry[]): SearchDocument[] =>
  glossary.map(({ id, title, area, definition, aliases }) => ({
    item: {
      ...{ slug: id, kind: 'concept', title, description: definition, category: conceptKey(area) },
      open: `compendium concept ${id}`,
    },
    names: [title, title.replace(/\s*\(.*\)$/, ''), ...aliases],
    fields: { title: `${title}\n${id}`, aliases: aliases.join('\n'), description: definition, tags: area },
  }))

/** Everything that search finds unasked, most important kind first. */
export const COLLECTIONS: readonly Collection[] = [
  lessons,
  shortPatterns,
  clusterExercises,
  componentExercises,
  simulations,
  questions,
]
