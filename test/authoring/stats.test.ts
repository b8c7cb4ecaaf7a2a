import { describe, expect, test } from 'vitest'
import { readContent } from '../../src/authoring/content.ts'
import { contentStats } from '../../src/authoring/stats/stats.ts'
import { contentStatsText } from '../../src/report/content/stats-text.ts'
import { wholeContent } from './whole-lesson.ts'

describe('content stats', () => {
  test('counts a small content folder to the last word', async () => {
    const folder = await wholeContent({
      'targets.yaml':
        'targets:\n  - { figure: patterns.whole, target: 2, from: us }\n  - { figure: tables, target: 1, from: us }\n',
      'patterns-short.yaml': `patterns:
  - slug: deadline
    title: Deadline
    category: resilience
    definition: A moment.
    when: Calls call.
    when_not: One call only.
    related: [timeout]
    sources: [{ title: A, url: "https://example.org" }]
`,
    })
    const stats = await contentStats(await readContent(folder))
    expect(stats).toMatchObject({
      patterns: { whole: 1, lessons: 1, short: 1, all: 2 },
      chapters: 1,
      ...{ diagrams: 1, tables: 1, insights: 2, questions: 5, comparisons: 1, exercises: 0, incidents: 0 },
      // Each question: what does a timeout bound / the wait / the work done / the work may go on.
      wordsBy: { quizzes: 5 * (5 + 2 + 3 + 5), shortEntries: 2 + 2 + 3 },
    })
    expect(stats.targets).toMatchObject([
      { figure: 'patterns.whole', has: 1, target: 2, reached: false },
      { figure: 'tables', has: 1, target: 1, reached: true },
    ])
    expect(contentStatsText(stats, { width: 80, unicode: true, color: 0 })).toContain(
      'Below its target: patterns.whole.',
    )
  })

  test('a target of a figure that nobody counts is a mistake of ours', async () => {
    const folder = await wholeContent({
      'targets.yaml': 'targets: [{ figure: nothing, target: 1, from: us }]\n',
    })
    const content = await readContent(folder)
    await expect(contentStats(content)).rejects.toThrow('no figure "nothing"')
  })
})
