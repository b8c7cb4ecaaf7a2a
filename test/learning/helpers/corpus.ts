import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Inline } from '../../../src/corpus/blocks.ts'
import type { ConceptGraph } from '../../../src/corpus/concept-graph.ts'
import type { CorpusIndex, Topic } from '../../../src/corpus/topic.ts'

const text = (words: string): Inline => ({ type: 'text', text: words })

/** A small topic with a lesson of three lines and a quiz of two questions. */
export const bulkhead: Topic = {
  slug: 'bulkhead',
  kind: 'pattern',
  title: 'Bulkhead',
  description: 'Keep one leak from sinking the ship.',
  category: 'resilience',
  difficulty: 'beginner',
  minutes: 5,
  hasQuiz: true,
  hasExercise: false,
  hasSimulation: false,
  blocks: [
    { type: 'heading', level: 2, id: 'overview', children: [text('Overview')] },
    { type: 'paragraph', children: [text('A pool for each dependency.')] },
  ],
  quiz: [
    {
      id: 'why',
      type: 'single',
      prompt: [text('What is it for?')],
      choices: [
        { id: 'a', text: [text('Speed')] },
        { id: 'b', text: [text('Isolation')] },
      ],
      answer: ['b'],
      explanation: [text('One pool may drain while the '), { type: 'code', text: 'others' }, text(' stay.')],
      source: 'release-it',
    },
    {
      id: 'which',
      type: 'multiple',
      prompt: [text('What can be split?')],
      choices: [
        { id: 'a', text: [text('Threads')] },
        { id: 'b', text: [text('Luck')] },
        { id: 'c', text: [text('Connections')] },
      ],
      answer: ['a', 'c'],
      explanation: [text('Both are pools.')],
      source: 'release-it',
    },
  ],
  sources: [
    { id: 'release-it', number: 1, title: 'Release It!', authors: [], url: 'https://example.org/release-it' },
  ],
  metadata: {
    prerequisites: { concepts: [], patterns: [] },
    learningOutcomes: [],
    interactiveElements: { simulations: [], exercises: [], quizzes: [] },
    related: { papers: [], patterns: [], tools: [] },
    laws: [],
    pillars: [],
    tags: [],
    lastReviewed: '2026-11-21',
    contributors: [],
    words: 5,
  },
}

/** The same, with two insights. */
export const insightful: Topic = {
  ...bulkhead,
  insights: [
    { id: 'leak', prompt: [text('What does one leak cost?')], text: [text('One compartment, and no more.')] },
    { id: 'size', prompt: [text('How large is a pool?')], text: [text('As large as you can lose.')] },
  ],
}

/** Writes topics as the build does, for `COMPENDIUM_CORPUS`. */
export async function writeTopics(dir: string, topics: readonly Topic[]): Promise<void> {
  await mkdir(path.join(dir, 'topics'), { recursive: true })
  const index: CorpusIndex = {
    items: topics.map(({ blocks, quiz, insights, sources, metadata, exercise, simulation, ...item }) => item),
    clusters: [],
  }
  await writeFile(path.join(dir, 'index.json'), JSON.stringify(index))
  await writeFile(path.join(dir, 'graph.json'), JSON.stringify(graphOf(topics)))
  for (const topic of topics) {
    await writeFile(path.join(dir, 'topics', `${topic.slug}.json`), JSON.stringify(topic))
  }
}

/** Topics that teach nothing but themselves, and need those of the others that they name. */
export function graphOf(topics: readonly Topic[]): ConceptGraph {
  const slugs = new Set(topics.map(({ slug }) => slug))
  const needsOf = ({ metadata }: Topic) => metadata.prerequisites.patterns.filter((one) => slugs.has(one))
  return {
    concepts: topics.map((topic) => ({ id: topic.slug, title: topic.title, needs: needsOf(topic) })),
    topics: topics.map((topic) => ({
      ...{ slug: topic.slug, title: topic.title, difficulty: topic.difficulty, teaches: [topic.slug] },
      ...{ needs: needsOf(topic), questions: topic.quiz.length },
      minutes: { lesson: 3, quiz: 2 },
    })),
    clusters: [],
    paths: [],
  }
}
