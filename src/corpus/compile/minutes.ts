import type { TopicNode } from '../concept-graph.ts'
import type { ParsedCluster } from './parse-cluster.ts'
import type { ParsedTopic } from './parse-topic.ts'

/** Estimates, in minutes. What they rest on is said in docs/mastery.md. */
const QUESTION = 1
const LEAST_READING = 5
const READ_THE_TASK = 10
const LINE_OF_CODE = 1
const STEP = 5

/** `estimated_time` is for reading and answering: a minute is for each question, the rest for the lesson. */
export function topicMinutes({ topic, folder }: ParsedTopic): TopicNode['minutes'] {
  const quiz = topic.quiz.length * QUESTION
  const lesson = Math.max(LEAST_READING, topic.minutes - quiz)
  const own = topic.exercise === undefined ? {} : { exercise: exerciseMinutes(folder.files, 'exercise/') }
  return { lesson, quiz, ...own }
}

export function clusterMinutes({ folder }: ParsedCluster): number {
  return exerciseMinutes(folder.files, '')
}

/** By the shortest reference: a program of so many lines is written in about so many minutes, after the task is read. */
function exerciseMinutes(files: ReadonlyMap<string, string>, below: string): number {
  const lengths = [...files]
    .filter(([name]) => name.startsWith(`${below}solution/`))
    .map(([, text]) => text.split('\n').filter((line) => line.trim() !== '').length)
  const lines = lengths.length === 0 ? 0 : Math.min(...lengths)
  return Math.ceil((READ_THE_TASK + lines * LINE_OF_CODE) / STEP) * STEP
}
