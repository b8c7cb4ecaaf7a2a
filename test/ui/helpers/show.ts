/**
 * Opens a screen on sample data, for the tests on a pseudo-terminal; then prints how it ended as
 * JSON. usage: show.ts reader|quiz|crash
 */
import { openQuiz, openReader } from '../../../src/ui/index.ts'
import { sampleTopic } from './topic.ts'

const answers: string[] = []
let finished = 0
const options = {
  stdin: process.stdin,
  stdout: process.stdout,
  color: (process.env['COLORLESS'] ? 0 : 1) as 0 | 1,
  topic: sampleTopic(),
  onAnswer: (result: { question: string; correct: boolean }) => {
    if (process.argv[2] === 'crash') throw new Error('the answer could not be kept')
    answers.push(`${result.question}:${result.correct}`)
  },
  onFinished: () => {
    finished += 1
  },
}

async function show(): Promise<void> {
  const outcome = process.argv[2] === 'reader' ? await openReader(options) : await openQuiz(options)
  process.stdout.write(`${JSON.stringify({ ...outcome, answers, finished })}\n`)
}

void show()
