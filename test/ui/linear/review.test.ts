import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import type { DueCard } from '../../../src/learning/review/due.ts'
import type { Deed } from '../../../src/learning/review/review-log.ts'
import { openReview } from '../../../src/ui/index.ts'
import { INSIGHTS, sampleTopic } from '../helpers/topic.ts'

const { slug, title, sources, quiz } = sampleTopic()
const DUE: readonly DueCard[] = quiz.map((question) => ({
  kind: 'question',
  ...{ id: `${slug}/${question.id}`, slug, title, question, prompt: '', sources, retrievability: 0.5 },
}))

/** A review in which `typed` waits in the input. */
async function talk(typed: string, due = DUE) {
  const stdin = Object.assign(new PassThrough(), { isTTY: true })
  const stdout = Object.assign(new PassThrough(), { isTTY: true, columns: 60, rows: 24 })
  let said = ''
  stdout.on('data', (data: Buffer) => {
    said += data.toString()
  })
  stdin.end(typed)
  const deeds: Deed[] = []
  const outcome = await openReview({
    stdin: stdin as unknown as NodeJS.ReadStream,
    stdout: stdout as unknown as NodeJS.WriteStream,
    ...{ color: 0, linear: true, due },
    intervals: () => ({ again: 60_000, hard: 360_000, good: 600_000, easy: 345_600_000 }),
    onDeed: (deed) => void deeds.push(deed),
  })
  return { said, outcome, deeds: deeds.map((deed) => (deed.kind === 'rated' ? deed.rating : deed.kind)) }
}

it('asks, grades, and is told how well it was known', async () => {
  const { said, outcome, deeds } = await talk('a\nhard\nc\n\n\n')
  expect(outcome.ending).toBe('quit')
  expect(deeds).toEqual(['hard', 'again'])
  expect(said).toContain('1 of 2. Review: Sample Breaker.')
  expect(said).toContain('How was it? g good (10 min), h hard (6 min), e easy (4')
  expect(said).toContain('Right is: A, B.')
  expect(said).toContain('It comes back in 1 min. Press Enter to go on.')
  expect(said).toContain('1 of 2 known.')
})

it('undoes, puts off, and says how to answer', async () => {
  const { said, deeds } = await talk('?\nz\nu\nq\n')
  expect(deeds).toEqual(['buried', 'undone'])
  expect(said).toContain('Type one letter and press Enter, or q to quit.')
  expect(said).toContain('undone: answer it again')
})

const SAID: readonly DueCard[] = INSIGHTS.map((insight) => ({
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
}))

it('asks for an insight, shows it whatever is typed, and takes what is said of it', async () => {
  const { said, deeds } = await talk('?\nit finds out\nagain\n\nwhat\ng\n\n', SAID)
  expect(deeds).toEqual(['again', 'good'])
  expect(said).toContain('1 of 2. Review: Sample Breaker.\nWhat is the first call for?')
  expect(said.match(/in your own words and press Enter/g)).toHaveLength(3)
  expect(said.indexOf('It finds out, at the price of one call.')).toBeGreaterThan(said.indexOf('own words'))
  expect(said).toContain('How was it? a not known (1 min), g good (10 min)')
  expect(said).toContain('Type g and press Enter if you knew it')
  expect(said).toContain('1 of 2 known.')
})

it('tells nothing of an insight that is put off or left', async () => {
  const { said, deeds } = await talk('z\nq\n', SAID)
  expect(deeds).toEqual(['buried'])
  for (const told of ['It finds out', 'The caller first']) expect(said).not.toContain(told)
})
