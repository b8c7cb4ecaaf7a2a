import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyzeContent } from '../../src/authoring/analyze/analyze.ts'
import {
  DIFFICULTY_WEIGHTS,
  difficultyOutliers,
  difficultyScore,
  levelsByScore,
  rankAgreement,
} from '../../src/authoring/analyze/difficulty.ts'
import { conceptNames, findConcepts } from '../../src/authoring/analyze/find-concepts.ts'
import { closure, longestChain } from '../../src/authoring/analyze/prerequisites.ts'
import { readingMinutes } from '../../src/authoring/analyze/reading-time.ts'
import { proseOf, sentenceLength } from '../../src/authoring/analyze/texts.ts'
import { readContent } from '../../src/authoring/content.ts'
import type { Block } from '../../src/corpus/blocks.ts'
import { contentFolder, LESSON, theory } from '../corpus/fixture.ts'

const names = conceptNames([
  { id: 'clock', title: 'clock', aliases: [] },
  { id: 'vector-clock', title: 'vector clock', aliases: ['VC'] },
  { id: 'littles-law', title: "Little's law", aliases: [] },
  { id: 'retry', title: 'retry', aliases: ['try again'] },
])

describe('concepts in a text', () => {
  test.each([
    ['A vector clock is no clock.', { 'vector-clock': 1, clock: 1 }],
    ['Vector clocks, CLOCKS and a VC', { 'vector-clock': 2, clock: 1 }],
    ["By Little’s law and Little's laws", { 'littles-law': 2 }],
    ['Retries are retried: try again', { retry: 3 }],
    ['It is a vector. Clocks differ.', { clock: 1 }],
    ['An o-clock, clockwise, in clockwork', { clock: 1 }],
    ['', {}],
  ])('are found in "%s"', (text, found) => {
    expect(Object.fromEntries(findConcepts([text], names))).toEqual(found)
  })

  test('no name goes over the end of a paragraph', () => {
    expect(Object.fromEntries(findConcepts(['vector', 'clock'], names))).toEqual({ clock: 1 })
  })
})

describe('prerequisites', () => {
  test('the longest chain is as long as the longest way, in every graph without cycles', () => {
    const graphs = fc.array(fc.array(fc.nat(20), { maxLength: 4 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(graphs, (edges) => {
        // Only to smaller numbers, so that there is no cycle.
        const needs = new Map(edges.map((to, from) => [`${from}`, to.filter((n) => n < from).map(String)]))
        const lengthTo = (id: string): number => 1 + Math.max(0, ...(needs.get(id) ?? []).map(lengthTo))
        const ids = [...needs.keys()]
        const chain = longestChain(ids, needs)
        expect(chain).toHaveLength(Math.max(...ids.map(lengthTo)))
        for (const [at, id] of chain.entries()) if (at > 0) expect(needs.get(id)).toContain(chain[at - 1])
        expect([...closure(chain.slice(-1), needs)]).toEqual(expect.arrayContaining([...chain]))
      }),
      { seed: 7 },
    )
  })

  test('a cycle is followed once, and ends', () => {
    const needs = new Map([
      ['a', ['b']],
      ['b', ['a']],
    ])
    expect(longestChain(['a'], needs)).toEqual(['b', 'a'])
    expect([...closure(['a'], needs)].sort()).toEqual(['a', 'b'])
  })
})

describe('difficulty', () => {
  const easiest = Object.fromEntries(Object.entries(DIFFICULTY_WEIGHTS).map(([key, { from }]) => [key, from]))
  const hardest = Object.fromEntries(Object.entries(DIFFICULTY_WEIGHTS).map(([key, { full }]) => [key, full]))
  type Factors = Parameters<typeof difficultyScore>[0]

  test('goes from 0 to 100, and grows with each factor by its weight', () => {
    expect(difficultyScore(easiest as unknown as Factors)).toBe(0)
    expect(difficultyScore(hardest as unknown as Factors)).toBe(100)
    for (const [key, { full, weight }] of Object.entries(DIFFICULTY_WEIGHTS)) {
      expect(difficultyScore({ ...easiest, [key]: full * 3 } as unknown as Factors)).toBe(weight)
    }
  })

  const lesson = (slug: string, declared: 'beginner' | 'intermediate' | 'advanced', score: number) => ({
    ...{ slug, declared, score },
  })
  const LESSONS = [
    lesson('a', 'beginner', 10),
    lesson('b', 'intermediate', 20),
    lesson('c', 'intermediate', 30),
    lesson('d', 'advanced', 40),
  ]

  test('as many lessons are of each level by score as are declared', () => {
    const swapped = [...LESSONS.slice(0, 3), lesson('d', 'advanced', 5)]
    expect(Object.fromEntries(levelsByScore(swapped))).toEqual({
      ...{ d: 'beginner', a: 'intermediate', b: 'intermediate', c: 'advanced' },
    })
  })

  test('the hardest lesson with the lowest score is an outlier, its neighbours that move up by one are not', () => {
    expect([...difficultyOutliers(LESSONS)]).toEqual([])
    expect([...difficultyOutliers([...LESSONS.slice(0, 3), lesson('d', 'advanced', 5)])]).toEqual(['d'])
  })

  test('agreement is 1 for the same order, -1 for the reverse, and undefined where all are alike', () => {
    const [a, , , d] = LESSONS
    if (a === undefined || d === undefined) throw new Error('there are four')
    expect(rankAgreement([a, d])).toBe(1)
    expect(rankAgreement([a, { ...d, score: 1 }])).toBe(-1)
    expect(rankAgreement([a, { ...d, declared: 'beginner' }])).toBeUndefined()
    // Worked by hand: ranks 0..3 against 0, 1.5, 1.5, 3.
    expect(rankAgreement(LESSONS)).toBe(0.949)
  })
})

describe('prose and time', () => {
  const text = (words: string): Block => ({ type: 'paragraph', children: [{ type: 'text', text: words }] })
  const code: Block = { type: 'code', language: 'sh', text: 'a\nb\nc' }

  test('sentences are counted in paragraphs, without code and headings', () => {
    const heading: Block = {
      type: 'heading',
      level: 2,
      id: 'a',
      children: [{ type: 'text', text: 'Four words stand here' }],
    }
    const blocks = [heading, text('One two three. Four five, e.g. six! "Seven" is 8.5 long.'), code]
    expect(sentenceLength(blocks)).toBe(Math.round(((3 + 4 + 4) / 3) * 10) / 10)
    expect(sentenceLength([code])).toBe(0)
    expect(proseOf(blocks)).toHaveLength(2)
  })

  test('238 words are a minute, and so is a question; code and diagrams take their time', () => {
    const diagram: Block = { type: 'diagram', source: '', text: '', alt: '' }
    expect(readingMinutes([], 238 * 5, 2)).toBe(7)
    const thirty: Block = { ...code, text: Array(30).fill('x').join('\n') }
    expect(readingMinutes([thirty, { type: 'quote', children: [diagram, diagram, diagram] }], 0, 0)).toBe(2)
  })
})

describe('content analyze', () => {
  const concepts = `area: Time
concepts:
  - { id: latency, title: latency, needs: [clock] }
  - { id: clock, title: clock }
  - { id: jitter, title: jitter }
  - { id: unheard-of, title: unheard of }
`
  const more = LESSON.replace('slug: timeout', 'slug: retry').replace(
    'concepts: [latency], patterns: []',
    'concepts: [], patterns: [timeout]',
  )

  test('tells what a lesson uses, builds on and leaves open', async () => {
    const folder = await contentFolder({
      'concepts/time.yaml': concepts,
      ...theory('Jitter, jitter and jitter. The clock, the clock and the clock.'),
      'patterns/retry/lesson.md': more
        .replace('quizzes: [timeout]', 'quizzes: []')
        .replace('bounds a wait', 'bounds: timeout, timeout, timeout'),
    })
    const content = await readContent(folder)
    const { items, untaught } = analyzeContent(content, 'timeout')
    expect(items[0]).toMatchObject({
      chain: ['clock', 'latency'],
      gaps: [{ id: 'jitter', title: 'jitter', mentions: 3 }],
      difficulty: { declared: 'beginner', factors: { chainLength: 2, prerequisites: 2 } },
      visuals: { diagrams: 0, tables: 0, codeBlocks: 0, callouts: 1 },
    })
    expect(untaught).toBeUndefined()
    // What the lesson before teaches is no gap.
    const all = analyzeContent(content)
    expect(all.items.find(({ slug }) => slug === 'retry')?.gaps).toEqual([])
    expect(all.untaught).toEqual([
      { id: 'clock', title: 'clock', lessons: 1 },
      { id: 'jitter', title: 'jitter', lessons: 1 },
      { id: 'latency', title: 'latency', lessons: 0 },
      { id: 'unheard-of', title: 'unheard of', lessons: 0 },
    ])
  })
})
