import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectScreen, Journey, SHAPES } from '../helpers/journey.ts'

let journey: Journey

beforeEach(async () => {
  journey = await Journey.begin()
})

afterEach(() => journey.end())

const REAL = { COMPENDIUM_CORPUS: path.resolve('dist/corpus') }
const readThrough = (slug: string) => ({ kind: 'read' as const, slug, data: { finished: true } })

describe.each(SHAPES)('the track on a lesson, $name', (shape) => {
  it('goes from the lesson to its diagrams, and shows what is done', async () => {
    const track = journey.open(['learn', 'breaker', '--interactive'], shape)
    await track.shows('A breaker is not a bulkhead')
    track.send('G')
    await track.shows('Press Enter to go on: the diagram.')
    track.send('\r')
    await track.shows('Next: diagram.')
    await expectScreen(track, `track-${shape.name}`)
    track.send('\r')
    await track.shows('A caller takes a place in a pool.')
    await expectScreen(track, `track-diagram-${shape.name}`)
    track.send('q')
    await track.shows('Next: quiz.')
    track.send('q')
    expect(await track.ended).toEqual({ code: 0, restored: true })
  })
})

it('continues at the next step when one comes back', async () => {
  await journey.did(readThrough('breaker'))
  const track = journey.open(['learn', 'breaker', '--interactive'])
  await track.shows('Next: diagram.')
  track.send('q')
  await track.ended
})

it('explains its keys and those of the quiz', async () => {
  await journey.did(readThrough('bulkhead'))
  const track = journey.open(['learn', 'bulkhead', '--interactive'])
  await track.shows('Next: quiz.')
  track.send('?')
  await track.shows(/Enter +take it/)
  track.send(' ')
  await track.shows('Next: quiz.')
  track.send('\r')
  await track.shows('What is it for?')
  track.send('?')
  await track.shows(/r +at the end: the wrong ones again/)
  track.send('x')
  await track.shows('What is it for?')
})

it('on consensus runs the cluster on the same screen, and counts it once it was let go on', async () => {
  await journey.did(readThrough('consensus'), { kind: 'seen', slug: 'consensus', data: { part: 'diagram' } })
  const track = journey.open(['learn', 'consensus', '--interactive'], { env: REAL })
  await track.shows('Next: simulation.')
  track.send('\r')
  await track.shows(/Raft: a replicated log/)
  track.send('q')
  await track.shows(/Simulation {2}run it, and break it by hand *$/m)
  track.send('k')
  await track.shows('> Simulation')
  track.send('\r')
  await track.shows(/of 20 s|─ 20 s/)
  track.send('n')
  await track.shows('stands for election')
  track.send('q')
  await track.shows('Next: quiz.')
  await track.shows(/Simulation .*\(done\)/)
  expect(track.output().split('\u001B[?1049h')).toHaveLength(2)
  track.send('q')
  expect(await track.ended).toEqual({ code: 0, restored: true })
})

it('writes the starter of an exercise, grades it at every save, and never writes over it', async () => {
  await journey.did(readThrough('lru-cache'))
  const track = journey.open(['learn', 'lru-cache', '--interactive'], { env: REAL })
  await track.shows('Next: diagram.')
  track.send('G')
  track.send('\r')
  await track.shows('Which one?')
  track.send('\r')
  await track.shows('The starter was written:')
  const file = path.join(journey.folder, 'work', 'lru-cache-python', 'lru_cache.py')
  const solution = path.resolve('content/patterns/lru-cache/exercise/solution/python/lru_cache.py')
  await writeFile(file, await readFile(solution))
  await track.shows(/^ +PASS .*q back/)
  track.send('q')
  await track.shows(/Exercise .*\(done\)/)
  track.send('q')
  await track.ended
  expect(await readFile(file, 'utf8')).toBe(await readFile(solution, 'utf8'))
  const { passed } = await journey.json('progress')
  expect(passed).toEqual(['lru-cache'])
}, 60_000)

it('says how far the grading of a cluster is, and stops it when the screen is left', async () => {
  await journey.did(readThrough('consensus'))
  const track = journey.open(['learn', 'consensus', '--interactive'], { env: REAL })
  await track.shows('Next: diagram.')
  track.send('G')
  track.send('\r')
  await track.shows('Which one?')
  track.send('\r')
  await track.shows('The starter was written:')
  const file = path.join(journey.folder, 'work', 'raft-python', 'raft.py')
  await writeFile(file, await readFile('content/clusters/raft/solution/python/raft.py'))
  await track.shows(/grading: Elect a leader: seed \d+ of \d+/)
  track.send('q')
  await track.shows(/Exercise .*graded at every save *$/m)
  track.send('q')
  expect(await track.ended).toEqual({ code: 0, restored: true })
}, 60_000)

it('opens the file in the editor that the environment names, and grades what comes back', async () => {
  await journey.did(readThrough('lru-cache'))
  const env = { ...REAL, VISUAL: 'sed -i s/LruCache/Nothing/' }
  const track = journey.open(['learn', 'lru-cache', '--interactive'], { env })
  await track.shows('Next: diagram.')
  track.send('G')
  track.send('\r')
  await track.shows('Which one?')
  track.send('\r')
  await track.shows('The starter was written:')
  track.send('e')
  await track.shows(/^ +(FAIL|it could not be graded) .*q back/)
  const file = path.join(journey.folder, 'work', 'lru-cache-python', 'lru_cache.py')
  expect(await readFile(file, 'utf8')).toContain('class Nothing')
  track.send('\u0003')
  expect(await track.ended).toEqual({ code: 130, restored: true })
}, 60_000)

it('is a conversation for a screen reader', async () => {
  const track = journey.open(['learn', 'bulkhead', '--interactive'], { env: { TERM: 'dumb' } })
  await track.shows('Type a number and press Enter')
  await expectScreen(track, 'track-linear')
  track.send('q\n')
  expect(await track.ended).toEqual({ code: 0, restored: true })
})
