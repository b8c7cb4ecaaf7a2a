import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { auditContent } from '../../src/authoring/audit/audit.ts'
import { readContent } from '../../src/authoring/content.ts'
import { searchCheck } from '../../src/authoring/lint-checks.ts'
import { type ScaffoldRequest, scaffold } from '../../src/authoring/scaffold/scaffold.ts'
import { lintContent } from '../../src/corpus/lint/lint-content.ts'
import { readTree } from '../../src/platform/tree.ts'
import { replaced, temporaryFolder } from '../corpus/fixture.ts'
import { wholeContent } from './whole-lesson.ts'

const today = '2026-11-22'
const SHORT = `patterns:
  - slug: read-repair
    title: Read Repair
    category: replication
    definition: "A read mends what it finds to differ."
    when: "Replicas: some lag."
    when_not: Nobody reads.
    related: [timeout]
    sources: [{ title: "Dynamo: a store", url: "https://example.org/dynamo" }]
`

function begin(dir: string, kind: ScaffoldRequest['kind'], name: string, area?: string) {
  return scaffold({ kind, name, dir, today, area })
}

async function lint(dir: string) {
  const { errors, warnings } = await lintContent(dir, {
    today,
    models: ['token-bucket'],
    more: [searchCheck],
  })
  return {
    form: errors,
    unwritten: warnings.filter(({ rule }) => rule === 'unwritten'),
    warnings: warnings.filter(({ rule }) => rule !== 'unwritten'),
  }
}

describe('what content new begins', () => {
  test('is a pattern in the form that lint and audit ask for, and lint names what is to be written', async () => {
    const dir = await wholeContent()
    const { created } = await begin(dir, 'pattern', 'Read Repair')
    expect(created).toEqual(
      ['lesson.md', 'quiz.yaml', 'insights.yaml'].map((file) => `patterns/read-repair/${file}`),
    )
    const { form, unwritten, warnings } = await lint(dir)
    expect({ form, warnings }).toEqual({ form: [], warnings: [] })
    const files = new Set(unwritten.map(({ file }) => file))
    expect([...files].sort()).toEqual([...created].sort())
    expect(unwritten.map(({ message }) => message)).toContain(
      'still to be written: what breaks, what one sees, what to do',
    )
    const { items } = await auditContent(await readContent(dir), 'read-repair')
    expect(items[0]?.missing).toEqual([])
  })

  test('is a lesson that begins with what its short entry says', async () => {
    const dir = await wholeContent({ 'patterns-short.yaml': SHORT })
    const { next } = await begin(dir, 'pattern', 'read-repair')
    expect(next).toEqual([expect.stringContaining('patterns-short.yaml')])
    const text = await readFile(path.join(dir, 'patterns/read-repair/lesson.md'), 'utf8')
    for (const part of [
      'Read Repair',
      'replication',
      'A read mends',
      'Replicas: some lag.',
      'Nobody reads.',
      '[timeout]',
      'Dynamo: a store',
    ]) {
      expect(text).toContain(part)
    }
    await writeFile(path.join(dir, 'patterns-short.yaml'), 'patterns: []\n')
    expect((await lint(dir)).form).toEqual([])
  })

  test('is an incident of the year in its name', async () => {
    const dir = await wholeContent()
    await begin(dir, 'incident', 'acme-dns-2019')
    const { form, unwritten } = await lint(dir)
    expect(form).toEqual([])
    expect(unwritten.length).toBeGreaterThan(5)
    expect(await readFile(path.join(dir, 'incidents/acme-dns-2019.yaml'), 'utf8')).toContain('date: "2019"')
  })

  test('is a quiz and an exercise of a lesson that names none, and then names them', async () => {
    const dir = await wholeContent(replaced('quizzes: [timeout]', 'quizzes: []'))
    await rm(path.join(dir, 'patterns/timeout/quiz.yaml'))
    expect(await begin(dir, 'quiz', 'timeout')).toMatchObject({
      changed: ['patterns/timeout/lesson.md'],
      next: [],
    })
    expect(await begin(dir, 'exercise', 'timeout')).toMatchObject({
      changed: ['patterns/timeout/lesson.md'],
      next: [],
    })
    const { form, unwritten } = await lint(dir)
    expect(form).toEqual([])
    const { corpus } = await readContent(dir)
    expect(corpus.parsed[0]?.topic).toMatchObject({ hasQuiz: true, hasExercise: true })
    expect(corpus.parsed[0]?.quiz?.data.questions).toHaveLength(5)
    expect(new Set(unwritten.map(({ file }) => file)).size).toBe(4)
  })

  test('says what to do by hand where the lesson is not as expected', async () => {
    const dir = await wholeContent(replaced('exercises: []', 'exercises: [timeout]'))
    expect(await begin(dir, 'exercise', 'timeout')).toMatchObject({
      changed: [],
      next: [expect.stringContaining('Name it in the front matter')],
    })
  })

  test('is a concept behind those of its area, or the first of a new one', async () => {
    const dir = await wholeContent({
      'concepts/time.yaml': '# Of time.\narea: Time\nconcepts:\n  - { id: latency, title: latency }\n',
    })
    expect(await begin(dir, 'concept', 'Clock skew', 'time')).toMatchObject({
      created: [],
      changed: ['concepts/time.yaml'],
    })
    expect(await begin(dir, 'concept', 'read index', 'consensus')).toMatchObject({
      created: ['concepts/consensus.yaml'],
      changed: [],
    })
    expect((await lint(dir)).form).toEqual([])
    expect(await readFile(path.join(dir, 'concepts/time.yaml'), 'utf8')).toMatch(
      /^# Of time\.\narea: Time\n[\s\S]*latency[\s\S]*id: clock-skew/,
    )
    const { corpus } = await readContent(dir)
    expect(corpus.concepts.map(({ id }) => id).sort()).toEqual(['clock-skew', 'latency', 'read-index'])
  })

  test.each([
    ['pattern', 'timeout', undefined, 'exists'],
    ['quiz', 'timeout', undefined, 'exists'],
    ['quiz', 'retry', undefined, 'no-lesson'],
    ['exercise', 'retry', undefined, 'no-lesson'],
    ['concept', 'skew', undefined, 'no-area'],
    ['concept', 'latency', 'time', 'exists'],
    ['incident', '../escape', undefined, 'bad-name'],
    ['pattern', '', undefined, 'bad-name'],
  ] as const)('refuses %s %s (%s) with %s, and touches nothing', async (kind, name, area, code) => {
    const dir = await wholeContent({
      'concepts/time.yaml': 'area: Time\nconcepts:\n  - { id: latency, title: latency }\n',
    })
    const before = await readTree(dir)
    await expect(begin(dir, kind, name, area)).rejects.toMatchObject({ code, exitCode: 2 })
    expect(await readTree(dir)).toEqual(before)
  })

  test('writes a whole new content folder where there is none, and nothing where it may not', async () => {
    const dir = path.join(await temporaryFolder(), 'mine')
    await begin(dir, 'pattern', 'read-repair')
    expect((await lint(dir)).form).toEqual([])
    const file = path.join(await temporaryFolder(), 'file')
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, '')
    await expect(begin(path.join(file, 'x'), 'pattern', 'a')).rejects.toMatchObject({ code: 'cannot-write' })
  })
})
