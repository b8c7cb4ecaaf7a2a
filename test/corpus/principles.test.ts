import { describe, expect, test } from 'vitest'
import { compileCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { inlineText } from '../../src/corpus/inline-text.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import type { Topic } from '../../src/corpus/topic.ts'
import { contentFolder, type Files, INSIGHTS, LESSON, QUIZ } from './fixture.ts'

const MAPPING = `axioms:
  - { slug: axiom-latency, name: Latency, laws: [law-asynchronous-reality], patterns: [timeout] }
laws:
  - { slug: law-asynchronous-reality, name: Asynchronous Reality, pillars: [pillar-control] }
pillars:
  - { slug: pillar-control, name: Control }
`
const mapping = 'principles/mapping.yaml'
const law = 'principles/law-asynchronous-reality/lesson.md'

function principle(slug: string, title: string): Files {
  const [kind = ''] = slug.split('-')
  const lesson = LESSON.replace('slug: timeout', `slug: ${slug}`)
    .replace('kind: pattern', `kind: ${kind}`)
    .replace('title: Timeout', `title: ${title}`)
    .replace(/^(laws|pillars): .*\n/gm, '')
  return {
    [`principles/${slug}/lesson.md`]: lesson,
    [`principles/${slug}/quiz.yaml`]: QUIZ,
    [`principles/${slug}/insights.yaml`]: INSIGHTS,
  }
}

const WHOLE: Files = {
  [mapping]: MAPPING,
  ...principle('pillar-control', 'Pillar of Control'),
  ...principle('law-asynchronous-reality', 'Law of Asynchronous Reality'),
  ...principle('axiom-latency', 'Axiom of Latency'),
}

/** The last lines of a lesson: words, and where their links lead. */
function ending({ blocks }: Topic, count: number) {
  return blocks.slice(-count).map((block) => {
    const children = block.type === 'paragraph' ? block.children : []
    const links = children.flatMap((inline) => (inline.type === 'link' ? [inline.href] : []))
    return [inlineText(children), ...links]
  })
}

async function topicOf(slug: string, files: Files = WHOLE): Promise<Topic> {
  const { topics } = await compileCorpus(await contentFolder(files))
  const found = topics.find((one) => one.slug === slug)
  if (found === undefined) throw new Error(`no ${slug} among ${topics.map((one) => one.slug)}`)
  return found
}

describe('principles', () => {
  test('stand behind the patterns, in the order of the mapping', async () => {
    const { index, problems } = await compileCorpus(await contentFolder(WHOLE))
    expect(problems).toEqual([])
    expect(index.items.map(({ slug, kind }) => [slug, kind])).toEqual([
      ['timeout', 'pattern'],
      ['axiom-latency', 'axiom'],
      ['law-asynchronous-reality', 'law'],
      ['pillar-control', 'pillar'],
    ])
  })

  test('an axiom ends with its laws, their pillars and the patterns chosen for it', async () => {
    const axiom = await topicOf('axiom-latency')
    expect(ending(axiom, 3)).toEqual([
      ['Laws that follow from it: Law of Asynchronous Reality.', '../law-asynchronous-reality/lesson.md'],
      ['Pillars on which they bear: Pillar of Control.', '../pillar-control/lesson.md'],
      ['Patterns to begin with: Timeout.', '../../patterns/timeout/lesson.md'],
    ])
  })

  test('a law ends with the patterns that name it, and tells the same as data', async () => {
    const topic = await topicOf('law-asynchronous-reality')
    expect(ending(topic, 1)).toEqual([
      ['Patterns that answer it: Timeout.', '../../patterns/timeout/lesson.md'],
    ])
    expect(topic.ties).toEqual({
      axioms: ['axiom-latency'],
      laws: [],
      pillars: ['pillar-control'],
      patterns: ['timeout'],
    })
  })

  test('a pattern ends with what it answers, and a pillar with what carries it', async () => {
    expect(ending(await topicOf('timeout'), 2)).toEqual([
      [
        'Laws that it answers: Law of Asynchronous Reality.',
        '../../principles/law-asynchronous-reality/lesson.md',
      ],
      ['Pillars that it is part of: Pillar of Control.', '../../principles/pillar-control/lesson.md'],
    ])
    expect(ending(await topicOf('pillar-control'), 1)[0]?.[0]).toBe('Patterns that carry it: Timeout.')
  })

  test('without a mapping nothing is said of it', async () => {
    const topic = await topicOf('timeout', {})
    expect(topic.ties).toBeUndefined()
    expect(ending(topic, 1)[0]?.[0]).not.toMatch(/answers/)
  })
})

describe('content lint on principles', () => {
  test('finds nothing in a mapping in which nothing is wrong', async () => {
    const { errors, warnings } = await lintContent(await contentFolder(WHOLE))
    expect([errors, warnings]).toEqual([[], []])
  })

  const swap = (file: string, from: string, to: string): Files => {
    const text = WHOLE[file] ?? LESSON
    if (typeof text !== 'string' || !text.includes(from)) throw new Error(`${file} does not hold "${from}"`)
    return { ...WHOLE, [file]: text.replace(from, to) }
  }
  const pattern = 'patterns/timeout/lesson.md'
  test.each<[string, Files, string, string, string]>([
    [
      'a law that is none',
      swap(pattern, '[Asynchronous Reality]', '[Gravity]'),
      pattern,
      'unknown-law',
      'Gravity',
    ],
    ['a pillar that is none', swap(pattern, '[Control]', '[Salt]'), pattern, 'unknown-pillar', 'Salt'],
    [
      'a pattern among the principles',
      swap(law, 'kind: law', 'kind: pattern'),
      law,
      'principle-folder',
      'stands in patterns/',
    ],
    [
      'a slug that tells another kind',
      swap(law, 'kind: law', 'kind: axiom'),
      law,
      'principle-folder',
      'axiom-...',
    ],
    [
      'a principle that the mapping lacks',
      { ...WHOLE, ...principle('law-gravity', 'Law of Gravity') },
      'principles/law-gravity/lesson.md',
      'unmapped-principle',
      'law-gravity',
    ],
    [
      'a place in the mapping without its lesson',
      swap(mapping, 'pillars:\n', 'pillars:\n  - { slug: pillar-salt, name: Salt }\n'),
      mapping,
      'missing-principle',
      'pillar-salt',
    ],
    [
      'a law that the mapping leads to and that is none',
      swap(mapping, 'laws: [law-asynchronous-reality]', 'laws: [law-asynchronous-reality, law-gravity]'),
      mapping,
      'unknown-principle',
      'law-gravity',
    ],
    [
      'a pillar to which nothing leads',
      swap(mapping, 'pillars: [pillar-control]', 'pillars: [pillar-salt]'),
      mapping,
      'unreached-principle',
      'pillar-control',
    ],
  ])('reports %s', async (_, files, file, rule, words) => {
    const { errors } = await lintContent(await contentFolder(files))
    const found = errors.filter((error) => error.rule === rule && error.message.includes(words))
    expect(found, JSON.stringify(errors, null, 1)).toMatchObject([{ file, line: expect.any(Number) }])
  })
})
