import * as z from 'zod'

/**
 * A quiz of mdbook-quiz, as its crate mdbook-quiz-schema describes it. Fields that it may get one day are let through and named.
 */
const common = {
  id: z.string().optional(),
  multipart: z.string().optional(),
  context: z.string().optional(),
  promptExplanation: z.boolean().optional(),
}
const texts = z.array(z.string()).min(1)

const shortAnswer = z.looseObject({
  ...common,
  type: z.literal('ShortAnswer'),
  prompt: z.looseObject({ prompt: z.string(), response: z.enum(['short', 'long', 'code']).optional() }),
  answer: z.looseObject({ answer: z.string(), alternatives: z.array(z.string()).optional() }),
})
const multipleChoice = z.looseObject({
  ...common,
  type: z.literal('MultipleChoice'),
  prompt: z.looseObject({
    prompt: z.string(),
    distractors: texts,
    answerIndex: z.int().min(0).optional(),
    sortAnswers: z.boolean().optional(),
    doNotShuffle: z.boolean().optional(),
  }),
  answer: z.looseObject({ answer: z.union([z.string(), texts]) }),
})
const tracing = z.looseObject({
  ...common,
  type: z.literal('Tracing'),
  prompt: z.looseObject({ program: z.string() }),
  answer: z.looseObject({
    doesCompile: z.boolean(),
    stdout: z.string().optional(),
    lineNumber: z.int().min(1).optional(),
  }),
})

export const mdbookQuiz = z.looseObject({
  questions: z.array(z.discriminatedUnion('type', [shortAnswer, multipleChoice, tracing])).min(1),
  multipart: z.record(z.string(), z.string()).optional(),
})

export type MdbookQuiz = z.infer<typeof mdbookQuiz>
export type MdbookQuestion = MdbookQuiz['questions'][number]
export type ShortAnswer = z.infer<typeof shortAnswer>
export type MultipleChoice = z.infer<typeof multipleChoice>
export type Tracing = z.infer<typeof tracing>
