import * as z from 'zod'
import type { Inline } from '../../blocks.ts'
import type { MeasuredRun, QuizChoice, QuizQuestion } from '../../question.ts'
import { slug, words } from '../words.ts'
import type { Measured } from './measured.ts'

/** What every question has. */
export const common = {
  id: slug,
  prompt: words,
  explanation: words,
  source: slug,
}
export const choice = z.strictObject({ id: slug, text: words })

type Common = z.infer<z.ZodObject<typeof common>>
export type Data<Schema extends z.ZodType> = z.infer<Schema>

/** How a question is compiled: texts to inline Markdown, runs to what they measure. */
export interface QuestionContext {
  /** `path` is that of the text below the question. */
  inline(text: string, path: readonly PropertyKey[]): readonly Inline[]
  choices(written: readonly { readonly id: string; readonly text: string }[], key: string): QuizChoice[]
  /** Runs a simulation. @throws Error that says why it cannot. */
  measure(run: MeasuredRun): Promise<Measured>
  /** Something is wrong at `path`. */
  error(path: readonly PropertyKey[], rule: string, message: string): void
}

/** One type of question as authors write it. Those that the registry lists are all there are. */
export interface AuthoredType<Schema extends z.ZodType<Common> = z.ZodType<Common>> {
  readonly schema: Schema
  /** The question as it is asked; undefined after reporting why there is none. */
  compile(
    data: z.infer<Schema>,
    context: QuestionContext,
  ): QuizQuestion | undefined | Promise<QuizQuestion | undefined>
  /** What the schema cannot say. */
  check?(data: z.infer<Schema>, report: QuestionContext['error']): void
  /** What stands under it besides prompt and explanation, and may cite sources. */
  choicesOf?(data: z.infer<Schema>): readonly { readonly id: string; readonly text: string }[]
}

/** The parts that every compiled question has. */
export function compileCommon(data: Common, context: QuestionContext) {
  return {
    id: data.id,
    source: data.source,
    prompt: context.inline(data.prompt, ['prompt']),
    explanation: context.inline(data.explanation, ['explanation']),
  }
}

/** `duplicate-choice`: answers are stored by these ids. */
export function checkChoiceIds(
  question: string,
  written: readonly { readonly id: string }[],
  key: string,
  report: QuestionContext['error'],
): void {
  for (const [index, { id }] of written.entries()) {
    if (written.findIndex((other) => other.id === id) === index) continue
    report([key, index, 'id'], 'duplicate-choice', `"${id}" is used twice in "${question}"`)
  }
}
