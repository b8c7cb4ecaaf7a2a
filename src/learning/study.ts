import type { Topic } from '../corpus/topic.ts'
import { answerFact } from './answers.ts'
import type { ProgressFact } from './events.ts'
import type { QuizResult } from './quiz.ts'
import { recordProgress } from './record.ts'

/** Saves what happens on a screen as it happens, and keeps the warnings until the screen is gone. */
export interface StudyLog {
  readonly note: (fact: ProgressFact) => Promise<void>
  readonly onAnswer: (result: QuizResult) => Promise<void>
  /** Resolves when all is saved, to what went wrong, each thing once. */
  readonly end: () => Promise<readonly string[]>
}

/** `now` is the clock: a sitting lasts, and every answer has a time of its own. */
export function studyLog(topic: Pick<Topic, 'slug' | 'quiz'>, now: () => number): StudyLog {
  const warnings = new Set<string>()
  let saved: Promise<void> = Promise.resolve()
  const note = (fact: ProgressFact): Promise<void> => {
    const context = { nowMs: now(), warn: (message: string) => void warnings.add(message) }
    saved = saved.then(() => recordProgress([fact], context))
    return saved
  }
  return {
    note,
    onAnswer: (result) => note(answerFact(topic, result)),
    end: async () => {
      await saved
      return [...warnings]
    },
  }
}
