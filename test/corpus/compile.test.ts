import { cp, readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Block } from '../../src/corpus/blocks.ts'
import { compileCorpus, writeCorpus } from '../../src/corpus/compile/compile-corpus.ts'
import { loadIndex, loadTopic } from '../../src/corpus/corpus.ts'
import { contentFolder, type Files, LESSON, QUIZ, replaced, temporaryFolder, theory } from './fixture.ts'

async function compiled(files: Files) {
  const { topics, problems } = await compileCorpus(await contentFolder(files))
  expect(problems).toEqual([])
  const [topic] = topics
  if (topic === undefined) throw new Error('no topic')
  return topic
}

/** The blocks that `markdown` becomes. */
async function blocksOf(markdown: string): Promise<readonly Block[]> {
  const { blocks } = await compiled(theory(markdown))
  const start = blocks.findIndex((block) => block.type === 'heading' && block.id === 'theory')
  const end = blocks.findIndex((block) => block.type === 'heading' && block.id === 'practice')
  return blocks.slice(start + 1, end - 1)
}

const text = (words: string) => ({ type: 'text', text: words })

describe('a lesson', () => {
  test('numbers its sources in the order in which it cites them', async () => {
    const topic = await compiled({})
    expect(topic.sources.map(({ id, number }) => [id, number])).toEqual([
      ['fallacies', 1],
      ['end-to-end', 2],
    ])
    const cites = JSON.stringify(topic.blocks).match(/"cite","id":"[\w-]+","number":\d/g)
    expect(cites).toEqual([
      '"cite","id":"fallacies","number":1',
      '"cite","id":"end-to-end","number":2',
      '"cite","id":"fallacies","number":1',
    ])
  })

  test('gives its headings the anchors that GitHub gives', async () => {
    const blocks = await blocksOf('### Why *not* `retry`?\n\n### Über-Timeouts, 2nd\n\n### Why not retry')
    expect(blocks.map((block) => (block.type === 'heading' ? block.id : ''))).toEqual([
      'why-not-retry',
      'über-timeouts-2nd',
      'why-not-retry-1',
    ])
  })

  test('has callouts where a quote starts with their mark, and quotes elsewhere', async () => {
    expect(await blocksOf('> [!WARNING]\n> Mind **this**.\n>\n> - one\n\n> Said.')).toMatchObject([
      {
        type: 'callout',
        kind: 'warning',
        children: [
          { type: 'paragraph', children: [text('Mind '), { type: 'strong' }, text('.')] },
          { type: 'list' },
        ],
      },
      { type: 'quote', children: [{ type: 'paragraph', children: [text('Said.')] }] },
    ])
  })

  test('keeps lists, tasks, numbers and nesting', async () => {
    expect(await blocksOf('3. one\n4. two\n   - [x] done\n   - [ ] open')).toMatchObject([
      {
        type: 'list',
        ordered: true,
        start: 3,
        tight: true,
        items: [{}, { children: [{}, { type: 'list', items: [{ checked: true }, { checked: false }] }] }],
      },
    ])
  })

  test('keeps the alignment of tables, and their inline markup', async () => {
    expect(
      await blocksOf('| a | b | c |\n| - | :-: | --: |\n| `x` | [y](#theory) | z [@fallacies] |'),
    ).toMatchObject([
      {
        type: 'table',
        align: ['left', 'center', 'right'],
        rows: [
          [
            [{ type: 'code', text: 'x' }],
            [{ type: 'link', href: '#theory' }],
            [text('z '), { type: 'cite' }],
          ],
        ],
      },
    ])
  })

  test('draws its diagrams, with their description', async () => {
    const source = 'stateDiagram-v2\n  accDescr: It opens.\n  closed --> open: fails'
    expect(await blocksOf(`\`\`\`mermaid\n${source}\n\`\`\``)).toMatchObject([
      { type: 'diagram', source, alt: 'It opens.', text: expect.stringContaining('│ fails') },
    ])
  })

  test('joins the lines of a paragraph, and drops comments', async () => {
    expect(await blocksOf('one\ntwo\n<!-- note -->\n\n<!-- more -->')).toMatchObject([
      { type: 'paragraph', children: [text('one two')] },
    ])
  })

  test('does not take citations out of code', async () => {
    expect(await blocksOf('`[@x]`\n\n```sh\n[@y]\n```')).toEqual([
      { type: 'paragraph', children: [{ type: 'code', text: '[@x]' }] },
      { type: 'code', language: 'sh', text: '[@y]' },
    ])
  })

  test('counts its words of prose', async () => {
    const before = (await compiled({})).metadata.words
    const after = (await compiled(theory('Three more words.\n\n```sh\nnot these four words\n```'))).metadata
      .words
    expect(after - before).toBe(3)
  })

  test('with Windows line ends is the same lesson', async () => {
    const topic = await compiled({
      'patterns/timeout/lesson.md': (lesson) => lesson.replaceAll('\n', '\r\n'),
    })
    expect(topic).toEqual(await compiled({}))
  })
})

describe('a topic', () => {
  test('holds the quiz with its Markdown parsed and its answers in the order of the choices', async () => {
    const quiz = 'patterns/timeout/quiz.yaml'
    const topic = await compiled({ [quiz]: (q) => q.replace('single', 'multiple').replace('[a]', '[b, a]') })
    expect(topic.quiz).toMatchObject([
      {
        id: 'first',
        type: 'multiple',
        prompt: [text('What does a timeout '), { type: 'emphasis' }, text('?')],
        choices: [
          { id: 'a' },
          { id: 'b', text: [text('The '), { type: 'code', text: 'work' }, text(' done')] },
        ],
        answer: ['a', 'b'],
        explanation: [text('The work may go on '), { type: 'cite', id: 'end-to-end', number: 2 }, text('.')],
        source: 'fallacies',
      },
    ])
  })

  test('holds its insights in the words of the lesson, with a prompt for each', async () => {
    const topic = await compiled({})
    expect(topic.insights).toEqual([
      {
        id: 'what-ends',
        prompt: [text('What does a timeout end, and what not?')],
        text: [text('A wait that is bounded ends, and what was waited for may go on.')],
      },
      {
        id: 'guess',
        prompt: [text('What is a '), { type: 'code', text: 'timeout' }, text(', in truth?')],
        text: [text('Time is a '), { type: 'emphasis', children: [text('guess')] }, text(' about others.')],
      },
    ])
  })

  test('takes an insight from its number, wherever the prompt stands', async () => {
    const topic = await compiled({
      'patterns/timeout/insights.yaml':
        'insights:\n  - { id: guess, insight: 2, prompt: Why? }\n  - { id: what-ends, insight: 1, prompt: What? }\n',
    })
    expect(topic.insights?.map(({ text: [first] }) => first)).toMatchObject([
      text('Time is a '),
      { type: 'text', text: expect.stringContaining('bounded') },
    ])
  })

  test('holds its simulation', async () => {
    const topic = await compiled({
      'patterns/timeout/simulation.yaml':
        'scenario: timeout\nseed: 7\nparameters: { timeoutMs: 20 }\nnotice: [The *queue*.]\n',
      ...replaced('simulations: []', 'simulations: [timeout]'),
    })
    expect(topic).toMatchObject({
      hasSimulation: true,
      simulation: {
        scenario: 'timeout',
        seed: 7,
        parameters: { timeoutMs: 20 },
        notice: [[text('The '), {}, text('.')]],
      },
    })
  })

  test('whose lesson is broken is left out, and the others stay', async () => {
    const corpus = await compileCorpus(
      await contentFolder({ 'patterns/broken/lesson.md': 'no front matter' }),
    )
    expect(corpus.topics.map(({ slug }) => slug)).toEqual(['timeout'])
    expect(corpus.problems).toMatchObject([{ severity: 'error', file: 'patterns/broken/lesson.md', line: 1 }])
  })
})

describe('the corpus', () => {
  test('takes in a folder that is dropped into it, with no change of code', async () => {
    const content = await contentFolder()
    const out = await temporaryFolder()
    await writeCorpus(content, out)
    expect(loadIndex(out).items.map(({ slug }) => slug)).toEqual(['timeout'])

    const dropped = await contentFolder({
      'patterns/retry/lesson.md': LESSON.replace('slug: timeout', 'slug: retry').replace(
        'title: Timeout',
        'title: Retry',
      ),
      'patterns/retry/quiz.yaml': QUIZ,
    })
    await cp(path.join(dropped, 'patterns', 'retry'), path.join(content, 'patterns', 'retry'), {
      recursive: true,
    })
    const { problems } = await writeCorpus(content, out)
    expect(problems).toEqual([])
    expect(loadIndex(out).items).toMatchObject([
      {
        slug: 'retry',
        title: 'Retry',
        difficulty: 'beginner',
        minutes: 5,
        hasQuiz: true,
        hasExercise: false,
      },
      { slug: 'timeout' },
    ])
    expect(loadTopic('retry', out).blocks).toEqual(loadTopic('timeout', out).blocks)
    expect(await readdir(path.join(out, 'topics'))).toEqual(['retry.json', 'timeout.json'])
  })

  test('forgets a topic whose folder is gone', async () => {
    const out = await temporaryFolder()
    await writeCorpus(
      await contentFolder({ 'patterns/retry/lesson.md': LESSON.replace('timeout', 'retry') }),
      out,
    )
    await writeCorpus(await contentFolder(), out)
    expect(await readdir(path.join(out, 'topics'))).toEqual(['timeout.json'])
  })

  test('is the same bytes whenever it is compiled', async () => {
    const content = await contentFolder()
    const [a, b] = [await compileCorpus(content), await compileCorpus(content)]
    expect(JSON.stringify(a)).toBe(JSON.stringify(b))
  })
})
