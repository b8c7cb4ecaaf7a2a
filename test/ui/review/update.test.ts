import { describe, expect, it } from 'vitest'
import { faceId } from '../../../src/learning/review/card-face.ts'
import type { DueCard } from '../../../src/learning/review/due.ts'
import { lessonTheme } from '../../../src/report/lesson/theme.ts'
import { reviewLines, reviewStatus } from '../../../src/ui/screens/review/review-lines.ts'
import { type ReviewState, startReview } from '../../../src/ui/screens/review/state.ts'
import { updateReview } from '../../../src/ui/screens/review/update.ts'
import { INSIGHTS, sampleTopic } from '../helpers/topic.ts'

const PLAIN = lessonTheme({ color: 0, unicode: true })
const { slug, title, sources, quiz } = sampleTopic()
const CARDS: readonly DueCard[] = quiz.map((question) => ({
  kind: 'question',
  ...{ id: `${slug}/${question.id}`, slug, title, question, prompt: '', sources, retrievability: 0.5 },
}))
const start = () => startReview({ columns: 80, rows: 24 }, CARDS)
const press = (state: ReviewState, ...keys: string[]) => keys.reduce(updateReview, state)
const told = ({ deeds }: ReviewState) =>
  deeds.map((deed) =>
    deed.kind === 'rated'
      ? `${faceId(deed.card)} ${deed.rating}`
      : deed.kind === 'undone'
        ? `undone ${deed.deed}`
        : `${faceId(deed.card)} ${deed.kind}`,
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

describe('an insight in a review', () => {
  const insights = INSIGHTS.map(
    (insight): DueCard => ({
      ...{
        kind: 'insight',
        insight,
        id: `${slug}/${insight.id}`,
        slug,
        title,
        prompt: '',
        sources,
        retrievability: 0.5,
      },
    }),
  )
  const begin = (size = { columns: 80, rows: 24 }) => startReview(size, insights)

  it('is asked for by its prompt alone, and shown by Enter or Space', () => {
    expect(reviewLines(begin(), PLAIN)).toEqual([
      'Key insight (say it in your own words)',
      '',
      'What is the first call for?',
    ])
    expect(reviewStatus(begin(), () => undefined)[1]).toEqual(['q quit', 'z not today', 'Enter show'])
    for (const key of ['enter', 'space'])
      expect(reviewLines(press(begin(), key), PLAIN).slice(4, 6)).toEqual([
        'The insight.',
        'It finds out, at the price of one call.',
      ])
  })

  it('takes no judgement before it was shown, and turns by no other key', () => {
    for (const key of ['a', 'h', 'g', 'e', 'b', 'x', 'down']) {
      expect(press(begin(), key).isTurned).toBe(false)
      expect(told(press(begin(), key))).toEqual([])
    }
  })

  it.each([
    ['a', 'again', false],
    ['h', 'hard', true],
    ['g', 'good', true],
    ['enter', 'good', true],
    ['e', 'easy', true],
  ])('is rated by %s as %s', (key, rating, correct) => {
    const { deeds, at, isTurned } = press(begin(), 'enter', key)
    expect(deeds).toMatchObject([
      { kind: 'rated', rating, result: { question: 'trial', answer: [], correct, missed: [], mistaken: [] } },
    ])
    expect([at, isTurned]).toEqual([1, false])
  })

  it('is put off, undone, and asked for again with its back down', () => {
    const undone = press(begin(), 'enter', 'a', 'z', 'u', 'u')
    expect(told(undone)).toEqual(['trial again', 'caller buried', 'undone 1', 'undone 0'])
    expect([undone.at, undone.isTurned, undone.message]).toEqual([0, false, 'undone: answer it again'])
  })

  it('says when it would come back, and at the end what to read again', () => {
    const intervals = () => ({ again: 60_000, hard: 6 * 60_000, good: 3 * 86_400_000, easy: 95 * 86_400_000 })
    expect(reviewStatus(press(begin(), 'enter'), intervals)[1]).toEqual([
      'q quit',
      'a again 1 min',
      'h hard 6 min',
      'e easy 3 months',
      'Enter good 3 days',
    ])
    const end = press(begin(), 'enter', 'a', 'enter', 'enter')
    expect(reviewLines(end, PLAIN).slice(0, 4)).toEqual([
      '1 of 2 known.',
      '',
      'Read again:',
      '- compendium learn sample-breaker',
    ])
  })

  it('is asked between questions, whose keys stay theirs', () => {
    const [question] = CARDS
    const mixed = startReview({ columns: 80, rows: 24 }, [
      ...insights.slice(0, 1),
      ...(question ? [question] : []),
    ])
    expect(told(press(mixed, 'enter', 'enter', 'a', 'enter', 'h'))).toEqual(['trial good', 'one hard'])
    expect(told(press(mixed, 'enter', 'enter', 'a', 'enter', 'a'))).toEqual(['trial good'])
  })

  it('shows what was asked for last on a screen that is too small for both sides', () => {
    const small = press(begin({ columns: 20, rows: 6 }), 'enter')
    expect(reviewLines(small, PLAIN)).toHaveLength(4)
  })
})
