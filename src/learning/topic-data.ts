import { inlineText } from '../corpus/inline-text.ts'
import type { MeasuredRun, QuestionType } from '../corpus/question.ts'
import type { QuizQuestion, Topic } from '../corpus/topic.ts'
import type { Unit } from '../lib/quantity.ts'
import type { Status } from './progress.ts'
import type { Input } from './questions/answer-kind.ts'
import { inputOf } from './questions/registry.ts'

/** A question as it is asked: plain text, and nothing that gives the answer away. */
export interface AskedQuestion {
  readonly id: string
  readonly type: QuestionType
  /** How it is answered: `one` choice, `many`, all in `order`, or a `text` that is typed. */
  readonly input: Input
  readonly prompt: string
  readonly choices: readonly { readonly id: string; readonly text: string }[]
  /** Of a number: what it is in, if the answer names no unit. */
  readonly unit?: Unit
  /** The run that is to be predicted. */
  readonly run?: MeasuredRun
}

export function askedQuestion(question: QuizQuestion): AskedQuestion {
  const { id, type, prompt, choices } = question
  const input = inputOf(question)
  return {
    ...{ id, type, input },
    prompt: inlineText(prompt),
    choices: choices.map((choice) => ({ id: choice.id, text: inlineText(choice.text) })),
    ...('unit' in question && input === 'text' ? { unit: question.unit } : {}),
    ...('run' in question ? { run: question.run } : {}),
  }
}

/**
 * What `learn TOPIC --json` prints: the facts of the index, the outline, the lesson's blocks, its
 * sources, its insights, and the quiz as it is asked.
 */
export function topicData(topic: Topic, status: Status) {
  const {
    blocks,
    quiz,
    insights = [],
    sources,
    metadata,
    exercise: _,
    simulation: __,
    inEnglish,
    ...facts
  } = topic
  return {
    ...facts,
    ...(inEnglish && { inEnglish }),
    status,
    outline: outline(topic),
    metadata,
    quiz: quiz.map(askedQuestion),
    insights: insights.map(({ id, prompt, text }) => ({
      id,
      prompt: inlineText(prompt),
      text: inlineText(text),
    })),
    sources,
    blocks,
  }
}

function outline({ blocks }: Topic) {
  return blocks.flatMap((block) =>
    block.type === 'heading' ? [{ level: block.level, id: block.id, text: inlineText(block.children) }] : [],
  )
}
