import { inlineText } from '../corpus/inline-text.ts'
import type { QuizQuestion, Topic } from '../corpus/topic.ts'
import type { Status } from './progress.ts'

/** A question as it is asked: plain text, and nothing that gives the answer away. */
export interface AskedQuestion {
  readonly id: string
  readonly type: 'single' | 'multiple'
  readonly prompt: string
  readonly choices: readonly { readonly id: string; readonly text: string }[]
}

export function askedQuestion({ id, type, prompt, choices }: QuizQuestion): AskedQuestion {
  return {
    id,
    type,
    prompt: inlineText(prompt),
    choices: choices.map((choice) => ({ id: choice.id, text: inlineText(choice.text) })),
  }
}

/**
 * What `learn TOPIC --json` prints: the facts of the index, the outline, the lesson's blocks, its
 * sources, and the quiz as it is asked.
 */
export function topicData(topic: Topic, status: Status) {
  const { blocks, quiz, sources, metadata, exercise: _, simulation: __, ...facts } = topic
  return {
    ...facts,
    status,
    outline: outline(topic),
    metadata,
    quiz: quiz.map(askedQuestion),
    sources,
    blocks,
  }
}

function outline({ blocks }: Topic) {
  return blocks.flatMap((block) =>
    block.type === 'heading' ? [{ level: block.level, id: block.id, text: inlineText(block.children) }] : [],
  )
}
