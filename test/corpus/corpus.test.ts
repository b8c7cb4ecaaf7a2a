import { beforeAll, describe, expect, test } from 'vitest'
import { writeCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { loadIndex, loadTopic, requireTopic } from '../../src/corpus/corpus.ts'
import { corpusDir } from '../../src/platform/corpus-dir.ts'
import { contentFolder, LESSON, temporaryFolder } from './fixture.ts'

let corpus = ''

beforeAll(async () => {
  corpus = await temporaryFolder()
  const second = LESSON.replace('slug: timeout', 'slug: load-shedding').replace(
    'title: Timeout',
    'title: Shed Load',
  )
  await writeCorpus(await contentFolder({ 'patterns/load-shedding/lesson.md': second }), corpus)
})

describe('the compiled corpus', () => {
  test('is read back as it was compiled', () => {
    expect(loadIndex(corpus).items.map(({ slug }) => slug)).toEqual(['load-shedding', 'timeout'])
    expect(loadTopic('timeout', corpus)).toMatchObject({ slug: 'timeout', title: 'Timeout', minutes: 5 })
  })

  test.each(['load-shedding', 'Load Shedding', ' LOAD_shedding ', 'shed load'])(
    'finds a topic by the name %j',
    (name) => {
      expect(requireTopic(name, corpus).slug).toBe('load-shedding')
    },
  )

  test.each([
    ['timeuot', 'Did you mean timeout?'],
    ['load-sheding', 'Did you mean load-shedding?'],
    ['xyzzy', 'List them all: compendium learn'],
    ['../timeout', 'List them all: compendium learn'],
  ])('for %j says what there is', (name, next) => {
    expect(() => requireTopic(name, corpus)).toThrow(
      expect.objectContaining({ code: 'unknown-topic', exitCode: 2 }),
    )
    try {
      requireTopic(name, corpus)
    } catch (error) {
      expect((error as { next: string[] }).next).toContain(next)
    }
  })

  test('that is not there is our fault, and the message says how to get it', () => {
    expect(() => loadIndex('/nowhere')).toThrow(/npm run build/)
  })

  test('can be another one, for whoever writes content', () => {
    expect(corpusDir({ COMPENDIUM_CORPUS: corpus })).toBe(corpus)
    expect(corpusDir({})).toMatch(/dist\/corpus$/)
  })
})
