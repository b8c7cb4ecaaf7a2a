import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { measureRun } from '../../src/simulation/measure-run.ts'
import { ERRORS } from './broken-content.ts'
import { contentFolder, type Files, replaced, theory } from './fixture.ts'

const lesson = 'patterns/timeout/lesson.md'

async function lint(files: Files) {
  return lintContent(await contentFolder(files))
}

describe('content lint', () => {
  test('finds nothing in a topic in which nothing is wrong', async () => {
    expect(await lint({})).toEqual({ topics: 1, clusters: 0, incidents: 0, errors: [], warnings: [] })
  })

  test.each(ERRORS)('reports %s', async (_, files, file, line, rule, words) => {
    const { errors } = await lint(files)
    const found = errors.filter((error) => error.rule === rule && error.message.includes(words))
    expect(found, JSON.stringify(errors, null, 1)).toHaveLength(1)
    expect(found[0]).toMatchObject(line === undefined ? { file } : { file, line })
  })

  test('runs nothing that stands in front matter', async () => {
    for (const language of ['js', 'javascript', 'coffee', 'json', ' js']) {
      const { errors } = await lint({
        [lesson]: `---${language}\n{ x: (globalThis.ranFrontMatter = true) }\n---\n`,
      })
      expect(errors[0]).toMatchObject({ rule: 'front-matter', line: 1 })
    }
    expect(globalThis).not.toHaveProperty('ranFrontMatter')
  })

  test.each([
    ['a percentage', theory('Then 78 % of requests failed.'), 'figure-source'],
    ['a multiple', theory('It is 10 times slower.'), 'figure-source'],
    [
      'a prerequisite with no lesson',
      replaced('patterns: [] }\nlearning', 'patterns: [retry] }\nlearning'),
      'unknown-prerequisite',
    ],
    [
      'a related pattern with no lesson',
      replaced('{ papers: [], patterns: []', '{ papers: [], patterns: [retry]'),
      'unknown-related',
    ],
  ])('warns of %s', async (_, files, rule) => {
    const { errors, warnings } = await lint(files)
    expect(errors).toEqual([])
    expect(warnings).toMatchObject([{ rule }])
  })

  test.each([
    ['a figure with a citation in its paragraph', 'It cost $4 in 1999\n[@fallacies].'],
    ['a table after a paragraph with a citation', 'Years [@fallacies]:\n\n| Year |\n| --- |\n| 1999 |'],
    ['what is made up to reason about', 'Suppose that 3 million users come. Half of them wait.'],
    ['what is said to be computed', '<!-- computed -->\n\nThat makes 3 million.'],
    ['the year of the last review', 'Read in November 2026.'],
    ['numbers of calls, workers and milliseconds', 'With 2000 ms and 2000 requests, 5 workers are busy.'],
    ['figures in code', 'Use `$2000`.\n\n```sh\necho 1999\n```'],
  ])('takes no offence at %s', async (_, markdown) => {
    const { errors, warnings } = await lint(theory(markdown))
    expect([...errors, ...warnings]).toEqual([])
  })

  test('ends with findings, never with a crash, whatever stands in a lesson', async () => {
    const piece = fc.constantFrom(
      '> ',
      '- ',
      '| a |',
      '\n',
      '```mermaid\n',
      '```',
      '[@',
      ']',
      '[x](',
      ')',
      '## ',
      '    ',
      '<',
      '&',
      '%',
      '\\',
      '*',
      '[!NOTE]',
      '-->',
      'é🔥',
    )
    const markdown = fc
      .array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 40 })
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(markdown, async (text) => {
        expect((await lint(theory(text))).topics).toBe(1)
      }),
      { numRuns: 100, seed: 1 },
    )
  })

  test('says that a folder without patterns/ is not content', async () => {
    await expect(lintContent('/nowhere')).rejects.toMatchObject({ code: 'no-content', exitCode: 2 })
  })

  test('finds no error in the content that ships, and nothing that is still to be written', async () => {
    const content = path.join(packageRoot(), 'content')
    const { errors, topics, warnings } = await lintContent(content, { measure: measureRun })
    expect([...errors, ...warnings.filter(({ rule }) => rule === 'unwritten')]).toEqual([])
    expect(topics).toBeGreaterThan(0)
  })
})
