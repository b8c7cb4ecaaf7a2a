import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectScreen, Journey, SHAPES } from '../helpers/journey.ts'

let journey: Journey

beforeEach(async () => {
  journey = await Journey.begin()
})

afterEach(() => journey.end())

const answered = (question: string) => ({
  kind: 'quiz' as const,
  slug: 'bulkhead',
  data: { question, answer: ['b'], correct: true, questions: 2 },
})
const read = { kind: 'read' as const, slug: 'bulkhead', data: { finished: true } }
const left = { kind: 'read' as const, slug: 'breaker', data: { finished: false, place: 'theory' } }

describe.each(SHAPES)('from home to a lesson and back, $name', (shape) => {
  it('continues where it was left, and comes back home', async () => {
    await journey.did(read, answered('why'), answered('which'), left)
    const home = journey.open([], shape)
    await home.shows('Breaker: the lesson, at "Theory"')
    await expectScreen(home, `home-${shape.name}`)
    home.send('\r')
    await home.shows('where you left it; g goes to the start')
    await expectScreen(home, `home-continue-${shape.name}`)
    home.send('q')
    await home.shows('2 questions due')
    home.send('q')
    expect(await home.ended).toEqual({ code: 0, restored: true })
    expect(home.state()).toEqual({ alternate: false, cursorShown: true })
  })
})

it('opens the review, keeps what is answered, and counts less afterwards', async () => {
  await journey.did(read, answered('why'), answered('which'))
  const home = journey.open([])
  await home.shows('2 questions due')
  home.send('r')
  await home.shows(/Review: Bulkhead/)
  home.send('b\r')
  await home.shows(/(Right|Wrong)\./)
  home.send('\r')
  await home.shows(/2 of 2/)
  home.send('q')
  await home.shows('1 question due')
  home.send('q')
  expect(await home.ended).toEqual({ code: 0, restored: true })
})

it('takes the alternate screen once for all that is opened, so that the shell does not flash up', async () => {
  const home = journey.open([])
  await home.shows('Start')
  home.send('\r')
  await home.shows('A pool for each dependency.')
  home.send('q')
  await home.shows('Lessons')
  home.send('q')
  await home.ended
  expect(home.output().split('\u001B[?1049h')).toHaveLength(2)
  expect(home.output().split('\u001B[?1049l')).toHaveLength(2)
})

it('ends with 130 on Ctrl-C, from home and from what was opened there', async () => {
  const home = journey.open([])
  await home.shows('Start')
  home.send('\u0003')
  expect(await home.ended).toEqual({ code: 130, restored: true })
  const again = journey.open([])
  await again.shows('Start')
  again.send('\r')
  await again.shows('A pool for each dependency.')
  again.send('\u0003')
  expect(await again.ended).toEqual({ code: 130, restored: true })
  expect(again.state()).toEqual({ alternate: false, cursorShown: true })
})

it('lists all topics, opens one, and comes back to the list', async () => {
  const home = journey.open([])
  await home.shows('all 2')
  home.send('t')
  await home.shows(/> Bulkhead/)
  home.send('j')
  await home.shows(/> Breaker/)
  home.send('\r')
  await home.shows('A breaker is not a bulkhead')
  home.send('q')
  await home.shows(/> Breaker .*reading/)
})

it('explains its keys', async () => {
  const home = journey.open([])
  await home.shows('Start')
  home.send('?')
  await home.shows('open it; leaving it leads back here')
  await expectScreen(home, 'home-keys')
})

it('moves by the wheel of the mouse, and gives the mouse back', async () => {
  const home = journey.open([])
  await home.shows(/> Start/)
  home.send('\u001B[<65;10;5M')
  await home.shows(/> Topics/)
  home.send('\u001B[<64;10;5M')
  await home.shows(/> Start/)
  home.send('q')
  await home.ended
  expect(home.output().lastIndexOf('\u001B[?1000l')).toBeGreaterThan(
    home.output().lastIndexOf('\u001B[?1000h'),
  )
})

it('leaves the mouse alone when it is told so', async () => {
  const home = journey.open([], { env: { COMPENDIUM_MOUSE: 'off' } })
  await home.shows(/> Start/)
  expect(home.output()).not.toContain('\u001B[?1000h')
})

it('is a conversation for a screen reader', async () => {
  await journey.did(read, answered('why'), answered('which'), left)
  const home = journey.open([], { env: { TERM: 'dumb' } })
  await home.shows('Type a number, or the name of a topic')
  await expectScreen(home, 'home-linear')
  home.send('2\n')
  await home.shows(/Type .* letters? .*press Enter, or q to quit/)
  home.send('q\n')
  await home.shows(/^1\. Continue/)
  home.send('q\n')
  expect(await home.ended).toEqual({ code: 0, restored: true })
  expect(home.output()).not.toContain('\u001B[?1049h')
})

it('prints the same as data', async () => {
  await journey.did(read)
  expect(await journey.json('home')).toMatchObject({
    resume: { slug: 'bulkhead', step: 'quiz' },
    reviewsDue: 2,
    next: { slug: 'breaker', minutes: 3 },
    topics: { done: 1, total: 2 },
    exercises: { done: 0, total: 0 },
  })
})
