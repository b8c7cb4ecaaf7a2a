import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { packageRoot } from '../../src/platform/package-root.ts'
import { contentFolder, type Files, LESSON, replaced, theory } from './fixture.ts'

const lesson = 'patterns/timeout/lesson.md'
const quiz = 'patterns/timeout/quiz.yaml'

async function lint(files: Files) {
  return lintContent(await contentFolder(files))
}

const cycle: Files = {
  ...replaced('patterns: [] }\nlearning', 'patterns: [retry] }\nlearning'),
  'patterns/retry/quiz.yaml': '',
  'patterns/retry/lesson.md': LESSON.replace('slug: timeout', 'slug: retry')
    .replace('patterns: [] }\nlearning', 'patterns: [timeout] }\nlearning')
    .replace('quizzes: [timeout]', 'quizzes: []'),
}

/** What is broken, and the one error that must be reported: file, line, rule and part of the message. */
const ERRORS: readonly (readonly [string, Files, string, number | undefined, string, string])[] = [
  [
    'no lesson',
    { 'patterns/empty/quiz.yaml': 'questions: []' },
    'patterns/empty/lesson.md',
    undefined,
    'missing-file',
    'lesson.md',
  ],
  ['no front matter', { [lesson]: '## Overview\n' }, lesson, 1, 'front-matter', 'must start with'],
  [
    'front matter that never ends',
    { [lesson]: '---\nslug: timeout\n' },
    lesson,
    1,
    'front-matter',
    'no closing',
  ],
  [
    'front matter in JavaScript',
    { [lesson]: '---js\nglobalThis.ranFrontMatter = true\n---\n' },
    lesson,
    1,
    'front-matter',
    'must start with',
  ],
  ['YAML that does not parse', replaced('title: Timeout', 'title: "Timeout'), lesson, 4, 'yaml', 'quote'],
  ['a key twice', replaced('title: Timeout', 'title: A\ntitle: B'), lesson, 5, 'yaml', 'unique'],
  [
    'an unknown key',
    replaced('title: Timeout', 'titel: x\ntitle: Timeout'),
    lesson,
    4,
    'front-matter',
    'titel',
  ],
  ['a missing key', replaced('category: resilience\n', ''), lesson, 1, 'front-matter', 'category'],
  [
    'a wrong difficulty',
    replaced('difficulty: beginner', 'difficulty: easy'),
    lesson,
    7,
    'front-matter',
    'difficulty',
  ],
  ['a wrong time', replaced('"5 min"', '"5 minutes"'), lesson, 8, 'front-matter', '20 min'],
  ['a wrong date', replaced('"2026-11-21"', '"21.11.2026"'), lesson, 16, 'front-matter', 'last_reviewed'],
  [
    'a source that is no web address',
    replaced('https://example.org/fallacies', 'fallacies'),
    lesson,
    20,
    'front-matter',
    'web address',
  ],
  [
    'a slug that is not the folder',
    replaced('slug: timeout', 'slug: time-out'),
    lesson,
    2,
    'folder-slug',
    'time-out',
  ],
  ['a part missing', replaced('## Examples\n', ''), lesson, 38, 'eight-parts', '"Examples"'],
  ['two parts exchanged', replaced('## Theory', '## Practice'), lesson, 27, 'eight-parts', '"Theory"'],
  [
    'a part too many',
    replaced('## Resources\n', '## Resources\n\n## Appendix\n'),
    lesson,
    53,
    'eight-parts',
    'no further part',
  ],
  [
    'the last part missing',
    replaced('## Resources\n', ''),
    lesson,
    undefined,
    'eight-parts',
    'the lesson ends',
  ],
  [
    'a title in the text',
    replaced('## Overview', '# Timeout\n\n## Overview'),
    lesson,
    23,
    'heading-level',
    'title',
  ],
  ['a heading level skipped', theory('#### Deep'), lesson, 29, 'heading-level', 'level-4'],
  [
    'a file that nothing reads',
    { 'patterns/timeout/notes.txt': 'x' },
    'patterns/timeout/notes.txt',
    undefined,
    'unexpected-file',
    'nothing reads',
  ],
  [
    'a promised quiz that is not there',
    replaced('simulations: []', 'simulations: [timeout]'),
    lesson,
    11,
    'interactive-elements',
    'simulation.yaml',
  ],
  [
    'a quiz that is not named',
    replaced('quizzes: [timeout]', 'quizzes: []'),
    lesson,
    11,
    'interactive-elements',
    'quizzes',
  ],
  ['a citation of nothing', theory('Text [@nobody].'), lesson, 29, 'unknown-source', '"nobody"'],
  [
    'a question that cites nothing',
    replaced('source: fallacies', 'source: nobody', quiz),
    quiz,
    10,
    'unknown-source',
    '"nobody"',
  ],
  [
    'a choice that cites nothing',
    replaced('The wait', '"The wait [@nobody]"', quiz),
    quiz,
    10,
    'unknown-source',
    '"nobody"',
  ],
  [
    'a source that nothing cites',
    replaced('sources:\n', 'sources:\n  - { id: spare, title: Spare, url: "https://example.org" }\n'),
    lesson,
    19,
    'uncited-source',
    '"spare"',
  ],
  [
    'a source listed twice',
    replaced('id: end-to-end', 'id: fallacies'),
    lesson,
    20,
    'duplicate-source',
    '"fallacies"',
  ],
  [
    'a link to a heading that is not there',
    theory('See [it](#nowhere).'),
    lesson,
    29,
    'dead-link',
    '#nowhere',
  ],
  [
    'a link to a file that is not there',
    theory('See [it](../retry/lesson.md).'),
    lesson,
    29,
    'dead-link',
    'retry/lesson.md',
  ],
  [
    'a reference link that leads nowhere',
    theory('See [it][x].\n\n[x]: ./gone.md'),
    lesson,
    31,
    'dead-link',
    'gone.md',
  ],
  [
    'prerequisites that go round',
    cycle,
    'patterns/retry/lesson.md',
    9,
    'prerequisite-cycle',
    'retry needs timeout needs retry',
  ],
  [
    'a question id twice',
    { [quiz]: (text) => text + text.replace('questions:\n', '') },
    quiz,
    11,
    'duplicate-question',
    '"first"',
  ],
  ['a choice id twice', replaced('{ id: b', '{ id: a', quiz), quiz, 7, 'duplicate-choice', '"a"'],
  [
    'an answer that is no choice',
    replaced('answer: [a]', 'answer: [c]', quiz),
    quiz,
    8,
    'unknown-answer',
    '"c"',
  ],
  [
    'two answers to a single question',
    replaced('answer: [a]', 'answer: [a, b]', quiz),
    quiz,
    8,
    'answer-count',
    '2 answers',
  ],
  [
    'a quiz without an explanation',
    replaced('    explanation: The work may go on [@end-to-end].\n', '', quiz),
    quiz,
    2,
    'quiz',
    'explanation',
  ],
  [
    'a prompt that is a list',
    replaced('What does a timeout *bound*?', '"- one\\n- two"', quiz),
    quiz,
    4,
    'inline-markdown',
    'one paragraph',
  ],
  [
    'a diagram that does not parse',
    theory('```mermaid\nflowchart TD\n  accDescr: words\n  A -->\n```'),
    lesson,
    32,
    'diagram',
    'expected a node',
  ],
  [
    'a kind of diagram that is not drawn',
    theory('```mermaid\npie\n  "a": 1\n```'),
    lesson,
    30,
    'diagram',
    '"pie"',
  ],
  [
    'a diagram without words',
    theory('```mermaid\nflowchart TD\n  A --> B\n```'),
    lesson,
    29,
    'diagram-words',
    'accDescr',
  ],
  [
    'a diagram that is too wide',
    theory(`\`\`\`mermaid\nflowchart TD\n  accDescr: words\n  A[${'wide '.repeat(20)}]\n\`\`\``),
    lesson,
    29,
    'diagram-width',
    '76',
  ],
  ['HTML', theory('<div>bold</div>'), lesson, 29, 'unsupported-markdown', 'HTML'],
  ['a picture', theory('![alt](x.png)'), lesson, 29, 'unsupported-markdown', 'picture'],
  ['a callout of an unknown kind', theory('> [!DANGER]\n> Text'), lesson, 29, 'callout', '"DANGER"'],
  ['money without a source', theory('The outage cost $4.5 million.'), lesson, 29, 'figure-source', '$4.5'],
  [
    'a magnitude without a source',
    theory('It serves 300 million users.'),
    lesson,
    29,
    'figure-source',
    '300 million',
  ],
  [
    'a year without a source',
    theory('- one\n- It failed on 7 January 2019.'),
    lesson,
    30,
    'figure-source',
    '2019',
  ],
  [
    'a table of figures without a source',
    theory('| Year |\n| --- |\n| 1999 |'),
    lesson,
    29,
    'figure-source',
    '1999',
  ],
]

describe('content lint', () => {
  test('finds nothing in a topic in which nothing is wrong', async () => {
    expect(await lint({})).toEqual({ topics: 1, errors: [], warnings: [] })
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

  test('says that a folder without patterns/ is not content', async () => {
    await expect(lintContent('/nowhere')).rejects.toMatchObject({ code: 'no-content', exitCode: 2 })
  })

  test('finds no error in the content that ships', async () => {
    const { errors, topics } = await lintContent(path.join(packageRoot(), 'content'))
    expect(errors).toEqual([])
    expect(topics).toBeGreaterThan(0)
  })
})
