import { describe, expect, it } from 'vitest'
import type { DueCard } from '../../../src/learning/review/due.ts'
import { lessonTheme } from '../../../src/report/lesson/theme.ts'
import { reviewLines, reviewStatus } from '../../../src/ui/screens/review/review-lines.ts'
import { type ReviewState, startReview } from '../../../src/ui/screens/review/state.ts'
import { updateReview } from '../../../src/ui/screens/review/update.ts'
import { sampleTopic } from '../helpers/topic.ts'

const PLAIN = lessonTheme({ color: 0, unicode: true })
const { slug, title, sources, quiz } = sampleTopic()
const CARDS: readonly DueCard[] = quiz.map((question) => ({
  ...{ id: `${slug}/${question.id}`, slug, title, question, prompt: '', sources, retrievability: 0.5 },
}))
const start = () => startReview({ columns: 80, rows: 24 }, CARDS)
const press = (state: ReviewState, ...keys: string[]) => keys.reduce(updateReview, state)
const told = ({ deeds }: ReviewState) =>
  deeds.map((deed) =>
    deed.kind === 'rated'
      ? `${deed.card.question.id} ${deed.rating}`
      : deed.kind === 'undone'
        ? `undone ${deed.deed}`
        : `${deed.card.question.id} ${deed.kind}`,
  )

describe('a review', () => {
  it('asks how well a right answer was known, and goes on', () => {
    expect(told(press(start(), 'a', 'enter', 'h'))).toEqual(['one hard'])
    expect(told(press(start(), 'a', 'enter', 'enter', 'a', 'b', 'enter', 'e'))).toEqual([
      'one good',
      'two easy',
    ])
  })

  it('takes a wrong answer as not known, whatever is pressed', () => {
    for (const key of ['enter', 'h', 'g', 'e'])
      expect(told(press(start(), 'b', 'enter', key))).toEqual(['one again'])
  })

  it('takes no letter for a judgement before there is an answer', () => {
    expect(told(press(start(), 'h', 'g', 'e', 'enter'))).toEqual([])
  })

  it('undoes the last deed each time, and asks again', () => {
    const undone = press(start(), 'a', 'enter', 'enter', 'z', 'u', 'u')
    expect(told(undone)).toEqual(['one good', 'two buried', 'undone 1', 'undone 0'])
    expect(undone.at).toBe(0)
    expect(undone.quiz?.session.result).toBeUndefined()
    expect(press(undone, 'u').message).toBe('there is nothing to undo')
  })

  it('ends with what was known and what to read again', () => {
    const end = press(start(), 'a', 'enter', 'enter', 'c', 'enter', 'enter')
    expect(reviewLines(end, PLAIN).slice(0, 4)).toEqual([
      '1 of 2 known.',
      '',
      'Read again:',
      '- compendium learn sample-breaker',
    ])
    expect(press(end, 'enter').left).toBe('quit')
    expect(press(start(), 'q').left).toBe('quit')
  })

  it('says beside each key when the question would come back', () => {
    const intervals = () => ({ again: 60_000, hard: 6 * 60_000, good: 3 * 86_400_000, easy: 95 * 86_400_000 })
    const right = press(start(), 'a', 'enter')
    expect(reviewStatus(right, intervals)[1]).toEqual([
      'q quit',
      'h hard 6 min',
      'e easy 3 months',
      'Enter good 3 days',
    ])
    expect(reviewStatus(press(start(), 'b', 'enter'), intervals)[1]).toEqual([
      'q quit',
      'Enter next, again in 1 min',
    ])
  })
})
