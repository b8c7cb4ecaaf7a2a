import { rm } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { auditContent } from '../../src/authoring/audit/audit.ts'
import { readContent } from '../../src/authoring/content.ts'
import type { Files } from '../corpus/fixture.ts'
import { quizOf, wholeContent } from './whole-lesson.ts'

const lesson = 'patterns/timeout/lesson.md'
const without = (text: string, by = ''): Files => ({
  [lesson]: (whole) => {
    if (!whole.includes(text)) throw new Error(`the lesson does not hold "${text}"`)
    return whole.replace(text, by)
  },
})

async function audit(files: Files = {}, item?: string) {
  return auditContent(await readContent(await wholeContent(files)), item)
}

describe('content audit', () => {
  test('finds nothing missing in a lesson that holds everything', async () => {
    const { items, whole, missing } = await audit()
    expect(items[0]?.missing).toEqual([])
    expect({ whole, missing }).toEqual({ whole: 1, missing: [] })
  })

  test.each([
    ['how it works inside', without('### How it works inside'), 'theory', 'how-it-works-inside'],
    [
      'how it works inside, which stands in another part',
      {
        [lesson]: (text: string) =>
          text
            .replace('### How it works inside', '### Else')
            .replace('### Misc', '### How it works inside\n\nX.\n\n### Misc'),
      },
      'theory',
      'how-it-works-inside',
    ],
    ['what is said of concurrency', without('**Concurrency.**'), 'theory', 'how-it-works-inside/concurrency'],
    [
      'what fails',
      without('**Failure modes, and', '**Failure-prone, and'),
      'theory',
      'how-it-works-inside/failure-modes',
    ],
    ['what it uses', without('**Resource use:**', '**Use:**'), 'theory', 'how-it-works-inside/resources'],
    ['what can be tuned', without('**Tuning.**', 'Tuning.'), 'theory', 'how-it-works-inside/tuning'],
    ['what is sent', without('#### On the wire', '#### On'), 'theory', 'how-it-works-inside/wire'],
    ['why not something else', without('### Why not something else?'), 'practice', 'why-not-something-else'],
    ['misconceptions', without('### Misconceptions', '### Myths'), 'practice', 'misconceptions'],
    ['words on misconceptions', without('**It ends the work.** No.'), 'practice', 'misconceptions'],
    ['a diagram', without('mermaid', 'text'), 'theory', 'diagrams'],
    ['a table', without('| --- | --- |\n'), 'practice', 'tables'],
    [
      'a source of the examples',
      without('A system does it [@fallacies]', 'A system'),
      'examples',
      'example-sources',
    ],
    ['a fifth question', { 'patterns/timeout/quiz.yaml': quizOf(4) }, 'quiz', 'questions'],
    ['insights', without('[!IMPORTANT]', '[!NOTE]'), 'resources', 'insights'],
    ['text in a part', without('## Projects\n\nText.', '## Projects'), 'projects', 'projects'],
  ] as const)('misses %s', async (_, files, part, what) => {
    const { items, whole } = await audit(files as Files)
    expect(items[0]?.missing).toMatchObject([{ part, what }])
    expect(whole).toBe(0)
  })

  test('a lesson of another kind needs none of the sections of a pattern', async () => {
    const folder = await wholeContent({
      'audit.yaml': `kinds:
  other: { sections: [], diagrams: 0, tables: 0, questions: 0, insights: 0, example_sources: 0 }
heads: {}
`,
      ...without('### Misconceptions'),
    })
    const { whole } = await auditContent(await readContent(folder))
    expect(whole).toBe(1)
  })

  test('counts what lessons lack, most first', async () => {
    const { missing } = await audit({
      ...without('### Misconceptions'),
      'patterns/timeout/quiz.yaml': quizOf(2),
    })
    expect(missing).toEqual([
      { what: 'misconceptions', items: 1 },
      { what: 'questions', items: 1 },
    ])
  })

  test('names the nearest lesson when there is none of that name', async () => {
    await expect(audit({}, 'timeot')).rejects.toMatchObject({
      code: 'unknown-item',
      exitCode: 2,
      next: ['Did you mean timeout?', expect.any(String)],
    })
  })

  test('says where the shape is broken', async () => {
    await expect(audit({ 'audit.yaml': 'kinds: {}\nheads: {}\n' })).rejects.toMatchObject({
      code: 'broken-audit-shape',
      message: expect.stringContaining('audit.yaml:'),
    })
  })

  test('takes the shape of the content that ships where a folder has none', async () => {
    const dir = await wholeContent({ 'patterns/timeout/quiz.yaml': quizOf(4) })
    await rm(path.join(dir, 'audit.yaml'))
    const { missing } = await auditContent(await readContent(dir))
    expect(missing).toEqual([{ what: 'questions', items: 1 }])
  })
})
