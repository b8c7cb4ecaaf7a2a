import { describe, expect, test } from 'vitest'
import { readContent } from '../../src/authoring/content.ts'
import { type IndexKey, indexContent } from '../../src/authoring/index/index-content.ts'
import { useCasesOf } from '../../src/authoring/index/use-cases.ts'
import { citations } from '../../src/corpus/compile/citations.ts'
import { parseMarkdown } from '../../src/corpus/compile/markdown.ts'
import { Problems } from '../../src/corpus/compile/problem.ts'
import { toBlocks } from '../../src/corpus/compile/to-blocks.ts'
import { contentFolder, LESSON } from '../corpus/fixture.ts'

async function index(by: IndexKey) {
  const folder = await contentFolder({
    'patterns/timeout/lesson.md': LESSON.replace('tools: []', 'tools: [Redis, "Amazon SQS"]').replace(
      'A **timeout** bounds a wait [@fallacies].',
      'A **timeout** bounds a wait [@fallacies]. Use it for calls.',
    ),
    'patterns/retry/lesson.md': LESSON.replace('slug: timeout', 'slug: retry')
      .replace('title: Timeout', 'title: Retry')
      .replace('difficulty: beginner', 'difficulty: advanced')
      .replace('patterns: [] }\nlearning', 'patterns: [timeout] }\nlearning')
      .replace('tools: []', 'tools: [Apache redis]')
      .replace('quizzes: [timeout]', 'quizzes: []'),
    'concepts/time.yaml': 'area: T\nconcepts:\n  - { id: latency, title: latency }\n',
    'patterns-short.yaml': `patterns:
  - slug: deadline
    title: Deadline
    category: resilience
    definition: A moment.
    when: Calls call.
    when_not: One call only.
    related: [timeout]
    sources: [{ title: Redistribution, url: "https://example.org" }]
`,
    'aliases.yaml': 'aliases:\n  deadline: [amazon SQS too late]\n',
  })
  return indexContent(await readContent(folder), by).entries
}

describe('content index', () => {
  test('by concept says what teaches and what needs it', async () => {
    expect(await index('concept')).toEqual([
      {
        key: 'retry',
        title: 'Retry',
        items: [{ slug: 'retry', kind: 'pattern', title: 'Retry', role: 'teaches' }],
      },
      {
        ...{ key: 'timeout', title: 'Timeout' },
        items: [
          { slug: 'timeout', kind: 'pattern', title: 'Timeout', role: 'teaches' },
          { slug: 'retry', kind: 'pattern', title: 'Retry', role: 'needs' },
        ],
      },
    ])
  })

  test('by difficulty lists the easiest first, and no empty level', async () => {
    const entries = await index('difficulty')
    expect(entries.map(({ key, items }) => [key, items.map(({ slug }) => slug)])).toEqual([
      ['beginner', ['timeout']],
      ['advanced', ['retry']],
    ])
  })

  test('by technology counts one product once, however it is spelled, and finds whole words in short entries', async () => {
    const entries = await index('technology')
    expect(entries.map(({ key, items }) => [key, items.map(({ slug }) => slug)])).toEqual([
      ['amazon sqs', ['timeout', 'deadline']],
      ['redis', ['timeout', 'retry']],
    ])
  })

  test('by use case lists what lessons and short entries say they are for', async () => {
    expect(await index('use-case')).toMatchObject([
      { key: 'Use it for calls.', items: [{ slug: 'timeout' }] },
      { key: 'Calls call.', items: [{ slug: 'deadline', kind: 'short' }] },
    ])
  })
})

describe('use cases of a lesson', () => {
  const of = (overview: string) => {
    const tree = parseMarkdown(`## Overview\n\n${overview}\n\n## Theory\n\nUse it never.\n`)
    const context = { file: 'a', problems: new Problems(), citations: citations() }
    return useCasesOf(toBlocks(tree, context))
  }

  test.each([
    ['It waits. Use it when calls hang. It is cheap.', ['Use it when calls hang.']],
    ['Use it\n\n- for locks;\n- for *caches*.', ['Use it for locks;', 'Use it for caches.']],
    ['- **Use it** when steps differ.\n- **Do not use it** when not.', ['Use it when steps differ.']],
    ['Use of it is rare. Users wait.', []],
  ])('are found in "%s"', (overview, cases) => {
    expect(of(overview)).toEqual(cases)
  })
})
