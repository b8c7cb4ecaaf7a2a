import * as z from 'zod'
import { DIFFICULTIES, TOPIC_KINDS } from '../topic.ts'
import { questionSchema } from './questions/registry.ts'
import { slug, words } from './words.ts'

const list = z.array(words).default([])

const source = z.strictObject({
  id: slug,
  title: words,
  authors: z.array(words).default([]),
  year: z.int().min(1900).max(2100).optional(),
  url: z.url({ protocol: /^https?$/, message: 'must be a web address' }),
  locator: words.optional(),
})

/** The front matter of `lesson.md`: the one home of what is known about a topic. */
export const frontMatterSchema = z.strictObject({
  slug,
  kind: z.enum(TOPIC_KINDS),
  title: words,
  description: words,
  category: slug,
  difficulty: z.enum(DIFFICULTIES),
  estimated_time: z.string().regex(/^[1-9]\d{0,2} min$/, 'write it like "20 min"'),
  prerequisites: z.strictObject({
    concepts: list,
    patterns: z.array(slug).default([]),
    experience: words.optional(),
  }),
  /** Concepts besides its own, which has the slug of the topic. */
  teaches: z.array(slug).default([]),
  learning_outcomes: z.array(words).min(1, 'name at least one outcome'),
  interactive_elements: z.strictObject({
    simulations: z.array(slug).default([]),
    exercises: z.array(slug).default([]),
    quizzes: z.array(slug).default([]),
  }),
  related_content: z.strictObject({
    papers: list,
    patterns: z.array(slug).default([]),
    tools: list,
    videos: list.optional(),
  }),
  laws: list,
  pillars: list,
  tags: z.array(slug).min(1, 'name at least one tag'),
  last_reviewed: z.iso.date('write it as a quoted date: "2026-11-21"'),
  contributors: z.array(words).min(1, 'name at least one contributor'),
  sources: z.array(source).default([]),
})

export type FrontMatter = z.infer<typeof frontMatterSchema>

/** `quiz.yaml`. */
export const quizSchema = z.strictObject({
  questions: z.array(questionSchema).min(1, 'a quiz needs at least one question'),
})

export type QuizFile = z.infer<typeof quizSchema>

/** `simulation.yaml`. */
export const simulationSchema = z.strictObject({
  scenario: slug,
  seed: z.int().min(0),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).default({}),
  notice: z.array(words).min(1, 'say what to look for'),
})
