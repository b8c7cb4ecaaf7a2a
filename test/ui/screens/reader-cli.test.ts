import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Block } from '../../../src/corpus/blocks.ts'
import { bulkhead } from '../../learning/helpers/corpus.ts'
import { expectScreen, Journey, SHAPES } from '../helpers/journey.ts'

let journey: Journey

beforeEach(async () => {
  journey = await Journey.begin()
})

afterEach(() => journey.end())

const WHEEL_DOWN = '\u001B[<65;10;5M'

describe.each(SHAPES)('reading, $name', (shape) => {
  it('finds a word, follows a link to another lesson, and goes back and forward', async () => {
    const reader = journey.open(['learn', 'breaker', '--interactive'], shape)
    await reader.shows('A breaker is not a bulkhead')
    reader.send('/trial call 9\r')
    await reader.shows('match 1 of 1')
    await expectScreen(reader, `reader-search-${shape.name}`)
    reader.send('g')
    await reader.shows('A breaker is not a bulkhead')
    reader.send('l')
    await reader.shows('link 1 of')
    await expectScreen(reader, `reader-link-${shape.name}`)
    reader.send('\r')
    await reader.shows('A pool for each dependency.')
    reader.send('\u007F')
    const back = await reader.shows('A breaker is not a bulkhead')
    expect(back[0]).toMatch(/^ Breaker /)
    reader.send('>')
    await reader.shows('A pool for each dependency.')
    reader.send('q')
    expect(await reader.ended).toEqual({ code: 0, restored: true })
    const { topics } = await journey.json('progress')
    expect(topics).toMatchObject({ bulkhead: { status: 'read' } })
  })
})

it('follows a link within the lesson, and comes back to the same lines', async () => {
  const reader = journey.open(['learn', 'breaker', '--interactive'])
  await reader.shows('A breaker is not a bulkhead')
  reader.send('jjjj')
  await reader.shows(/^ +[1-9]\d*%/)
  const before = reader.screen().slice(1, 12)
  reader.send('ll')
  await reader.shows('link 2 of')
  reader.send('\r')
  await reader.shows(/^> Theory/)
  reader.send('\u007F')
  await reader.shows('A breaker is not a bulkhead')
  expect(reader.screen().slice(1, 12)).toEqual(before)
})

it('scrolls three lines for each notch of the wheel, and heeds no click', async () => {
  const reader = journey.open(['learn', 'breaker', '--interactive'])
  const first = await reader.shows('A breaker is not a bulkhead')
  reader.send('\u001B[<0;10;5M\u001B[<0;10;5m')
  reader.send(WHEEL_DOWN)
  await reader.shows('4. A sentence')
  expect(reader.screen()[1]).toBe(first[4])
})

it('opens a heading from the contents', async () => {
  const reader = journey.open(['learn', 'breaker', '--interactive'])
  await reader.shows('A breaker is not a bulkhead')
  reader.send('t')
  await reader.shows(/^ Breaker: contents/)
  reader.send('G')
  reader.send('k')
  reader.send('\r')
  await reader.shows(/^> Theory/)
})

it('comes back to where it was left on another day', async () => {
  const reader = journey.open(['learn', 'breaker', '--interactive'])
  await reader.shows('A breaker is not a bulkhead')
  reader.send(':goto theory\r')
  await reader.shows(/^> Theory/)
  reader.send('q')
  await reader.ended
  const again = journey.open(['learn', 'breaker', '--interactive'])
  await again.shows('where you left it')
  await again.shows(/^> Theory/)
})

it('shows the beginning of a long chapter first, and its end as soon as it is asked for', async () => {
  const parts = Array.from({ length: 400 }, (_, part): Block[] => [
    { type: 'heading', level: 2, id: `part-${part}`, children: [{ type: 'text', text: `Part ${part}` }] },
    {
      type: 'paragraph',
      children: [{ type: 'text', text: `Of part ${part} there is ${'much '.repeat(60)}to say.` }],
    },
  ])
  await journey.end()
  journey = await Journey.begin([{ ...bulkhead, blocks: parts.flat() }])
  const reader = journey.open(['learn', 'bulkhead', '--interactive'])
  await reader.shows('Part 0')
  reader.send('G')
  await reader.shows('Of part 399 there is')
  await reader.shows('100%')
  const before = reader.output().length
  reader.send('k')
  await reader.shows(' 99%')
  expect(reader.output().length - before).toBeLessThan(80 * 24 + 24 * 20)
})
