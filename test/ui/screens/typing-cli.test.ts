import { afterEach, expect, it } from 'vitest'
import type { Topic } from '../../../src/corpus/topic.ts'
import { bulkhead } from '../../learning/helpers/corpus.ts'
import { Journey } from '../helpers/journey.ts'

const typed: Topic = {
  ...bulkhead,
  quiz: [
    {
      ...{ id: 'term', type: 'short', choices: [], answer: ['really'], accepted: ['really'] },
      ...{ prompt: [{ type: 'text', text: 'What is it called?' }], explanation: [], source: 'release-it' },
    },
  ],
}

let journey: Journey

afterEach(() => journey.end())

it('a question mark that is typed is part of the answer; it asks for the keys once typing was left', async () => {
  journey = await Journey.begin([typed])
  const quiz = journey.open(['quiz', 'bulkhead'])
  await quiz.shows('What is it called?')
  quiz.send('really?')
  await quiz.shows('Answer: really?_')
  quiz.send('\u001B')
  await quiz.shows('Enter types on')
  quiz.send('?')
  await quiz.shows('any key back')
  quiz.send(' ')
  await quiz.shows('Answer: really?')
  quiz.send('q')
  expect(await quiz.ended).toEqual({ code: 0, restored: true })
})
