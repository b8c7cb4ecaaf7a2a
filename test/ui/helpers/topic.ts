import type { Block, Inline } from '../../../src/corpus/blocks.ts'
import type { Insight, QuizQuestion, Topic } from '../../../src/corpus/topic.ts'

const text = (words: string): readonly Inline[] => [{ type: 'text', text: words }]

function heading(level: number, words: string): Block {
  return { type: 'heading', level, id: words.toLowerCase().replaceAll(' ', '-'), children: text(words) }
}

function paragraph(words: string): Block {
  return { type: 'paragraph', children: text(words) }
}

/** A section long enough to scroll in: `count` numbered paragraphs. */
function section(name: string, count: number): Block[] {
  const filler = 'a sentence that goes on for long enough to be wrapped on a narrow screen'
  const paragraphs = Array.from({ length: count }, (_, index) =>
    paragraph(`${name} paragraph ${index + 1}: ${filler}.`),
  )
  return [heading(2, name), ...paragraphs]
}

const QUESTIONS: readonly QuizQuestion[] = [
  {
    id: 'one',
    type: 'single',
    prompt: text('When does an open breaker let a call through?'),
    choices: [
      { id: 'x', text: text('When the reset timeout has passed.') },
      { id: 'y', text: text('When the caller insists.') },
      { id: 'z', text: text('Never.') },
    ],
    answer: ['x'],
    explanation: text('The first call after the reset timeout is a trial.'),
    source: 'book',
  },
  {
    id: 'two',
    type: 'multiple',
    prompt: text('Which of these count as failures?'),
    choices: [
      { id: 'a', text: text('A timeout.') },
      { id: 'b', text: text('A refused connection.') },
      { id: 'c', text: text('A rejected call.') },
    ],
    answer: ['a', 'b'],
    explanation: text('A rejected call never reached the dependency.'),
    source: 'book',
  },
]

export const INSIGHTS: readonly Insight[] = [
  {
    id: 'trial',
    prompt: text('What is the first call for?'),
    text: text('It finds out, at the price of one call.'),
  },
  { id: 'caller', prompt: text('Whom does it spare?'), text: text('The caller first of all.') },
]

export function sampleTopic(changes: Partial<Topic> = {}): Topic {
  return {
    slug: 'sample-breaker',
    kind: 'pattern',
    title: 'Sample Breaker',
    description: 'A lesson for tests.',
    category: 'resilience',
    difficulty: 'beginner',
    minutes: 5,
    hasQuiz: true,
    hasExercise: false,
    hasSimulation: false,
    blocks: [...section('Overview', 6), ...section('Theory', 6), ...section('Practice', 6)],
    quiz: QUESTIONS,
    sources: [
      {
        id: 'book',
        number: 1,
        title: 'A Book',
        authors: ['A. Writer'],
        year: 2018,
        url: 'https://example.org/book',
      },
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
      words: 100,
    },
    ...changes,
  }
}
