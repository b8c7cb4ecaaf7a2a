import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Content, readContent } from '../../src/authoring/content.ts'
import { contentStats } from '../../src/authoring/stats/stats.ts'
import { countWords } from '../../src/corpus/inline-text.ts'
import { packageRoot } from '../../src/platform/package-root.ts'

/** What is told of the corpus that ships; it is read once, since that takes its time. */
describe('the corpus that ships', () => {
  let content: Content

  beforeAll(async () => {
    content = await readContent(path.join(packageRoot(), 'content'))
  }, 180_000)

  test('has a target for each figure that the plans name, and its words add up', async () => {
    const stats = await contentStats(content)
    const words = content.corpus.parsed.map(({ topic }) => countWords(topic.blocks))
    expect(stats.wordsBy.lessons).toBe(words.reduce((sum, one) => sum + one, 0))
    expect(stats.words).toBe(Object.values(stats.wordsBy).reduce((sum, one) => sum + one, 0))
    expect(stats.questions).toBeGreaterThan(stats.chapters)
    const figures = ['words', 'diagrams', 'tables', 'insights', 'incidents', 'concepts', 'exercises']
    expect(stats.targets.map(({ figure }) => figure)).toEqual(expect.arrayContaining(figures))
  })
})
